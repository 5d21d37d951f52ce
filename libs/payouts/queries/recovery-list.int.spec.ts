import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { Actor, JsonObject } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { pageRequest } from '#http/paging.js';
import { Reader } from '#cqrs/queries/reader.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startPglite } from '#projections/pglite.js';
import type { ReadModels } from '#projections/read-models.js';
import { SOON } from '#projections/testing/harness.js';
import { caseReference } from '#sealing/key-store.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { payoutEvents, recoveryStream, type RecoveryEvent } from '../contract/events.js';
import { FindRecoveriesOfCase } from '../contract/queries.js';
import { order } from '../domain/recovery/testing/order.js';
import { limitationCommands } from '../domain/recovery/testing/limitation.js';
import { nok } from '../domain/recovery/testing/order.js';
import { commands } from '../domain/recovery/testing/commands.js';
import { after, samples } from '../domain/recovery/testing/samples.js';
import { recoveriesProjection } from '../read-models/recoveries.js';
import { FindRecoveriesOfCaseHandler } from './find-recoveries-of-case.js';
import { RecoveryList, type RecoveryFilter } from './recovery-list.js';

const caseworker: Actor = { subject: 'anna', roles: ['caseworker'], organisation: 'd' };
const auditor: Actor = { subject: 'rita', roles: ['auditor'] };
const debtor: Actor = { subject: 'ola', roles: ['applicant'], organisation: order.debtor };

