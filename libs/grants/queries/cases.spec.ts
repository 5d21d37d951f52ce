import { beforeEach, describe, expect, it } from '@jest/globals';
import type { QueryBus } from '@nestjs/cqrs';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Actor, JsonObject } from '#eventsourcing/event.js';
import { HistoryIndex } from '#cqrs/queries/history-index.js';
import { Reader } from '#cqrs/queries/reader.js';
import type { ReadModels } from '#projections/read-models.js';
import { caseReference } from '#sealing/key-store.js';
import { nameless } from '#people/testing/nameless.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { grantEvents } from '../contract/events.js';
import type { CaseRow } from '../read-models/case-row.js';
import { CaseHistories } from './case-histories.js';
import { CaseLog } from './case-log.js';
import { CaseOverview } from './case-overview.js';

const CASE = 'c1';
const STREAM = `application-${CASE}`;
const WHOLE = { limit: 200 };
const nok = (amount: number) => ({ amount, currency: 'NOK' });

const applicant: Actor = { subject: 'ola', roles: ['applicant'], organisation: 'org-a' };
const other: Actor = { subject: 'eva', roles: ['applicant'], organisation: 'org-b' };
const caseworker: Actor = { subject: 'anna', roles: ['caseworker'], organisation: 'dir' };
const elsewhere: Actor = { ...caseworker, organisation: 'elsewhere' };

const submitted = {
  callId: 'call',
  schemeId: 'scheme',
  directorate: 'dir',
  regulationVersion: '1',
  applicant: {
    organisation: 'org-a',
    name: 'Verkstedet',
    contactPerson: 'Kari Nordmann',
    account: '86011117947',
  },
  title: 'Work',
  summary: 'Six places',
  amount: nok(1000),
  budgetLines: [{ text: 'Rent', amount: 1000 }],
  coFunding: 0,
};
const preparation: readonly [string, JsonObject][] = [
  ['CaseworkerAssigned', { caseworker: 'anna' }],
  ['ImpartialityDeclared', { person: 'anna', conflict: false, statement: 'I know nobody there' }],
  [
    'ApplicationScored',
    {
      assessor: 'anna',
      scores: [{ criterion: 'need', score: 5, rationale: 'Many need it' }],
      weightedTotal: 5,
      belowThreshold: [],
    },
  ],
  ['ApplicationRecommended', { outcome: 'granted', amount: nok(900), rationale: 'Worth it' }],
];
const content = {
  proposal: 1,
  outcome: 'granted',
  amount: nok(900),
  conditions: ['Accounts'],
  schedule: [{ number: 1, dueDate: '2026-01-02', amount: 900 }],
};
const proposed: [string, JsonObject] = [
  'DecisionProposed',
  { ...content, proposer: 'anna', grounds: 'It fits' },
];
const approved: [string, JsonObject] = [
  'DecisionApproved',
  { ...content, decisionMaker: 'berit', schemeId: 'scheme', callId: 'call' },
];

const INNER = ['I know nobody there', 'Many need it', 'Worth it', 'It fits'];

