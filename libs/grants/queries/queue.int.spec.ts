import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { derivedId } from '#eventsourcing/ids.js';
import { pageRequest } from '#http/paging.js';
import { Reader } from '#cqrs/queries/reader.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startPglite } from '#projections/pglite.js';
import type { ReadModels } from '#projections/read-models.js';
import { SOON } from '#projections/testing/harness.js';
import { workQueueProjection } from '../read-models/work-queue.js';
import { CURSOR_PARTS, type QueueFilter } from './queue-statement.js';
import { Queue } from './queue.js';

interface Case {
  readonly id: string;
  readonly title: string;
  readonly applicant?: string;
  readonly name?: string;
  readonly directorate?: string;
  readonly decisionDue?: string;
  readonly amount?: number;
  readonly step?: 'CaseworkerAssigned' | 'ApplicationWithdrawn';
}

const auditor = { subject: 'rita', roles: ['auditor'] };
const caseworker = { subject: 'anna', roles: ['caseworker'], organisation: 'dir' };

describe('the work queue', () => {
  const store = openMemoryStore();
  const folder = temporaryFolder();
  let readModels: ReadModels;
  let queue: Queue;

  async function submit(one: Case): Promise<string> {
    const { id, title, applicant = 'org-a', name = 'Verkstedet', directorate = 'dir', amount = 1 } = one;
    const submitted = {
      callId: 'call',
      schemeId: 'scheme',
      directorate,
      applicant: { organisation: applicant, name },
      title,
      amount: { amount, currency: 'NOK' },
      decisionDue: one.decisionDue,
    };
    const events = [
      { type: 'ApplicationSubmitted', data: submitted },
      ...(one.step ? [{ type: one.step, data: { caseworker: 'anna' } }] : []),
    ];
    const { position } = await store.append(
      `application-${id}`,
      'no-stream',
      events.map(({ type, data }, index) => ({
        id: derivedId(id, index),
        type,
        schemaVersion: 1,
        data,
        metadata: {
          actor: auditor,
          caseId: id,
          commandId: derivedId(id),
          commandHash: '',
          correlationId: id,
          occurredAt: '2026-01-01T00:00:00Z',
        },
      })),
    );
    return position;
  }

  async function ids(filter: QueueFilter, actor: { subject: string; roles: string[] } = auditor) {
    const { items } = await queue.page(filter, { limit: 200 }, actor, await store.head());
    return items.map(({ id }) => id);
  }

  /** Walks through all pages; something may happen after each. */
  async function walk(
    filter: QueueFilter,
    limit: number,
    meanwhile: () => Promise<unknown> = async () => {},
  ) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const request = pageRequest({ limit: String(limit), cursor }, CURSOR_PARTS);
      const page = await queue.page(filter, request, auditor, await store.head());
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      await meanwhile();
    } while (cursor !== undefined);
    return seen;
  }

  beforeAll(async () => {
    readModels = await startPglite({ folder: folder.path, store, projections: [workQueueProjection] });
    queue = new Queue(new Reader(readModels, store));
    await submit({ id: 'a', title: 'Bike workshop', decisionDue: '2026-05-01', amount: 30 });
    await submit({
      id: 'b',
      title: 'Ærlig arbeid',
      decisionDue: '2026-04-01',
      amount: 10,
      name: 'Ål Grendelag',
    });
    await submit({ id: 'c', title: '100% work', amount: 20, step: 'CaseworkerAssigned' });
    await submit({ id: 'd', title: 'Bike ride', decisionDue: '2026-05-01', amount: 20, applicant: 'org-b' });
    await submit({ id: 'e', title: 'Elsewhere', decisionDue: '2026-06-01', directorate: 'other' });
    await submit({ id: 'f', title: 'Gone', step: 'ApplicationWithdrawn' });
    // The first build may take longer than a reader waits.
    await readModels.waitFor([workQueueProjection.name], await store.head(), SOON);
  });
  afterAll(async () => {
    await readModels.close();
    await store.close();
    folder.remove();
  });

  it('lists open cases by deadline, those without one last', async () => {
    expect(await ids({})).toEqual(['b', 'a', 'd', 'e', 'c']);
    const { items } = await queue.page({}, { limit: 1 }, auditor);
    expect(items[0]).toMatchObject({
      id: 'b',
      state: 'submitted',
      deadline: '2026-04-01',
      applicant: { name: 'Ål Grendelag' },
      applied: { amount: 10, currency: 'NOK' },
      assignee: null,
    });
  });

  it('filters', async () => {
    expect(await ids({ state: 'withdrawn' })).toEqual(['f']);
    expect(await ids({ open: false })).toEqual(['f']);
    expect(await ids({ open: 'any' })).toHaveLength(6);
    expect(await ids({ assignee: 'anna' })).toEqual(['c']);
    expect(await ids({ deadlineFrom: '2026-05-01', deadlineTo: '2026-05-31' })).toEqual(['a', 'd']);
    expect(await ids({ deadlineFrom: '2026-05-02' })).toEqual(['e']);
    expect(await ids({ scheme: 'scheme', call: 'none' })).toEqual([]);
  });

  it('finds words in title and applicant, in any case and order, and takes wildcards for what they are', async () => {
    expect(await ids({ q: 'BIKE' })).toEqual(['a', 'd']);
    expect(await ids({ q: 'verkstedet workshop' })).toEqual(['a']);
    expect(await ids({ q: 'æRLIG ål' })).toEqual(['b']);
    // Å as two code points, as some keyboards send it.
    expect(await ids({ q: 'A\u030al' })).toEqual(['b']);
    expect(await ids({ q: '0%' })).toEqual(['c']);
    expect(await ids({ q: '_ike' })).toEqual([]);
  });

  it('shows people what is theirs', async () => {
    expect(await ids({}, caseworker)).toEqual(['b', 'a', 'd', 'c']);
    const applicant = { subject: 'ola', roles: ['applicant'], organisation: 'org-b' };
    expect(await ids({ open: 'any' }, applicant)).toEqual(['d']);
    const both = { subject: 'per', roles: ['applicant', 'caseworker'], organisation: 'other' };
    expect(await ids({}, both)).toEqual(['e']);
    await expect(ids({}, { subject: 'x', roles: [] })).rejects.toThrow('your roles do not allow');
  });

  it.each([
    ['deadline', 'asc'],
    ['deadline', 'desc'],
    ['submitted', 'asc'],
    ['submitted', 'desc'],
    ['applied', 'asc'],
    ['applied', 'desc'],
    ['title', 'asc'],
    ['title', 'desc'],
  ] as const)('pages by %s %s as it lists', async (sort, order) => {
    const filter = { open: 'any', sort, order } as const;
    const whole = await ids(filter);
    for (const limit of [1, 2, 5]) expect(await walk(filter, limit)).toEqual(whole);
  });

  it('neither repeats nor loses a case while others come in', async () => {
    const before = await ids({ sort: 'title' });
    let count = 0;
    const seen = await walk({ sort: 'title' }, 2, () =>
      submit({ id: `new-${count}`, title: count++ % 2 ? '  first' : 'zz last' }),
    );
    expect(seen.filter((id) => !id.startsWith('new-'))).toEqual(before);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('says that it is incomplete while a case is held back', async () => {
    // No decision without an application: it cannot be applied, so this case is paused.
    await store.append('application-poison', 'no-stream', [
      {
        id: derivedId('poison'),
        type: 'DecisionProposed',
        schemaVersion: 1,
        data: {},
        metadata: {
          actor: auditor,
          caseId: 'poison',
          commandId: derivedId('p'),
          commandHash: '',
          correlationId: 'p',
          occurredAt: '2026-01-01T00:00:00Z',
        },
      },
    ]);
    const page = await queue.page({}, { limit: 1 }, auditor, await store.head());
    expect(page).toMatchObject({ incomplete: true });
  });
});
