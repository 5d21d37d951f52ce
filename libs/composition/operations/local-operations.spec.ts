import { describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { PausedKey, ProjectionStatus, ReadModels, RebuildProgress } from '#projections/read-models.js';
import { LocalOperations } from './local-operations.js';

/** Read models whose rebuild goes as far as a test lets it. */
class SteeredReadModels {
  readonly asked: (readonly string[] | 'all')[] = [];
  readonly states = new Map<string, Partial<ProjectionStatus>>([
    ['cases', {}],
    ['budgets', {}],
  ]);
  looks = 0;
  paused: PausedKey[] = [];
  progress: (progress: RebuildProgress) => void = () => undefined;
  readonly work = Promise.withResolvers<void>();
  readonly begun = Promise.withResolvers<void>();

  async status(): Promise<ProjectionStatus[]> {
    this.looks++;
    return [...this.states].map(([name, state]) => ({
      name,
      version: 1,
      state: 'live',
      position: '9',
      lag: 0,
      paused: this.paused.filter(({ projection }) => projection === name).length,
      ...state,
    }));
  }

  /** Waits until the first build has been seen to be under way. */
  async seen(): Promise<void> {
    while (this.looks < 3) await new Promise(setImmediate);
  }

  rebuild(names: readonly string[] | 'all', progress: (progress: RebuildProgress) => void): Promise<void> {
    this.asked.push(names);
    this.progress = progress;
    this.begun.resolve();
    return this.work.promise;
  }

  async pausedKeys(name: string, keys?: readonly string[]): Promise<PausedKey[]> {
    return this.paused.filter(
      ({ projection, key }) => projection === name && (keys === undefined || keys.includes(key)),
    );
  }

  async resume(projection: string, key: string): Promise<PausedKey | undefined> {
    this.paused = this.paused.filter((each) => each.projection !== projection || each.key !== key);
    return undefined;
  }
}

function setUp() {
  const models = new SteeredReadModels();
  const unheard: unknown[] = [];
  const operations = new LocalOperations({
    log: openMemoryStore(),
    readModels: () => Promise.resolve(models as unknown as ReadModels),
    processes: () => Promise.reject(new Error('not asked for')),
    backup: () => Promise.reject(new Error('not asked for')),
    caseNumbers: () => Promise.reject(new Error('not asked for')),
    historicalPilots: () => Promise.reject(new Error('not asked for')),
    onUnheard: (error) => unheard.push(error),
  });
  return { models, operations, unheard };
}

const at = (done: number): RebuildProgress => ({
  projections: ['cases'],
  done,
  total: 100,
  ratePerSecond: 1,
  secondsLeft: 1,
});
const paused = (projection: string, key: string): PausedKey => ({
  projection,
  key,
  position: '1',
  eventId: 'e',
  reason: 'unfit',
  pausedAt: '2024-05-17T08:00:00.000Z',
});

describe('a rebuild', () => {
  it('tells a slow listener the newest progress and ends with the rebuild', async () => {
    const { models, operations } = setUp();
    const lines = operations.rebuild('all');
    const first = lines.next();
    await models.begun.promise;
    models.progress(at(1));
    expect((await first).value).toEqual(at(1));
    models.progress(at(2));
    models.progress(at(3));
    models.work.resolve();
    expect((await lines.next()).value).toEqual(at(3));
    expect((await lines.next()).done).toBe(true);
    expect(models.asked).toEqual([['cases', 'budgets']]);
  });

  it('ends with the first error', async () => {
    const { models, operations, unheard } = setUp();
    const lines = operations.rebuild(['cases']);
    const first = lines.next();
    await models.begun.promise;
    models.work.reject(new Error('disk full'));
    await expect(first).rejects.toThrow('disk full');
    expect(unheard).toEqual([]);
  });

  it('goes on when nobody listens any more, and its error is reported', async () => {
    const { models, operations, unheard } = setUp();
    const lines = operations.rebuild(['cases']);
    const first = lines.next();
    await models.begun.promise;
    models.progress(at(1));
    await first;
    await lines.return(undefined);
    models.progress(at(2));
    models.work.reject(new Error('disk full'));
    await new Promise(setImmediate);
    expect(unheard).toEqual([new Error('disk full')]);
  });

  it('does not repeat a first build that is under way', async () => {
    const { models, operations } = setUp();
    models.states.set('cases', { state: 'building', position: '' });
    const lines = operations.rebuild('all');
    const first = lines.next();
    await models.seen();
    models.states.set('cases', {});
    await models.begun.promise;
    models.work.resolve();
    expect((await first).done).toBe(true);
    expect(models.asked).toEqual([['budgets']]);
  });

  it('tries what could not be built the first time', async () => {
    const { models, operations } = setUp();
    models.states.set('cases', { state: 'building', position: '' });
    const first = operations.rebuild(['cases']).next();
    await models.seen();
    models.states.set('cases', { state: 'failed', position: '' });
    await models.begun.promise;
    models.work.reject(new Error('disk full'));
    await expect(first).rejects.toThrow('disk full');
  });

  it('refuses a name there is not, and says which there are', async () => {
    const { models, operations } = setUp();
    await expect(operations.rebuild(['cases', 'x']).next()).rejects.toMatchObject({
      problem: { code: 'unknown-projection', detail: 'there is no projection x; there are cases, budgets' },
    });
    expect(models.asked).toEqual([]);
  });
});

describe('paused keys', () => {
  it('are listed over all projections', async () => {
    const { models, operations } = setUp();
    models.paused = [paused('cases', 'a'), paused('budgets', 'b')];
    expect(await operations.pausedKeys()).toEqual(models.paused);
  });

  it('are resumed one by one', async () => {
    const { models, operations } = setUp();
    models.paused = [paused('cases', 'a'), paused('cases', 'b')];
    expect(await operations.resume('cases', 'a')).toBeUndefined();
    expect(models.paused).toEqual([paused('cases', 'b')]);
    await expect(operations.resume('cases', 'a')).rejects.toMatchObject({
      problem: { code: 'key-not-paused' },
    });
    await expect(operations.resume('nothing', 'b')).rejects.toMatchObject({
      problem: { code: 'unknown-projection' },
    });
  });
});
