import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { once } from '#eventsourcing/receipts.js';
import { receiptsContract } from '#eventsourcing/testing/receipts-suite.js';
import { StorageBusy } from '#hosting/storage.js';
import { LEASES_CONCERN } from '#leases/postgres/leases-schema.js';
import type { TurnTimes } from '#leases/postgres/turns.js';
import type { Postgres } from './postgres.js';
import { PostgresReceipts, RECEIPTS_CONCERN } from './receipts.js';
import { ownSchemas, type OwnSchemas } from './testing/own-database.js';
import { reachesPostgres } from './testing/test-postgres.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

const CONCERNS = [LEASES_CONCERN, RECEIPTS_CONCERN];
const sent: CommandContext = {
  commandId: 'a',
  commandHash: 'hash',
  correlationId: 'r',
  keyed: true,
  now: '2026-03-01T12:00:00.000Z',
  actor: { subject: 's', roles: [] },
};

suite('in PostgreSQL', () => {
  receiptsContract('receipts there', () => {
    const own = ownSchemas(CONCERNS);
    let database: Postgres;
    const open = async () => new PostgresReceipts((database = await own.open()));
    return { open, reopen: () => database.close().then(open), remove: () => own.remove() };
  });

  describe('a command that comes to several gateways at once', () => {
    let own: OwnSchemas;
    beforeEach(() => {
      own = ownSchemas(CONCERNS);
    });
    afterEach(() => own.remove());
    const gateway = async (times?: TurnTimes) => {
      const database = await own.open();
      return { database, receipts: new PostgresReceipts(database, times) };
    };
    const answer = (revision: number): Outcome => ({
      ok: true,
      receipt: { id: 'case-1', revision, position: '17' },
    });

    it('is decided by one of them, and answered the same by all, round after round', async () => {
      const gateways = await Promise.all([gateway(), gateway(), gateway()]);
      for (let round = 1; round <= 10; round++) {
        const decided: number[] = [];
        const send = async ({ receipts }: (typeof gateways)[number], number: number) =>
          once(receipts, { ...sent, commandId: `round ${round}` }, async () => {
            decided.push(number);
            return answer(number);
          });
        const answers = await Promise.all(gateways.map(send));
        expect(decided).toHaveLength(1);
        expect(answers).toEqual(answers.map(() => answer(decided[0]!)));
      }
    });

    it('is decided by another one when the first dies, after its time by the clock of the server', async () => {
      const [dead, next] = await Promise.all([gateway({ lengthMs: 300 }), gateway()]);
      const begun = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<Outcome>();
      const stopped = once(dead.receipts, sent, () => {
        begun.resolve();
        return gate.promise;
      });
      await begun.promise;
      await dead.database.close();
      expect(await once(next.receipts, sent, async () => answer(2))).toEqual(answer(2));
      gate.resolve(answer(1));
      await expect(stopped).rejects.toThrow('closed');
      expect(await next.receipts.find('a')).toMatchObject({ revision: 2 });
    });

    it('has no second answer from one that had stopped and comes back', async () => {
      const [stopped, next] = await Promise.all([gateway(), gateway()]);
      const begun = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<Outcome>();
      const late = once(stopped.receipts, sent, () => {
        begun.resolve();
        return gate.promise;
      });
      await begun.promise;
      // As if it had not renewed its claim for that long.
      await own.ask(`UPDATE ${own.prefix}_leases.turns SET until = clock_timestamp()`);
      const taken = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      const second = once(next.receipts, sent, async () => {
        taken.resolve();
        await goOn.promise;
        return answer(2);
      });
      await taken.promise;
      gate.resolve(answer(1));
      await expect(late).rejects.toThrow(StorageBusy);
      goOn.resolve();
      expect(await second).toEqual(answer(2));
      expect(await once(stopped.receipts, sent, async () => answer(3))).toEqual(answer(2));
    });
  });
});
