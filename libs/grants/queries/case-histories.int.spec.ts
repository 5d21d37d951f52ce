import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { Actor, JsonObject } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { encodeCursor, pageRequest } from '#http/paging.js';
import { HISTORY_CURSOR_PARTS, HistoryIndex } from '#cqrs/queries/history-index.js';
import { Reader } from '#cqrs/queries/reader.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startPglite } from '#projections/pglite.js';
import type { ReadModels } from '#projections/read-models.js';
import { SOON } from '#projections/testing/harness.js';
import { nameless } from '#people/testing/nameless.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Unsealer } from '#sealing/unsealer.js';
import { caseHistoryProjection } from '../read-models/case-history.js';
import { CaseHistories, type CaseHistoryEntry } from './case-histories.js';
import { CaseLog } from './case-log.js';

const auditor: Actor = { subject: 'rita', roles: ['auditor'] };
const applicant: Actor = { subject: 'kari', roles: ['applicant'], organisation: 'org' };

describe('the history of a case', () => {
  const store = openMemoryStore();
  const folder = temporaryFolder();
  let readModels: ReadModels;
  let histories: CaseHistories;
  let appended = 0;

  async function append(stream: string, type: string, data: JsonObject = {}, caseId?: string) {
    const id = derivedId('event', appended++);
    const metadata = {
      actor: auditor,
      ...(caseId === undefined ? {} : { caseId }),
      commandId: id,
      commandHash: '',
      correlationId: id,
      occurredAt: '2026-01-01T00:00:00Z',
    };
    await store.append(stream, 'any', [{ id, type, schemaVersion: 1, data, metadata }]);
  }

  const submit = (id: string, callId: string) =>
    append(
      `application-${id}`,
      'ApplicationSubmitted',
      {
        directorate: 'dir',
        callId,
        title: 'Work',
        applicant: { organisation: 'org', name: 'Verkstedet' },
        amount: { amount: 1000, currency: 'NOK' },
      },
      id,
    );
  const extend = (callId: string) =>
    append(`call-${callId}`, 'CallExtended', { closesAt: '2026-06-01T00:00:00Z', grounds: 'Easter' });

  /** Whatever happens in streams of the case, the whole of it by one type of event. */
  const work = (id: string, stream: string) =>
    append(stream, 'CaseworkerAssigned', { caseworker: 'anna' }, id);

  async function page(id: string, query: { limit?: string; cursor?: string | undefined }, actor = auditor) {
    const request = pageRequest(query, HISTORY_CURSOR_PARTS);
    return histories.of(id, request, actor, await store.head());
  }

  /** Walks through all pages; something may happen after each. */
  async function walk(id: string, limit: number, actor = auditor, meanwhile = async () => {}) {
    const seen: CaseHistoryEntry[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, next } = await page(id, { limit: String(limit), cursor }, actor);
      expect(items.length).toBeLessThanOrEqual(limit);
      seen.push(...items);
      if (next === undefined) return seen;
      cursor = next;
      await meanwhile();
    }
  }

  beforeAll(async () => {
    readModels = await startPglite({ folder: folder.path, store, projections: [caseHistoryProjection] });
    const reader = new Reader(readModels, store);
    const log = new CaseLog(store, new Unsealer(new MemoryKeyStore()), {
      bodyOf: () => Promise.resolve(undefined),
    });
    histories = new CaseHistories(log, new HistoryIndex(reader, store), nameless, store);
  });
  afterAll(async () => {
    await readModels.close();
    folder.remove();
  });

  it('is the same in pages of any length, the events of its call in their places', async () => {
    await append('call-c1', 'CallAnnounced', { callId: 'c1' });
    await extend('c1');
    await submit('a', 'c1');
    await submit('b', 'c1');
    for (const stream of ['application-a', 'budget-s', 'award-a', 'call-c1', 'application-a', 'call-c1']) {
      if (stream.startsWith('call')) await extend('c1');
      else await work('a', stream);
      await work('b', 'application-b');
    }
    const whole = await walk('a', 200);
    expect(whole.map(({ stream }) => stream)).toEqual([
      'call-c1',
      'application-a',
      'application-a',
      'budget-s',
      'award-a',
      'call-c1',
      'application-a',
      'call-c1',
    ]);
    for (let limit = 1; limit <= whole.length; limit++) expect(await walk('a', limit)).toEqual(whole);
  });

  it('loses and repeats nothing while the case goes on', async () => {
    const { position } = (await store.readStream('application-a')).at(-1)!;
    let left = 6;
    const seen = await walk('a', 2, auditor, async () => {
      if (left-- <= 0) return;
      await (left % 2 === 0 ? extend('c1') : work('a', 'recovery-r'));
    });
    expect(seen).toEqual(await walk('a', 200));
    expect(seen.filter((entry) => store.compare(entry.position, position) > 0)).toHaveLength(7);
  });

  it('withholds the same from its applicant on whatever page it stands', async () => {
    const recommend = () =>
      append(
        'application-d',
        'ApplicationRecommended',
        { outcome: 'rejected', amount: { amount: 0, currency: 'NOK' }, rationale: 'Too little' },
        'd',
      );
    await submit('d', 'c2');
    for (let time = 0; time < 3; time++) await recommend();
    await append('application-d', 'DecisionApproved', { outcome: 'rejected' }, 'd');
    await recommend();
    const withheld = async (limit: number) =>
      (await walk('d', limit, applicant)).map((each) => each.withheld);
    const whole = await withheld(200);
    expect(whole).toEqual([undefined, undefined, undefined, undefined, undefined, true]);
    for (const limit of [1, 2, 3, 5]) expect(await withheld(limit)).toEqual(whole);
  });

  it.each([
    encodeCursor(['1', '1']),
    encodeCursor([1, 'nowhere']),
    encodeCursor([1.5, '1']),
    encodeCursor([1, null]),
    encodeCursor([1]),
  ])('refuses the cursor %s of another list', async (cursor) => {
    await expect(page('a', { cursor })).rejects.toThrow('cursor');
  });

  it('is numbered again as it was when its index is built anew', async () => {
    const before = await walk('a', 3);
    const [status] = await readModels.status({ hashes: true });
    await readModels.rebuild('all');
    expect((await readModels.status({ hashes: true }))[0]?.contentHash).toBe(status?.contentHash);
    expect(await readModels.waitFor(['case-history'], await store.head(), SOON)).toBe(true);
    expect(await walk('a', 3)).toEqual(before);
  });
});
