import { describe, expect, it } from '@jest/globals';
import type { PausedKey, ReadModels } from '#projections/read-models.js';
import { ReadModelNotReady } from '#projections/read-models.js';
import { ProblemException } from '#http/problems.js';
import { Reader } from './reader.js';

const store = {
  isPosition: (text: string) => /^\d+$/.test(text),
  compare: (a: string, b: string) => Number(a) - Number(b),
  head: () => Promise.resolve('9'),
};

function reader(readModels: Partial<ReadModels>): Reader {
  return new Reader(readModels as ReadModels, store);
}

async function problemOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProblemException)) throw error;
  return error.problem;
}

describe('reading read models', () => {
  it('waits only for positions it is asked for, and says when they are not reached', async () => {
    const waited: unknown[] = [];
    const late = reader({
      waitFor: (...asked) => {
        waited.push(asked);
        return Promise.resolve(false);
      },
    });
    await late.reached(['a'], undefined);
    expect(waited).toEqual([]);
    expect(await problemOf(late.reached(['a'], '7'))).toMatchObject({
      code: 'not-yet',
      status: 503,
      headers: { 'retry-after': '1' },
    });
    expect(waited).toEqual([[['a'], '7', 2000]]);
  });

  it('refuses what is no position of this log', async () => {
    expect(await problemOf(reader({}).reached(['a'], 'x7'))).toMatchObject({
      status: 400,
      facts: { errors: [{ parameter: 'after' }] },
    });
  });

  it('refuses a position the log has not reached: it was never answered', async () => {
    expect(await problemOf(reader({}).reached(['a'], '10'))).toMatchObject({
      status: 400,
      facts: { errors: [{ parameter: 'after', detail: 'is beyond the end of the log' }] },
    });
  });

  it('asks to come back while a model is being built', async () => {
    const building = reader({ query: () => Promise.reject(new ReadModelNotReady('not built yet')) });
    expect(await problemOf(building.rows('SELECT 1'))).toMatchObject({
      code: 'read-model-not-ready',
      status: 503,
    });
    const broken = reader({ query: () => Promise.reject(new Error('syntax')) });
    await expect(broken.rows('SELECT')).rejects.toThrow('syntax');
  });

  it('says that something is held back, not how much: it may be of others', async () => {
    const paused = [{ key: 'c1' }, { key: 'c2' }] as unknown as PausedKey[];
    const some = reader({
      pausedKeys: (_, keys) => Promise.resolve(paused.filter(({ key }) => keys?.includes(key) ?? true)),
    });
    expect(await some.completeness('cases')).toEqual({ incomplete: true });
    expect(await some.completeness('cases', ['c1'])).toEqual({ incomplete: true });
    expect(await some.completeness('cases', ['c3'])).toEqual({});
  });
});
