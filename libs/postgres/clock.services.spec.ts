import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StorageUnavailable } from '#hosting/storage.js';
import { agreesWithClock } from './clock.js';
import type { Postgres } from './postgres.js';
import { ownSchemas, type OwnSchemas } from './testing/own-database.js';
import { reachesPostgres } from './testing/test-postgres.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

suite('a clock beside the database’s', () => {
  let own: OwnSchemas;
  let database: Postgres;
  beforeAll(async () => {
    own = ownSchemas([]);
    database = await own.open();
  });
  afterAll(() => own.remove());
  const off = (ms: number) => agreesWithClock(database, () => Date.now() + ms);

  it('agrees where it is the same, or nearly so', async () => {
    expect(await off(0)).toBe(true);
    expect(await off(-900)).toBe(true);
    expect(await off(900)).toBe(true);
  });

  it.each([-60_000, 60_000])('does not agree where it is %d ms off', async (ms) => {
    expect(await off(ms)).toBe(false);
  });

  it('is not judged by a way that takes long: only what cannot be otherwise counts', async () => {
    let asked = 0;
    // A minute passes here between question and answer.
    expect(await agreesWithClock(database, () => Date.now() + (asked++ === 0 ? -30_000 : 30_000))).toBe(true);
  });

  it('is not judged while the database cannot be asked', async () => {
    const away = { query: () => Promise.reject(new StorageUnavailable('away')) };
    expect(await agreesWithClock(away)).toBe(true);
  });
});
