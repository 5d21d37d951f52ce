import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Actor, JsonObject } from '#eventsourcing/event.js';
import { encodeCursor, pageRequest } from '#http/paging.js';
import { Reader } from '#cqrs/queries/reader.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startPglite } from '#projections/pglite.js';
import type { ReadModels } from '#projections/read-models.js';
import type { Calls } from '../application/calls/calls.js';
import { caseView } from '../read-models/case-view.js';
import { RANKING_CURSOR_PARTS, Rankings, type RankedApplication } from './ranking.js';

const auditor: Actor = { subject: 'rita', roles: ['auditor'] };

/** What was done with an application, in order. */
type Step = readonly [type: string, data: JsonObject];

const scored = (weightedTotal: number, ...belowThreshold: string[]): Step => [
  'ApplicationScored',
  { weightedTotal, belowThreshold },
];
const scoredSecond = (weightedTotal: number, awaits?: string): Step => [
  'ApplicationScored',
  { weightedTotal, belowThreshold: ['plan', 'need'], as: 'second', ...(awaits ? { awaits } : {}) },
];
const moderated = (weightedTotal: number): Step => ['ScoresModerated', { weightedTotal, belowThreshold: [] }];
const withdrawn: Step = ['ApplicationWithdrawn', {}];

describe('the ranking of a call', () => {
  const store = openMemoryStore();
  const folder = temporaryFolder();
  let readModels: ReadModels;
  let rankings: Rankings;

  async function apply(callId: string, id: string, ...steps: readonly Step[]) {
    const submitted = {
      directorate: 'dir',
      schemeId: 'scheme',
      regulationVersion: '1',
      callId,
      title: 'Work',
      applicant: { organisation: 'org', name: 'Verkstedet' },
      amount: { amount: 1000, currency: 'NOK' },
    };
    const events = [['ApplicationSubmitted', submitted], ...steps] as const;
    const stream = `application-${id}`;
    await store.append(
      stream,
      'any',
      events.slice((await store.readStream(stream)).length > 0 ? 1 : 0).map(([type, data]) => {
        const eventId = derivedId(`${id} ${type} ${JSON.stringify(data)}`, events.length);
        return {
          id: eventId,
          type,
          schemaVersion: 1,
          data,
          metadata: {
            actor: auditor,
            caseId: id,
            commandId: eventId,
            commandHash: '',
            correlationId: id,
            occurredAt: '2026-01-01T00:00:00Z',
          },
        };
      }),
    );
  }

  async function page(callId: string, query: { limit?: string; cursor?: string | undefined } = {}) {
    return rankings.of(callId, pageRequest(query, RANKING_CURSOR_PARTS), auditor, await store.head());
  }

  /** Walks through all pages; something may happen after each. */
  async function walk(callId: string, limit: number, meanwhile: () => Promise<unknown> = async () => {}) {
    const seen: RankedApplication[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, next } = await page(callId, { limit: String(limit), cursor });
      seen.push(...items);
      if (next === undefined) return seen;
      cursor = next;
      await meanwhile();
    }
  }

  beforeAll(async () => {
    readModels = await startPglite({ folder: folder.path, store, projections: [caseView] });
    const calls = { find: async () => ({ status: 'announced', directorate: 'dir' }) } as unknown as Calls;
    rankings = new Rankings(new Reader(readModels, store), calls);
  });
  afterAll(async () => {
    await readModels.close();
    folder.remove();
  });

  it('is by points: of the moderation, else the average of both assessors, else of the only one', async () => {
    await apply('points', 'one', scored(13));
    await apply('points', 'both', scored(14), scoredSecond(13));
    await apply('points', 'moderated', scored(20), scoredSecond(5, 'moderation'), moderated(12));
    const { items } = await page('points');
    expect(items.map(({ rank, id, points }) => [rank, id, points])).toEqual([
      [1, 'both', 13.5],
      [2, 'one', 13],
      [3, 'moderated', 12],
    ]);
    expect(items[2]).toMatchObject({ firstAssessor: 20, secondAssessor: 5, moderated: true });
  });

  it('shows ties, whoever comes after them is ranked as if they were apart', async () => {
    await apply('ties', 'c3', scored(10));
    await apply('ties', 'c1', scored(15));
    await apply('ties', 'c2', scored(16), scoredSecond(14));
    expect((await page('ties')).items.map(({ rank, tied, id }) => [rank, tied, id])).toEqual([
      [1, true, 'c1'],
      [1, true, 'c2'],
      [3, false, 'c3'],
    ]);
  });

  it('names the thresholds that were not reached by scores that count', async () => {
    await apply('below', 'b1', scored(10, 'need'), scoredSecond(9));
    await apply('below', 'b2', scored(10, 'need'), scoredSecond(1, 'moderation'), moderated(9));
    expect((await page('below')).items.map(({ belowThreshold }) => belowThreshold)).toEqual([
      ['need', 'plan'],
      [],
    ]);
  });

  it('leaves those without a rank whose points are not settled, and those away that were withdrawn', async () => {
    await apply('open', 'waits', scored(20), scoredSecond(2, 'moderation'));
    await apply('open', 'new');
    await apply('open', 'gone', scored(19), withdrawn);
    await apply('open', 'done', scored(3));
    await apply('open', 'none', scored(0));
    expect((await page('open')).items.map(({ rank, id, points }) => [rank, id, points])).toEqual([
      [1, 'done', 3],
      [2, 'none', 0],
      [null, 'waits', 11],
      [null, 'new', null],
    ]);
  });

  it('is the same in pages of any length, ties across their edges', async () => {
    const points = [7, 7, 7, 5, 4, 4, 4, 4, 1];
    for (const [index, each] of points.entries()) await apply('pages', `p${index}`, scored(each));
    for (const id of ['p9', 'q1', 'q2']) await apply('pages', id);
    const whole = (await page('pages')).items;
    expect(whole.map(({ rank, tied }) => [rank, tied])).toEqual([
      ...Array.from({ length: 3 }, () => [1, true]),
      [4, false],
      ...Array.from({ length: 4 }, () => [5, true]),
      [9, false],
      ...Array.from({ length: 3 }, () => [null, false]),
    ]);
    for (let limit = 1; limit <= whole.length; limit++) expect(await walk('pages', limit)).toEqual(whole);
  });

  it('goes on behind what was shown last while applications are scored, and counts those before it', async () => {
    for (let index = 0; index < 6; index++) await apply('moving', `m${index}`, scored(20 - index));
    let late = 0;
    const seen = await walk('moving', 2, () => apply('moving', `n${late++}`, scored(30)));
    expect(seen.map(({ id, rank }) => [id, rank])).toEqual([
      ['m0', 1],
      ['m1', 2],
      ['m2', 4],
      ['m3', 5],
      ['m4', 7],
      ['m5', 8],
    ]);
  });

  it.each([encodeCursor(['x', 'y']), encodeCursor([1, 2]), encodeCursor([1.5, 'y']), encodeCursor([1])])(
    'refuses the cursor %s of another list',
    async (cursor) => {
      await expect(page('pages', { cursor })).rejects.toThrow('cursor');
    },
  );
});