describe('a case', () => {
  let store: EventStore;
  let keys: MemoryKeyStore;
  let sealer: Sealer;
  let row: Partial<CaseRow>;
  let forwardedTo: string | undefined;
  let overview: CaseOverview;
  let histories: CaseHistories;

  beforeEach(async () => {
    store = openMemoryStore();
    keys = new MemoryKeyStore();
    forwardedTo = undefined;
    sealer = new Sealer(grantEvents, keys);
    row = {
      case_id: CASE,
      directorate: 'dir',
      state: 'submitted',
      currency: 'NOK',
      granted: null,
      released: 0,
      paid: 0,
      caseworker: null,
      decision_maker: null,
      decided_at: null,
      schedule: '[]',
      revision: 0,
    };
    const log = new CaseLog(store, new Unsealer(keys), { bodyOf: () => Promise.resolve(forwardedTo) });
    const reader = new Reader(readModelsOver(), store);
    const payouts = { execute: () => Promise.resolve({ payouts: [], recoveries: [], incomplete: false }) };
    const appeals = { ofCase: () => Promise.resolve({ items: [] }) };
    const awaited = { of: () => Promise.resolve({}) };
    const acceptances = { of: () => Promise.resolve({ lastDay: undefined, stopped: false, stops: [] }) };
    const queries = payouts as unknown as QueryBus;
    overview = new CaseOverview(log, reader, queries, appeals, awaited, acceptances);
    histories = new CaseHistories(log, new HistoryIndex(reader, store), nameless, store);
    await append(['ApplicationSubmitted', submitted]);
  });

  /** The read models of this one case: always as far as the log, the row as the test leaves it. */
  function readModelsOver(): ReadModels {
    return {
      query: async (sql: string, [, asked]: readonly [string, number | readonly string[]]) => {
        if (!sql.includes('case_history')) return [row];
        const numbered = (await store.readStream(STREAM)).map(({ stream, revision, type }) => ({
          number: revision + 1,
          stream,
          revision,
          type,
        }));
        return typeof asked === 'number'
          ? numbered.filter(({ number }) => number > asked)
          : numbered.filter(({ type }) => asked.includes(type)).slice(-1);
      },
      pausedKeys: () => Promise.resolve([]),
      waitFor: () => Promise.resolve(true),
    } as unknown as ReadModels;
  }

  async function append(...events: readonly (readonly [string, JsonObject])[]) {
    for (const [type, data] of events) {
      const { revision } = (await store.readStream(STREAM)).at(-1) ?? { revision: -1 };
      const event = await sealer.encode(
        { type, data },
        {
          id: derivedId('event', revision),
          metadata: {
            actor: caseworker,
            caseId: CASE,
            commandId: derivedId('command', revision),
            commandHash: '',
            correlationId: 'x',
            occurredAt: '2026-01-01T00:00:00.000Z',
            regulationVersion: '1',
          },
        },
      );
      await store.append(STREAM, revision < 0 ? 'no-stream' : revision, [event]);
    }
  }

  async function prepare() {
    await append(...preparation, proposed);
    row = { ...row, state: 'proposed', caseworker: 'anna', revision: 5 };
  }

  async function decide() {
    await append(approved);
    row = { ...row, state: 'granted', granted: 900, decision_maker: 'berit', decided_at: 6, revision: 6 };
  }

  it('is there for its applicant and its directorate, and for nobody else', async () => {
    for (const actor of [applicant, caseworker]) {
      expect(await overview.of(CASE, actor)).toMatchObject({
        id: CASE,
        applicant: { contactPerson: 'Kari Nordmann' },
        summary: 'Six places',
        budgetLines: [{ text: 'Rent', amount: nok(1000) }],
        revision: 0,
        position: '1',
      });
      expect((await histories.of(CASE, WHOLE, actor)).items).toHaveLength(1);
    }
    for (const actor of [other, elsewhere]) {
      await expect(overview.of(CASE, actor)).rejects.toThrow('there is nothing here');
      await expect(histories.of(CASE, WHOLE, actor)).rejects.toThrow('there is nothing here');
    }
    await expect(overview.of('none', caseworker)).rejects.toThrow('there is nothing here');
  });

  it('is there for an appeal body once an appeal was forwarded to it', async () => {
    const body: Actor = { subject: 'mona', roles: ['appeal-body'], organisation: 'ministry' };
    await expect(overview.of(CASE, body)).rejects.toThrow('there is nothing here');
    forwardedTo = 'ministry';
    expect(await overview.of(CASE, body)).toMatchObject({ id: CASE });
    forwardedTo = 'another-ministry';
    await expect(overview.of(CASE, body)).rejects.toThrow('there is nothing here');
  });

  it('shows officials the assessment as it goes on', async () => {
    await prepare();
    expect(await overview.of(CASE, caseworker)).toMatchObject({
      state: 'proposed',
      impartiality: [{ person: 'anna', conflict: false, statement: 'I know nobody there' }],
      assessment: { weightedTotal: 5, scores: [{ rationale: 'Many need it' }] },
      recommendation: { outcome: 'granted', amount: nok(900), rationale: 'Worth it' },
      proposal: {
        proposer: 'anna',
        grounds: 'It fits',
        schedule: [{ number: 1, dueDate: '2026-01-02', amount: nok(900) }],
      },
      granted: null,
      revision: 5,
      position: '6',
    });
  });

  it('shows applicants nothing of the assessment before the decision, and all of it after', async () => {
    await prepare();
    const before = JSON.stringify([
      await overview.of(CASE, applicant),
      await histories.of(CASE, WHOLE, applicant),
    ]);
    for (const words of [...INNER, '"amount":900', 'NOK 9.00']) expect(before).not.toContain(words);
    await decide();
    for (const answer of [await overview.of(CASE, applicant), await histories.of(CASE, WHOLE, applicant)]) {
      const after = JSON.stringify(answer);
      for (const words of INNER) expect(after).toContain(words);
    }
  });

  it('never mixes words that are newer than the state shown', async () => {
    await prepare();
    row = { ...row, revision: 3, state: 'scored' };
    const view = await overview.of(CASE, caseworker);
    expect(view).toMatchObject({ state: 'scored', revision: 3, position: '4' });
    expect(view.recommendation).toBeUndefined();
    expect(view.proposal).toBeUndefined();
  });

  it('has a history in the order of the log: who, when, what, why, under which rules', async () => {
    await prepare();
    const { items } = await histories.of(CASE, WHOLE, caseworker);
    expect(items.map(({ position }) => position)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(items[3]).toMatchObject({
      type: 'ApplicationScored',
      stream: STREAM,
      revision: 3,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      occurredAt: '2026-01-01T00:00:00.000Z',
      actor: caseworker,
      regulationVersion: '1',
      what: 'anna scored the application: 5 points in all',
      why: 'need: Many need it',
      data: { scores: [{ rationale: 'Many need it' }] },
    });
  });

  it('withholds from its applicant the words of the inner work, not that it was done', async () => {
    await prepare();
    const { items } = await histories.of(CASE, WHOLE, applicant);
    expect(items[3]).toMatchObject({
      type: 'ApplicationScored',
      what: 'The application was scored',
      why: null,
      withheld: true,
      data: null,
    });
    expect(items[0]).toMatchObject({ what: 'Verkstedet applied for NOK 10.00: “Work”' });
    expect(items[0]).not.toHaveProperty('withheld');
  });

  it('reads null where words were erased, and says so', async () => {
    await prepare();
    await keys.erase(caseReference(CASE));
    const view = await overview.of(CASE, caseworker);
    expect(view).toMatchObject({
      erased: true,
      summary: null,
      applicant: { name: 'Verkstedet', contactPerson: null },
      proposal: { grounds: null },
    });
    const { items } = await histories.of(CASE, WHOLE, caseworker);
    expect(items[4]).toMatchObject({ why: null, erased: true, data: { rationale: null } });
    expect(items[1]).not.toHaveProperty('erased');
  });
});
