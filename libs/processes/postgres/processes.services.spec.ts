import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LeaseLost } from '#leases/lease.js';
import { LEASES_CONCERN } from '#leases/postgres/leases-schema.js';
import { PostgresLeases } from '#leases/postgres/leases.js';
import type { Postgres } from '#postgres/postgres.js';
import { ownSchemas, type OwnSchemas } from '#postgres/testing/own-database.js';
import { reachesPostgres } from '#postgres/testing/test-postgres.js';
import { processStoresContract } from '../contract-suite.js';
import { PostgresCheckpoints } from './checkpoints.js';
import { PostgresParked } from './parked.js';
import { PROCESSES_CONCERN } from './processes-schema.js';
import { PostgresTimers } from './timers.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

const CONCERNS = [LEASES_CONCERN, PROCESSES_CONCERN];
const LOG = 'log-1';
const NOW = '2026-03-01T12:00:00.000Z';

const storesIn = (database: Postgres) => ({
  checkpoints: new PostgresCheckpoints(database),
  parked: new PostgresParked(database),
  timers: new PostgresTimers(database),
});

suite('in PostgreSQL', () => {
  processStoresContract('what is kept there', () => {
    const own = ownSchemas(CONCERNS);
    let database: Postgres;
    const open = async () => storesIn((database = await own.open()));
    return { open, reopen: () => database.close().then(open), remove: () => own.remove() };
  });

  let own: OwnSchemas;
  beforeEach(() => {
    own = ownSchemas(CONCERNS);
  });
  afterEach(() => own.remove());

  describe('what a process manager keeps under its lease', () => {
    /** A holder that has stopped, and the one that has its lease by now. */
    const succeeded = async () => {
      const [at, next] = [await own.open(), await own.open()];
      const leases = new PostgresLeases(at, 1);
      const old = (await leases.acquire('letters'))!;
      for (;;) {
        const lease = await new PostgresLeases(next).acquire('letters');
        if (lease) return { at, old, next, lease };
        await setImmediate();
      }
    };

    it('is not moved back by one that stopped and has a successor', async () => {
      const { at, old, next, lease } = await succeeded();
      await new PostgresCheckpoints(next, lease).save(LOG, new Map([['letters', '20']]));
      const late = new PostgresCheckpoints(at, old).save(LOG, new Map([['letters', '10']]));
      await expect(late).rejects.toThrow(LeaseLost);
      expect(await new PostgresCheckpoints(at, old).load(LOG)).toEqual(new Map([['letters', '20']]));
    });

    it('is neither parked nor let go by it', async () => {
      const { at, old, next, lease } = await succeeded();
      const event = { id: 'a', type: 'Noted', stream: 'case-1', revision: 0, position: '1' };
      const failure = { attempts: 1, error: 'no', since: NOW, retryAt: NOW };
      const [mine, theirs] = [new PostgresParked(next, lease), new PostgresParked(at, old)];
      await mine.park(LOG, 'letters', 'case-1', [event], failure);
      const more = [{ ...event, id: 'b' }];
      await expect(theirs.park(LOG, 'letters', 'case-1', more, failure)).rejects.toThrow(LeaseLost);
      await expect(theirs.done(LOG, 'letters', 'case-1', [event])).rejects.toThrow(LeaseLost);
      expect((await mine.load(LOG)).get('letters')).toMatchObject([{ key: 'case-1', events: [event] }]);
    });
  });

  describe('timers', () => {
    const fill = async (timers: PostgresTimers, count: number) => {
      for (let n = 0; n < count; n++)
        await timers.set({ id: `t${n}`, dueAt: NOW, kind: 'remind', payload: {} });
    };

    it('are each taken by one of several workers, and all of them by somebody', async () => {
      const workers = await Promise.all(
        Array.from({ length: 3 }, async () => new PostgresTimers(await own.open())),
      );
      await fill(workers[0]!, 60);
      const taken: string[] = [];
      const work = async (timers: PostgresTimers) => {
        for (;;) {
          const page = await timers.due(NOW, 7);
          taken.push(...page.map(({ id }) => id));
          await Promise.all(page.map((timer) => timers.done(timer)));
          if (page.length === 0 && (await timers.summary()).pending === 0) return;
        }
      };
      await Promise.all(workers.map(work));
      expect(taken.toSorted()).toEqual(Array.from({ length: 60 }, (_, n) => `t${n}`).toSorted());
    });

    it('are left to who took them, and taken over when that worker is not done in time', async () => {
      const slow = new PostgresTimers(await own.open(), 300);
      const next = new PostgresTimers(await own.open());
      await fill(slow, 1);
      expect(await slow.due(NOW, 10)).toMatchObject([{ id: 't0' }]);
      expect(await slow.due(NOW, 10)).toMatchObject([{ id: 't0' }]);
      let page = await next.due(NOW, 10);
      while (page.length === 0) page = await next.due(NOW, 10);
      expect(page).toMatchObject([{ id: 't0' }]);
      expect(await slow.due(NOW, 10)).toEqual([]);
    });
  });
});
