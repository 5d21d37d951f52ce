import { setTimeout } from 'node:timers/promises';
import { StorageClosed } from '#hosting/storage.js';
import type { Postgres } from '#postgres/postgres.js';
import type { ErasureList } from '../erasure-list.js';
import type { Erasure } from '../key-store.js';
import { erasureChannel } from './cache-lease.js';
import { vacuumed } from './vacuum.js';

/** Milliseconds. */
export interface ErasureTimes {
  /** How long an append may take whose content was sealed before: only then its key is destroyed. */
  readonly appendMs: number;
  /** How long one waits for transactions that can still see a destroyed key. */
  readonly patienceMs: number;
  /** After how long without an end another process goes on with an erasure. */
  readonly claimMs: number;
}

const LOOK_MS = 20;

/** Where a key that was destroyed may still lie, wrapped. */
const RETAINED = [
  'wrapped, in the write-ahead log of PostgreSQL, its archive and its replicas until they have recycled it',
  'wrapped, in free pages of the table until they are used again',
  'wrapped, in backups of the database for as long as they are kept; a restored one erases it again by the list of erasures',
  'in all of these it opens only with the master key of that time: once that was replaced and destroyed, nowhere',
];

/** Destroys keys for good, in steps that any process can go on with where another one has died. */
export class Erasing {
  constructor(
    private readonly database: Postgres,
    private readonly times: ErasureTimes,
    private readonly list: () => ErasureList | undefined,
    private readonly stopping: AbortSignal,
  ) {}

  /** Says durably and to all that a key is to be erased; from then on nobody reads with it. Undefined when it was destroyed before. */
  async ask(kid: string): Promise<number | undefined> {
    return this.database.transaction(async (session) => {
      const [asked] = await session.query<{ erasing: number }>(
        `WITH turn AS (UPDATE erasures_asked SET last = last + 1 RETURNING last)
         UPDATE keys SET erasing = turn.last, erasing_until = clock_timestamp() + $2 * interval '1 ms'
         FROM turn WHERE kid = $1 AND erasing IS NULL RETURNING erasing`,
        [kid, this.times.claimMs],
      );
      if (asked) {
        await session.query('SELECT pg_notify($1, $2)', [erasureChannel(this.database), kid]);
        return asked.erasing;
      }
      const [before] = await session.query<{ erasing: number }>('SELECT erasing FROM keys WHERE kid = $1', [
        kid,
      ]);
      return before?.erasing;
    });
  }

  /** Destroys a key that is to be erased. @throws StorageBusy when it may still be found in the table: erase again */
  async finish(kid: string, asked: number): Promise<Erasure> {
    await this.droppedByCaches(asked);
    await this.pause(this.times.appendMs);
    await this.destroy([kid]);
    return { retained: RETAINED };
  }

  /** Destroys keys that nobody holds. */
  async destroy(kids: readonly string[]): Promise<void> {
    await this.list()?.record(kids);
    await this.database.transaction(async (session) => {
      await session.run('INSERT INTO erased (kid) SELECT unnest($1::text[]) ON CONFLICT (kid) DO NOTHING', [
        kids,
      ]);
      await session.run('DELETE FROM keys WHERE kid = ANY($1::text[])', [kids]);
    });
    await this.vacuum();
  }

  /** Goes on with what processes began that have died since. */
  async goOn(): Promise<void> {
    for (;;) {
      const [left] = await this.database.query<{ kid: string; erasing: number }>(
        `UPDATE keys SET erasing_until = clock_timestamp() + $1 * interval '1 ms' WHERE kid =
           (SELECT kid FROM keys WHERE erasing IS NOT NULL AND erasing_until <= clock_timestamp()
            LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING kid, erasing`,
        [this.times.claimMs],
      );
      if (!left) break;
      await this.finish(left.kid, left.erasing);
    }
    const unclean = await this.database.query(
      `SELECT FROM erased WHERE NOT vacuumed AND at < clock_timestamp() - $1 * interval '1 ms' LIMIT 1`,
      [this.times.claimMs],
    );
    if (unclean.length > 0) await this.vacuum();
  }

  private async vacuum(): Promise<void> {
    // Those that are erased while it runs are left to whoever erases them.
    const gone = await this.database.query<{ kid: string }>('SELECT kid FROM erased WHERE NOT vacuumed');
    await vacuumed(this.database, 'keys', this.times.patienceMs);
    await this.database.run('UPDATE erased SET vacuumed = true WHERE kid = ANY($1::text[])', [
      gone.map(({ kid }) => kid),
    ]);
  }

  private async droppedByCaches(asked: number): Promise<void> {
    const holding = 'SELECT FROM key_caches WHERE until > clock_timestamp() AND seen < $1 LIMIT 1';
    while ((await this.database.query(holding, [asked])).length > 0) await this.pause(LOOK_MS);
  }

  private async pause(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, undefined, { signal: this.stopping }).catch(() => undefined);
    if (this.stopping.aborted)
      throw new StorageClosed('the keys are closed; the erasure goes on later: the store');
  }
}
