import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '#eventsourcing/event.js';
import { spellingsOf } from '#organisations/testing/spellings.js';
import { someEvent } from './contract-suite.js';
import { openMemoryStore } from './memory/memory-store.js';
import { withUpcasting } from './upcasting.js';

const NUMBER = '910000012';

async function readBack(data: JsonObject, organisation = 'udir') {
  const store = openMemoryStore();
  const some = someEvent({ data });
  const actor = { ...some.metadata.actor, organisation };
  await store.append('case-1', 'no-stream', [{ ...some, metadata: { ...some.metadata, actor } }]);
  const [event] = await withUpcasting(store, {}).readStream('case-1');
  const [stored] = await store.readStored({ limit: 1 });
  return { event: event!, stored: JSON.parse(Buffer.from(stored!.bytes).toString()) as { data: JsonObject } };
}

/** An event that names an organisation wherever events name one. */
const naming = (organisation: string): JsonObject => ({
  organisation,
  directorate: organisation,
  directorates: ['udir', organisation],
  applicant: { organisation, name: organisation },
  recipient: organisation,
  debtor: organisation,
  payee: { organisation },
  statePayee: organisation,
  municipality: organisation,
  appealBody: organisation,
  regulation: { appeal: { body: organisation } },
  group: [organisation],
  undertaking: [organisation, 'GB-CHC-1'],
  otherAid: [{ recipient: organisation, grantor: 'G' }],
  previous: [{ organisation }],
  stateAid: { group: [organisation], otherAid: [{ recipient: organisation }, { grantor: 'G' }] },
});

describe('the organisations an event names', () => {
  it('are read in the one form, and stored as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(spellingsOf(NUMBER), async (spelling) => {
        const { event, stored } = await readBack(naming(spelling), spelling);
        const { applicant, ...rest } = naming(NUMBER);
        expect(event.data).toEqual({ ...rest, applicant: { ...(applicant as object), name: spelling } });
        expect(event.metadata.actor.organisation).toBe(NUMBER);
        expect(stored.data).toEqual(naming(spelling));
      }),
      { numRuns: 30 },
    );
  });

  it('are left where they are in it already, and what names none is left alone', async () => {
    const data = {
      ...naming('udir'),
      title: '910 000 012',
      group: { of: '910 000 012' },
      applicant: '910 000 012',
    };
    expect((await readBack(data)).event.data).toEqual({ ...data, applicant: NUMBER });
  });
});
