import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '#composition/catalogue.js';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { declaredEvents, eventsIn } from './event-types.js';

/** Participles that do not end in -ed; an event says what has happened. */
const IRREGULAR = [
  'Upheld',
  'Set',
  'Withdrawn',
  'Withheld',
  'Paid',
  'Sent',
  'Made',
  'Met',
  'Held',
  'Begun',
  'Drawn',
  'Written',
  'Given',
];
/** What may follow the participle: its object, what something became, what it was let do. */
const OBJECTS = [
  'ChangedDecision',
  'AnnulledDecision',
  'BecameDue',
  'BecameOverdue',
  'LetStand',
  'WrittenOff',
];
/** The state a lifecycle entered, where that is how the field says it. */
const STATES = ['Overdue', 'AwaitsAppropriation'];
const PAST = new RegExp(`^(?:[A-Z][a-z]+)+(?:ed|${[...IRREGULAR, ...OBJECTS, ...STATES].join('|')})$`);

const declared = declaredEvents();
const folder = temporaryFolder();
afterAll(() => folder.remove());

describe('event types', () => {
  it('are declared for every entry of the catalogue, and have an entry each', () => {
    expect(declared.map(({ type }) => type).toSorted()).toEqual(Object.keys(catalogue).toSorted());
  });

  it.each(Object.keys(catalogue))('%s is in the past tense, without a version', (type) => {
    expect(type).toMatch(PAST);
  });

  it.each(['SubmitApplication', 'PayoutSettledV2', 'payoutSettled', 'Set'])(
    'would not be called %s',
    (type) => {
      expect(type).not.toMatch(PAST);
    },
  );

  it.each(declared)('$type seals exactly the fields its type calls personal', ({ type, personal }) => {
    expect(Object.keys(catalogue[type]?.personal ?? {}).toSorted()).toEqual(personal);
  });
});

describe('personal fields', () => {
  it('are found at any depth, optional or not', () => {
    const file = join(folder.path, 'events.ts');
    writeFileSync(
      file,
      `import type { DomainEvent } from '${projectFile('libs/eventsourcing/event.js')}';
       import type { Personal } from '${projectFile('libs/sealing/sealed.js')}';
       export type Told = DomainEvent<'Told', {
         readonly open: string;
         readonly note?: Personal<string> | undefined;
         readonly parties: readonly { readonly name: Personal<string>; readonly rank: number }[];
       }>;
       export type Asked = DomainEvent<'Asked', { readonly open: string } & { readonly grounds: Personal<string> }>;
       export type Any = Told | Asked;`,
    );
    expect(eventsIn([file])).toEqual([
      { type: 'Told', personal: ['note', 'parties.*.name'] },
      { type: 'Asked', personal: ['grounds'] },
    ]);
  });
});
