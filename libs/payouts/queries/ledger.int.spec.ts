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
import { caseReference, personReference } from '#sealing/key-store.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { payoutEvents } from '../contract/events.js';
import { payoutLedger } from '../read-models/payout-ledger.js';
import { FindPayoutsOfCase } from '../contract/queries.js';
import { FindPayoutsOfCaseHandler } from './find-payouts-of-case.js';
import { Ledger, type PayoutFilter } from './ledger.js';

const finance: Actor = { subject: 'dina', roles: ['finance'], organisation: 'dir' };
const auditor: Actor = { subject: 'rita', roles: ['auditor'] };
const payee: Actor = { subject: 'ola', roles: ['applicant'], organisation: 'org-a' };

describe('the ledger of payouts', () => {
  const store = openMemoryStore();
  const keys = new MemoryKeyStore();
  const sealer = new Sealer(payoutEvents, keys);
  const folder = temporaryFolder();
  let readModels: ReadModels;
  let ledger: Ledger;

  async function open(id: string, dueDate: string, more: JsonObject = {}) {
    const caseId = `case-of-${id}`;
    const order = {
      payoutId: id,
      awardId: caseId,
      caseId,
      commitmentId: 'commitment',
      schemeId: 'scheme',
      directorate: 'dir',
      instalment: 1,
      dueDate,
      budgetYear: Number(dueDate.slice(0, 4)),
      budgetChapter: '0621',
      budgetPost: '70',
      amount: { amount: 100, currency: 'NOK' },
      payee: { organisation: 'org-a', name: 'Verkstedet', account: '86011117947' },
      ...more,
    };
    await append(id, caseId, -1, 'PayoutOpened', order);
  }

  async function append(id: string, caseId: string, after: number, type: string, data: JsonObject) {
    const event = await sealer.encode(
      { type, data },
      {
        id: derivedId(id, after),
        metadata: {
          actor: finance,
          caseId,
          commandId: derivedId(id, 'c', after),
          commandHash: '',
          correlationId: id,
          occurredAt: '2026-01-01T00:00:00Z',
        },
      },
    );
    await store.append(`payout-${id}`, after < 0 ? 'no-stream' : after, [event]);
  }

  async function ids(filter: PayoutFilter, actor: Actor = auditor) {
    const { items } = await ledger.list(filter, { limit: 200 }, actor, await store.head());
    return items.map(({ id }) => id);
  }

  beforeAll(async () => {
    readModels = await startPglite({ folder: folder.path, store, projections: [payoutLedger] });
    ledger = new Ledger(new Reader(readModels, store), store, new Unsealer(keys));
    await open('p1', '2026-03-01');
    await open('p2', '2026-01-01');
    await open('p3', '2026-01-01', { schemeId: 'scheme-2', payee: { organisation: 'org-b', name: 'B' } });
    await open('p4', '2027-01-01', { directorate: 'elsewhere' });
    await append('p1', 'case-of-p1', 0, 'PayoutAttested', { payoutId: 'p1', attester: 'carl' });
    // The first build may take longer than a reader waits.
    await readModels.waitFor([payoutLedger.name], await store.head(), SOON);
  });
  afterAll(async () => {
    await readModels.close();
    await store.close();
    folder.remove();
  });

  it('stands by the day payouts fall due, and filters', async () => {
    expect(await ids({})).toEqual(['p2', 'p3', 'p1', 'p4']);
    expect(await ids({ caseId: 'case-of-p1' })).toEqual(['p1']);
    expect(await ids({ schemeId: 'scheme-2' })).toEqual(['p3']);
    expect(await ids({ status: 'attested' })).toEqual(['p1']);
    expect(await ids({ budgetYear: 2027 })).toEqual(['p4']);
  });

  it('shows people what is theirs', async () => {
    expect(await ids({}, finance)).toEqual(['p2', 'p3', 'p1']);
    expect(await ids({}, payee)).toEqual(['p2', 'p1', 'p4']);
    await expect(ledger.one('p3', payee)).rejects.toThrow('there is nothing here');
    await expect(ledger.one('p4', finance)).rejects.toThrow('there is nothing here');
    await expect(ledger.one('none', auditor)).rejects.toThrow('there is nothing here');
  });

  it('pages as it lists', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger.list({}, pageRequest({ limit: '1', cursor }, 2), auditor);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(['p2', 'p3', 'p1', 'p4']);
    const forged = { limit: 1, after: ['2026-02-30', 'p1'] };
    await expect(ledger.list({}, forged, auditor)).rejects.toThrow('is not a cursor');
  });

  it('answers a case with its payouts', async () => {
    const handler = new FindPayoutsOfCaseHandler(ledger);
    expect(await handler.execute(new FindPayoutsOfCase('case-of-p1', await store.head()))).toEqual({
      payouts: [
        {
          id: 'p1',
          instalment: 1,
          dueDate: '2026-03-01',
          amount: { amount: 100, currency: 'NOK' },
          paid: { amount: 0, currency: 'NOK' },
          status: 'attested',
          attester: 'carl',
          approver: null,
          attempts: 0,
          settledOn: null,
          reasonCode: null,
          revision: 1,
        },
      ],
      incomplete: false,
    });
  });

  it('opens the account for those who see the payout, until it is erased', async () => {
    expect(await ledger.one('p1', payee)).toMatchObject({
      payee: { name: 'Verkstedet', account: '86011117947' },
      revision: 1,
    });
    await keys.erase(caseReference('case-of-p1'));
    expect(await ledger.one('p1', payee)).toMatchObject({ payee: { account: null, erased: true } });
    expect((await ledger.one('p3', auditor)).payee).toEqual({
      organisation: 'org-b',
      name: 'B',
      account: null,
    });
  });

  it('names a private person who is paid, until that person is erased', async () => {
    const paid = { organisation: 'subject:kari', name: 'Private person' };
    const named = { payee: { ...paid, person: 'Kari Nordmann' }, personRef: 'kari-ref' };
    await open('p5', '2028-01-01', named);
    await open('p6', '2028-01-01', { payee: paid });
    const after = await store.head();
    const names = async () => {
      const { items } = await ledger.list({ budgetYear: 2028 }, { limit: 200 }, auditor, after);
      return items.map((each) => each.payee.name);
    };
    expect(await names()).toEqual(['Kari Nordmann', 'Private person']);
    expect(await ledger.one('p5', auditor)).toMatchObject({ payee: { name: 'Kari Nordmann' } });
    await keys.erase(personReference('kari-ref'));
    expect(await names()).toEqual(['Private person', 'Private person']);
  });
});
