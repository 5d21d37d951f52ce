import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore, LogPage, ReadAllOptions } from '#event-store/port.js';
import type { Database } from '../database.js';
import type { RebuildProgress } from '../read-models.js';
import { ReadModelNotReady } from '../read-models.js';
import { table } from '../table.js';
import { FailingDatabase, type Harness, reset, SOON, startHarness } from './harness.js';
import { append, appendStory, cases, casesProjection, fault, totalsProjection } from './sample.js';

const CASES = ['sample-cases'];

/** What read models promise, on whatever database they are kept. */
export function readModelsSuite(database: () => Database): void {
  let running: Harness | undefined;

  async function start(options: Partial<Parameters<typeof startHarness>[0]> = {}): Promise<Harness> {
    running = await startHarness({ database: database(), ...options });
    return running;
  }

  async function restart(
    harness: Harness,
    options: Parameters<Harness['restart']>[0] = {},
  ): Promise<Harness> {
    running = await harness.restart(options);
    return running;
  }

  beforeEach(() => reset(database()));
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });

  describe('following the log', () => {
    it('shows what happened, in the types readers are promised', async () => {
      const { readModels, store, settled } = await start();
      const title = 'Tabs\t, lines\nand "quotes" \\ Ærlig 🙂';
      const details = { parts: [1, { deep: 'a\\n\tb' }], nothing: null };
      await append(
        store,
        'c1',
        'CaseOpened',
        { title, amount: 2 ** 53 - 1, schemeId: 's', due: '2024-06-01', details },
        0,
      );
      await settled();

      const expected = {
        case_id: 'c1',
        title,
        amount: 2 ** 53 - 1,
        steps: 1,
        urgent: false,
        due: '2024-06-01',
        details,
        opened_at: '2024-05-17T08:00:00.000Z',
      };
      expect(await readModels.query('SELECT * FROM sample_case WHERE case_id = $1', ['c1'])).toEqual([
        expected,
      ]);
      await readModels.rebuild(CASES);
      expect(await readModels.query('SELECT * FROM sample_case')).toEqual([expected]);
    });

    it('folds on where the rows stand, also after a restart', async () => {
      const first = await start();
      await append(first.store, 'c1', 'CaseOpened', { title: 'A', amount: 5, schemeId: 's' }, 0);
      await first.settled();
      const second = await restart(first);
      await append(first.store, 'c1', 'CaseRaised', { by: 2, schemeId: 's' }, 1);
      await append(first.store, 'c1', 'CaseRaised', { by: 3, schemeId: 's' }, 2);
      await second.settled();
      expect(await second.readModels.query('SELECT amount, steps, urgent FROM sample_case')).toEqual([
        { amount: 10, steps: 3, urgent: true },
      ]);
      expect(await second.readModels.query('SELECT total, events FROM sample_total')).toEqual([
        { total: 10, events: 3 },
      ]);
    });

    it('deletes rows and opens them again', async () => {
      const { readModels, store, settled } = await start();
      await append(store, 'c1', 'CaseOpened', { title: 'A', amount: 5 }, 0);
      await settled();
      await append(store, 'c1', 'CaseDropped', {}, 1);
      await settled();
      expect(await readModels.query('SELECT * FROM sample_case')).toEqual([]);
      await append(store, 'c1', 'CaseOpened', { title: 'B', amount: 6 }, 2);
      await settled();
      expect(await readModels.query('SELECT title FROM sample_case')).toEqual([{ title: 'B' }]);
    });

    it('moves past events nobody asked for', async () => {
      const { readModels, store, settled } = await start();
      const position = await append(store, 'c1', 'SomethingElse', {}, 0);
      await settled();
      const [status] = await readModels.status();
      expect(status).toMatchObject({ state: 'live', position, lag: 0, paused: 0 });
    });

    it('answers that the time is over when a position does not come', async () => {
      const { readModels, store, settled } = await start();
      await append(store, 'c1', 'CaseOpened', { title: 'A', amount: 5 }, 0);
      await settled();
      expect(await readModels.waitFor(CASES, '2', 30)).toBe(false);
      const waiting = readModels.waitFor(CASES, '2', SOON);
      await append(store, 'c1', 'CaseRaised', { by: 1 }, 1);
      expect(await waiting).toBe(true);
    });

    it.each(['before', 'after'] as const)(
      'repeats and loses nothing after a crash right %s a commit',
      async (at) => {
        const failing = new FailingDatabase(database());
        const { readModels, store, settled, outages } = await start({ database: failing });
        await appendStory(store, 10, 1);
        await settled();
        failing.arm(at);
        await appendStoryFrom(store, 10, 2, 4);
        await settled();
        expect(outages.map(({ message }) => message)).toEqual([`crash ${at} commit`]);
        expect(await readModels.query('SELECT sum(amount)::bigint AS amount FROM sample_case')).toEqual([
          { amount: 45 + 10 * (1 + 2 + 3 + 4) },
        ]);
        expect(await readModels.query('SELECT count(*) AS n FROM sample_step')).toEqual([{ n: 50 }]);
        expect(await readModels.query('SELECT sum(events)::bigint AS n FROM sample_total')).toEqual([
          { n: 50 },
        ]);
      },
    );
  });

  describe('reading', () => {
    it('is all a query can do', async () => {
      const { readModels, settled } = await start();
      await settled();
      await expect(readModels.query('DELETE FROM sample_case')).rejects.toThrow('read-only');
    });

    it('says so before a model was built', async () => {
      const store = flaky(openMemoryStore());
      store.failAfter = '';
      const { readModels } = await start({ store });
      await expect(readModels.query('SELECT * FROM sample_case')).rejects.toThrow(ReadModelNotReady);
    });

    it('reports a mistaken query as what it is', async () => {
      const { readModels, settled } = await start();
      await settled();
      await expect(readModels.query('SELECT * FROM no_such_table')).rejects.toThrow('no_such_table');
    });

    it('refuses an integer it cannot carry exactly', async () => {
      const { readModels, settled } = await start();
      await settled();
      await expect(readModels.query('SELECT 9007199254740993::bigint AS n')).rejects.toThrow('safe integer');
    });
  });

  describe('rebuilding', () => {
    it('leads to the same content as following, with more rows than are kept in memory', async () => {
      const { readModels, store, settled } = await start();
      await appendStory(store, 12_000, 1);
      await settled();
      const followed = await hashes(readModels);
      const progress: RebuildProgress[] = [];
      await readModels.rebuild('all', (step) => progress.push(step));

      expect(await hashes(readModels)).toEqual(followed);
      // Fixed, so that PGlite and PostgreSQL are held to the same.
      expect(followed.map(({ contentHash }) => contentHash)).toEqual([
        '940ddea403bb25a1e760b6ca4978750737c8314e366f6b7a59b7fd4c79089306',
        'a4abf492ae0de27f186998e32250e99d60bea299449585ddb5c033728b5bb95b',
      ]);
      expect(followed.map(({ resultHash }) => resultHash)).toEqual([
        '8cc7801ebc2a973dccb4638d5a9696f95cf7e9792aee296ca47b626cd51ca24e',
        'a4abf492ae0de27f186998e32250e99d60bea299449585ddb5c033728b5bb95b',
      ]);
      expect(progress.at(-1)).toMatchObject({
        projections: ['sample-cases', 'sample-totals'],
        done: 24_000,
        total: 24_000,
        secondsLeft: 0,
      });
    });

    it('never lets a reader see an empty, half-built or mixed model', async () => {
      const { readModels, store, settled } = await start();
      await appendStory(store, 600, 2);
      await settled();

      const stop = new AbortController();
      const seen: { n: number; steps: number; amount: number }[] = [];
      const poll = async () => {
        while (!stop.signal.aborted) {
          await setImmediate();
          seen.push(
            ...(await readModels.query<(typeof seen)[number]>(
              `SELECT count(*) AS n, sum(amount)::bigint AS amount,
                 (SELECT count(*) FROM sample_step) AS steps FROM sample_case`,
            )),
          );
        }
      };
      const readers = [poll(), poll(), poll()];
      for (let round = 0; round < 5; round++) await readModels.rebuild('all');
      stop.abort();
      await Promise.all(readers);

      const amount = (599 * 600) / 2 + 600 * 3;
      expect(seen.length).toBeGreaterThan(10);
      expect(new Set(seen.map((answer) => JSON.stringify(answer)))).toEqual(
        new Set([JSON.stringify({ n: 600, amount, steps: 1800 })]),
      );
    });

    it('leaves nothing of what is appended meanwhile behind', async () => {
      const { readModels, store, settled } = await start();
      await appendStory(store, 300, 1);
      await settled();
      const rebuilt = readModels.rebuild('all');
      await appendStoryFrom(store, 300, 2, 6);
      await rebuilt;
      await settled();
      expect(await readModels.query('SELECT count(*) AS n FROM sample_step')).toEqual([{ n: 2100 }]);
      expect(await readModels.query('SELECT sum(events)::bigint AS n FROM sample_total')).toEqual([
        { n: 2100 },
      ]);
      const followed = await hashes(readModels);
      await readModels.rebuild('all');
      expect(await hashes(readModels)).toEqual(followed);
    });

    it('ends with the first error, while the old model stays live', async () => {
      const inner = openMemoryStore();
      const store = flaky(inner);
      const { readModels, settled } = await start({ store });
      await appendStory(inner, 1500, 1);
      await settled();
      store.failAfter = '1000';
      await expect(readModels.rebuild('all')).rejects.toThrow('the log broke');
      store.failAfter = undefined;
      expect(await readModels.query('SELECT count(*) AS n FROM sample_case')).toEqual([{ n: 1500 }]);
      await append(inner, 'c0', 'CaseRaised', { by: 1 }, 'later');
      await settled();
      expect(await physicalTables(database())).toEqual(['sample_case', 'sample_step', 'sample_total']);
    });

    it('gives a projection up that fails for everyone', async () => {
      const { readModels, store, settled } = await start();
      await appendStory(store, 1100, 0);
      await settled();
      fault.refuse = () => true;
      await expect(readModels.rebuild(CASES)).rejects.toThrow('unfit for the sample');
      expect(await readModels.query('SELECT count(*) AS n FROM sample_case')).toEqual([{ n: 1100 }]);
    });

    it('starts over when the process ended in the middle', async () => {
      const failing = new FailingDatabase(database());
      const first = await start({ database: failing });
      await appendStory(first.store, 3000, 0);
      await first.settled();
      failing.arm('after', 2);
      await expect(first.readModels.rebuild('all')).rejects.toThrow('crash');
      const second = await restart(first);
      await second.settled();
      await second.readModels.rebuild('all');
      expect(await second.readModels.query('SELECT count(*) AS n FROM sample_case')).toEqual([{ n: 3000 }]);
      expect(await physicalTables(database())).toHaveLength(3);
    });
  });

  describe('another version', () => {
    const wider = table({
      ...cases,
      columns: { ...cases.columns, letters: { type: 'integer' } },
    });
    const second: typeof casesProjection = {
      ...casesProjection,
      version: 2,
      tables: [wider],
      rowsOf: () => [],
      apply(event, rows) {
        const caseId = event.metadata.caseId ?? '';
        const title = event.data.title as string;
        if (event.type === 'CaseOpened')
          rows.put(wider, {
            case_id: caseId,
            title,
            amount: 0,
            steps: 0,
            urgent: false,
            opened_at: event.metadata.occurredAt,
            letters: title.length,
          });
      },
    };

    it('is built at start and replaces the old one, which is served until then', async () => {
      const first = await start();
      await appendStory(first.store, 20, 0);
      await first.settled();
      const store = flaky(first.store);
      store.failAfter = '';
      const upgraded = await restart(first, { store, projections: [second, totalsProjection] });
      expect(await upgraded.readModels.query('SELECT count(*) AS n FROM sample_case')).toEqual([{ n: 20 }]);
      await expect(upgraded.readModels.query('SELECT letters FROM sample_case')).rejects.toThrow(
        ReadModelNotReady,
      );

      store.failAfter = undefined;
      await upgraded.settled();
      expect(await upgraded.readModels.query('SELECT letters FROM sample_case LIMIT 1')).toEqual([
        { letters: 6 },
      ]);
      expect(upgraded.outages[0]?.message).toBe('the log broke');
    });

    it('is recognised by its tables when the number was forgotten', async () => {
      const first = await start();
      await appendStory(first.store, 3, 0);
      await first.settled();
      const upgraded = await restart(first, { projections: [{ ...second, version: 1 }, totalsProjection] });
      await upgraded.settled();
      expect(await upgraded.readModels.query('SELECT letters FROM sample_case LIMIT 1')).toEqual([
        { letters: 6 },
      ]);
    });
  });

  describe('another log', () => {
    it('is never mixed with what was read before', async () => {
      const first = await start();
      await appendStory(first.store, 20, 0);
      await first.settled();
      const store = openMemoryStore();
      await append(store, 'other', 'CaseOpened', { title: 'Other', amount: 1 }, 0);
      const second = await restart(first, { store });
      await second.settled();
      expect(await second.readModels.query('SELECT case_id FROM sample_case')).toEqual([
        { case_id: 'other' },
      ]);
      expect(await second.readModels.query('SELECT * FROM sample_total')).toEqual([]);
    });

    it('is also one that lost its end', async () => {
      const first = await start();
      await appendStory(first.store, 20, 0);
      await first.settled();
      const shorter = openMemoryStore();
      await appendStory(shorter, 5, 0);
      const store = Object.assign(Object.create(shorter) as EventStore, { logId: first.store.logId });
      const second = await restart(first, { store });
      await second.settled();
      expect(await second.readModels.query('SELECT count(*) AS n FROM sample_case')).toEqual([{ n: 5 }]);
    });
  });

  describe('an event that cannot be applied', () => {
    it('pauses its key in its projection and nothing else', async () => {
      const { readModels, store, settled } = await start();
      fault.refuse = ({ metadata, revision }) => metadata.caseId === 'c1' && revision === 1;
      await appendStory(store, 3, 3);
      await settled();

      const [paused, ...others] = await readModels.pausedKeys('sample-cases', ['c0', 'c1']);
      expect(others).toEqual([]);
      expect(paused).toMatchObject({ key: 'c1', position: '5', reason: 'unfit for the sample' });
      expect(await readModels.pausedKeys('sample-totals')).toEqual([]);
      const rows = 'SELECT case_id, steps FROM sample_case ORDER BY case_id';
      expect(await readModels.query(rows)).toEqual([
        { case_id: 'c0', steps: 4 },
        { case_id: 'c1', steps: 1 },
        { case_id: 'c2', steps: 4 },
      ]);
      expect(await readModels.query(`SELECT * FROM sample_step WHERE case_id = 'c1'`)).toHaveLength(1);
      expect((await readModels.status()).map((status) => status.paused)).toEqual([1, 0]);
    });

    it('stays paused over a restart and a rebuild', async () => {
      const first = await start();
      fault.refuse = ({ metadata, revision }) => metadata.caseId === 'c1' && revision === 1;
      await appendStory(first.store, 3, 1);
      await first.settled();
      const followed = await hashes(first.readModels);
      const second = await restart(first);
      await appendStoryFrom(first.store, 3, 2, 2);
      await second.settled();
      expect(await second.readModels.pausedKeys('sample-cases')).toHaveLength(1);
      expect(await second.readModels.query(`SELECT steps FROM sample_case WHERE case_id = 'c1'`)).toEqual([
        { steps: 1 },
      ]);
      const before = await hashes(second.readModels);
      await second.readModels.rebuild('all');
      expect(await hashes(second.readModels)).toEqual(before);
      expect(before).not.toEqual(followed);
      expect(await second.readModels.pausedKeys('sample-cases')).toMatchObject([
        { key: 'c1', position: '5' },
      ]);
    });

    it('is folded again on request, from the key’s first event on', async () => {
      const { readModels, store, settled } = await start();
      fault.refuse = ({ metadata, revision }) => metadata.caseId === 'c1' && revision === 1;
      await appendStory(store, 3, 3);
      await settled();
      expect(await readModels.resume('sample-cases', 'c1')).toMatchObject({ position: '5' });
      expect(await readModels.pausedKeys('sample-cases')).toHaveLength(1);

      fault.refuse = undefined;
      expect(await readModels.resume('sample-cases', 'c1')).toBeUndefined();
      expect(await readModels.pausedKeys('sample-cases')).toEqual([]);
      await appendStoryFrom(store, 3, 4, 4);
      await settled();
      const resumed = await hashes(readModels);
      await readModels.rebuild('all');
      expect(await hashes(readModels)).toEqual(resumed);
      expect(await readModels.query(`SELECT steps, amount FROM sample_case WHERE case_id = 'c1'`)).toEqual([
        { steps: 5, amount: 1 + 1 + 2 + 3 + 4 },
      ]);
    });

    it('is found among the rows the database refuses, by following, rebuilding and resuming alike', async () => {
      const { readModels, store, settled } = await start();
      await appendStory(store, 40, 0);
      await append(store, 'c7', 'CaseRaised', { by: 1 }, 1);
      await append(store, 'bad', 'CaseOpened', { title: 'fine', amount: 1 }, 0);
      const position = await append(store, 'bad', 'CaseOpened', { title: 'nul \u0000 here', amount: 2 }, 1);
      await append(store, 'bad', 'CaseRaised', { by: 1 }, 2);
      await append(store, 'c8', 'CaseRaised', { by: 1 }, 1);
      await settled();

      const paused = [{ key: 'bad', position }];
      expect(await readModels.pausedKeys('sample-cases')).toMatchObject(paused);
      const rows = `SELECT title, steps FROM sample_case WHERE case_id IN ('bad', 'c7', 'c8') ORDER BY case_id`;
      const shown = [
        { title: 'fine', steps: 1 },
        { title: 'Case 7', steps: 2 },
        { title: 'Case 8', steps: 2 },
      ];
      expect(await readModels.query(rows)).toEqual(shown);
      const followed = await hashes(readModels);
      await readModels.rebuild('all');
      expect(await readModels.pausedKeys('sample-cases')).toMatchObject(paused);
      expect(await hashes(readModels)).toEqual(followed);
      expect(await readModels.resume('sample-cases', 'bad')).toMatchObject(paused[0]!);
      expect(await hashes(readModels)).toEqual(followed);
    });

    it.each([
      ['has no row to change', { type: 'CaseRaised', data: { by: 1 } }, 'has no row'],
      [
        'gives a number no column can carry',
        { type: 'CaseOpened', data: { title: 'A', amount: 1.5 } },
        'amount',
      ],
      ['leaves a column out', { type: 'CaseOpened', data: { title: 'A' } }, 'left out'],
    ])('is one that %s', async (_what, { type, data }, reason) => {
      const { readModels, store, settled } = await start();
      await append(store, 'c1', type, data, 0);
      await settled();
      const [paused] = await readModels.pausedKeys('sample-cases');
      expect(paused?.reason).toContain(reason);
      expect(await readModels.query('SELECT * FROM sample_step')).toEqual([]);
    });

    it('is one that reads rows it did not name or that belong to another key', async () => {
      const nosy: typeof casesProjection = {
        ...casesProjection,
        apply(event, rows) {
          if (event.type === 'CaseRaised') rows.get(cases, 'c0');
          casesProjection.apply(event, rows);
        },
      };
      const { readModels, store, settled } = await start({ projections: [nosy] });
      await appendStory(store, 2, 1);
      await settled();
      const [paused, ...others] = await readModels.pausedKeys('sample-cases');
      expect(others).toEqual([]);
      expect(paused).toMatchObject({ key: 'c1' });
      expect(paused?.reason).toContain('not named by rowsOf');
    });
  });

  it('refuses projections that claim the same table or name', async () => {
    const twice = [casesProjection, { ...casesProjection, name: 'another' }];
    await expect(startHarness({ database: database(), projections: twice })).rejects.toThrow('sample_case');
    const same = [totalsProjection, totalsProjection];
    await expect(startHarness({ database: database(), projections: same })).rejects.toThrow('defined twice');
  });
}