describe('the list of recoveries', () => {
  const store = openMemoryStore();
  const keys = new MemoryKeyStore();
  const sealer = new Sealer(payoutEvents, keys);
  const folder = temporaryFolder();
  let readModels: ReadModels;
  let recoveries: RecoveryList;

  /** Writes a history under another id, with other facts of its forewarning. */
  async function write(id: string, history: readonly RecoveryEvent[], more: JsonObject = {}) {
    const events = await Promise.all(
      history.map(({ type, data }, index) =>
        sealer.encode(
          {
            type,
            data: {
              ...data,
              recoveryId: id,
              ...(type === 'RecoveryForewarned' ? { caseId: `case-of-${id}`, ...more } : {}),
            },
          },
          {
            id: derivedId(id, index),
            metadata: {
              actor: caseworker,
              caseId: `case-of-${id}`,
              commandId: derivedId(id, 'c', index),
              commandHash: '',
              correlationId: id,
              occurredAt: '2026-01-01T00:00:00Z',
            },
          },
        ),
      ),
    );
    await store.append(recoveryStream(id), 'no-stream', events);
  }

  async function ids(filter: RecoveryFilter, actor: Actor = auditor) {
    const { items } = await recoveries.list(filter, { limit: 200 }, actor, await store.head());
    return items.map(({ id }) => id);
  }

  beforeAll(async () => {
    readModels = await startPglite({ folder: folder.path, store, projections: [recoveriesProjection] });
    recoveries = new RecoveryList(new Reader(readModels, store), store, new Unsealer(keys));
    const { states } = samples;
    await write('claimed', states.claimed);
    await write('forewarned', states.forewarned);
    await write('proposed', states.proposed, { debtor: 'org-b', schemeId: 'scheme-2' });
    await write('settled', states.settled, { directorate: 'elsewhere' });
    await write('dropped', states.dropped);
    // The first build may take longer than a reader waits.
    await readModels.waitFor([recoveriesProjection.name], await store.head(), SOON);
  });
  afterAll(async () => {
    await readModels.close();
    await store.close();
    folder.remove();
  });

  it('stands by the next day that matters, what needs nothing more last, and filters', async () => {
    expect(await ids({})).toEqual(['forewarned', 'claimed', 'proposed', 'dropped', 'settled']);
    expect(await ids({ state: 'claimed' })).toEqual(['claimed']);
    expect(await ids({ schemeId: 'scheme-2' })).toEqual(['proposed']);
    expect(await ids({ caseId: 'case-of-claimed' })).toEqual(['claimed']);
    expect(await ids({ until: '2026-07-01' })).toEqual(['forewarned', 'claimed']);
    expect(await ids({ until: '2026-06-30' })).toEqual(['forewarned']);
  });

  it('shows people what is theirs', async () => {
    expect(await ids({}, caseworker)).toEqual(['forewarned', 'claimed', 'proposed', 'dropped']);
    expect(await ids({}, debtor)).toEqual(['forewarned', 'claimed', 'dropped', 'settled']);
    await expect(recoveries.one('proposed', debtor)).rejects.toThrow('there is nothing here');
    await expect(recoveries.one('settled', caseworker)).rejects.toThrow('there is nothing here');
    await expect(recoveries.one('none', auditor)).rejects.toThrow('there is nothing here');
  });

  it('pages over those without a deadline too', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await recoveries.list({}, pageRequest({ limit: '1', cursor }, 2), auditor);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(['forewarned', 'claimed', 'proposed', 'dropped', 'settled']);
    const forged = { limit: 1, after: ['2026-02-30', 'claimed'] };
    await expect(recoveries.list({}, forged, auditor)).rejects.toThrow('is not a cursor');
  });

  it('answers a case with its recoveries', async () => {
    const handler = new FindRecoveriesOfCaseHandler(recoveries);
    const asked = new FindRecoveriesOfCase('case-of-claimed', await store.head());
    expect(await handler.execute(asked)).toEqual({
      recoveries: [
        {
          id: 'claimed',
          basis: 'unspent',
          state: 'claimed',
          amount: { amount: 30_000, currency: 'NOK' },
          claimed: { amount: 30_000, currency: 'NOK' },
          repaid: { amount: 0, currency: 'NOK' },
          owed: { amount: 30_000, currency: 'NOK' },
          writtenOff: { amount: 0, currency: 'NOK' },
          barred: { amount: 0, currency: 'NOK' },
          upheld: null,
          owedBack: { amount: 0, currency: 'NOK' },
          paidBack: { amount: 0, currency: 'NOK' },
          undecided: { amount: 0, currency: 'NOK' },
          replyBy: '2026-05-22',
          answered: false,
          deadline: '2026-07-01',
          overdue: false,
          limitationDate: '2029-05-02',
          revision: 2,
        },
      ],
      incomplete: false,
    });
  });

  it('finds a claim under each of its dates, and what is written off under its limitation', async () => {
    const own = { schemeId: 'scheme-3' };
    await write('planned', samples.states['in instalments'], { ...own, limitationDate: '2026-08-20' });
    await write('off', samples.states['written off'], { ...own, limitationDate: '2026-10-02' });
    const until = (day: string) => ids({ ...own, until: day });
    expect(await until('2026-07-31')).toEqual([]);
    expect(await until('2026-08-01')).toEqual(['planned']);
    expect(await until('2026-10-01')).toEqual(['planned']);
    expect(await until('2026-10-02')).toEqual(['planned', 'off']);
    const { dates } = await recoveries.one('planned', auditor);
    expect(dates).toEqual([
      { what: 'repayment', on: '2026-08-01' },
      { what: 'limitation', on: '2026-08-20' },
      { what: 'repayment', on: '2026-09-01' },
    ]);
    await write('barred first', samples.states['in instalments'], { ...own, limitationDate: '2026-07-15' });
    expect(await until('2026-07-15')).toEqual(['barred first']);
    expect(await ids({ schemeId: 's', until: '2029-05-01' })).toEqual(['forewarned', 'claimed']);
    expect(await ids({ schemeId: 's', until: '2029-05-02' })).toEqual(['forewarned', 'claimed']);
  });

  it('flags a date that one person set, in the list and by itself, until a rule or a second person sets another', async () => {
    const own = { schemeId: 'scheme-4' };
    const { states } = samples;
    const { person } = limitationCommands.ProlongLimitation;
    const dated = (limitationDate: string, more: object = {}): RecoveryEvent => ({
      type: 'LimitationInterrupted',
      data: { recoveryId: 'v1', person, limitationDate, grounds: 'As was said.', ...more },
    });
    const byOne = [...states.claimed, dated('2031-01-02')];
    const onTop = dated('2034-01-02', { basis: 'agreement', on: '2026-06-01', reference: '§' });
    const byRule = dated('2032-03-01', { basis: 'acknowledgement', on: '2029-03-01', reference: '§' });
    const [proposed, moved] = after(
      commands.OpenRecovery,
      limitationCommands.ProposeLimitationMove,
      limitationCommands.ApproveLimitationMove,
    ).slice(-2);
    await write('by one', byOne, own);
    await write('agreed on top', [...byOne, onTop], own);
    await write('by a rule', [...byOne, byRule], own);
    await write('by two', [...byOne, proposed!, moved!], own);
    const { items } = await recoveries.list(own, { limit: 200 }, auditor, await store.head());
    const flagged = items.filter(({ limitationByOne }) => limitationByOne).map(({ id }) => id);
    expect(flagged.toSorted()).toEqual(['agreed on top', 'by one']);
    expect(await recoveries.one('by one', auditor)).toMatchObject({
      limitationByOne: true,
      limitationDate: '2031-01-02',
    });
    expect(await recoveries.one('by two', auditor)).toMatchObject({
      limitationByOne: false,
      limitationDate: '2034-05-02',
    });
  });

  it('shows the parts of a claim, and finds it under the date of each that is not barred', async () => {
    const own = {
      schemeId: 'scheme-5',
      limitationDate: '2028-05-02',
      limitationParts: [
        { amount: 10_000, since: '2025-05-02', limitationDate: '2028-05-02' },
        { amount: 20_000, since: '2026-05-02', limitationDate: '2029-05-02' },
      ],
    };
    const barred: RecoveryEvent = {
      type: 'ClaimBecameBarred',
      data: {
        recoveryId: 'v1',
        awardId: 'a1',
        limitationDate: '2028-05-02',
        parts: [1],
        amount: nok(10_000),
        left: nok(20_000),
      },
    };
    const { states } = samples;
    await write('in parts', states.claimed, own);
    await write('barred in part', [...states.claimed, barred], own);
    await write('off in parts', states['written off'], own);
    await write('off, barred in part', [...states['written off'], barred], own);
    const until = (day: string) => ids({ schemeId: 'scheme-5', state: 'written-off', until: day });
    expect(await until('2028-05-01')).toEqual([]);
    expect(await until('2028-05-02')).toEqual(['off in parts']);
    expect(await until('2029-05-02')).toEqual(['off in parts', 'off, barred in part']);
    expect(await recoveries.one('in parts', auditor)).toMatchObject({
      dates: [
        { what: 'repayment', on: '2026-07-01' },
        { what: 'limitation', on: '2028-05-02' },
        { what: 'limitation', on: '2029-05-02' },
      ],
    });
    expect(await recoveries.one('barred in part', auditor)).toMatchObject({
      limitationDate: '2029-05-02',
      barred: nok(10_000),
      owed: nok(30_000),
      plan: [{ dueOn: '2026-07-01', amount: nok(20_000) }],
      dates: [
        { what: 'repayment', on: '2026-07-01' },
        { what: 'limitation', on: '2029-05-02' },
      ],
      limitationParts: [
        { amount: nok(10_000), since: '2025-05-02', limitationDate: '2028-05-02', barred: true },
        { amount: nok(20_000), since: '2026-05-02', limitationDate: '2029-05-02', barred: false },
      ],
    });
  });

  it('tells the words given in it, until they are erased', async () => {
    const words = async () => (await recoveries.one('claimed', debtor)).words.map(({ text }) => text);
    expect(await words()).toEqual(['It was not spent.', 'The accounts show it.']);
    await keys.erase(caseReference('case-of-claimed'));
    expect(await words()).toEqual([null, null]);
  });
});