async function appendStoryFrom(store: EventStore, count: number, first: number, last: number) {
  for (let round = first; round <= last; round++) {
    for (let index = 0; index < count; index++)
      await append(store, `c${index}`, 'CaseRaised', { by: round, schemeId: `s${index % 3}` }, round);
  }
}

async function hashes(readModels: Harness['readModels']) {
  const statuses = await readModels.status({ hashes: true });
  return statuses.map(({ name, contentHash, resultHash }) => ({ name, contentHash, resultHash }));
}

async function physicalTables(database: Database): Promise<string[]> {
  const tables = await database.read<{ name: string }>(
    `SELECT substring(tablename FROM '^(.*)_v') AS name FROM pg_tables
     WHERE schemaname = $1 AND tablename LIKE 'sample%' ORDER BY 1`,
    [database.schema],
  );
  return tables.map(({ name }) => name);
}

/** A log whose reading fails from a position on, while `failAfter` names one. */
function flaky(inner: EventStore): EventStore & { failAfter: string | undefined } {
  const store = Object.assign(Object.create(inner) as EventStore, {
    failAfter: undefined as string | undefined,
    async readAll(options: ReadAllOptions): Promise<LogPage> {
      if (store.failAfter !== undefined && inner.compare(options.after ?? '', store.failAfter) >= 0)
        throw new Error('the log broke');
      return inner.readAll(options);
    },
  });
  return store;
}
