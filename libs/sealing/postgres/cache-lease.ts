import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Listening } from '#postgres/listening.js';
import type { Postgres } from '#postgres/postgres.js';
import type { KeyCache } from './key-cache.js';

/** How much of its lease a cache uses: the rest is for clocks that do not run alike. */
const USED = 0.8;

/** Name of the channel on which it is told which key is to be erased. */
export function erasureChannel(database: Postgres): string {
  return database.channel('erasures');
}

/**
 * The right of a cache to hold keys. It says up to which erasure it has dropped what it held; who erases waits until
 * each cache has, or its lease is over. A cache that does not hear of erasures at once, because its connection is lost,
 * holds nothing.
 */
export class CacheLease {
  private readonly id = randomUUID();
  private readonly stopping = new AbortController();
  private readonly listening: Listening;
  private seen = 0;
  private beating: Promise<void> = Promise.resolve();
  private readonly going: Promise<void>;

  constructor(
    private readonly database: Postgres,
    private readonly cache: KeyCache,
    private readonly lengthMs: number,
  ) {
    this.listening = database.listen(erasureChannel(database), {
      notified: (kid) => {
        this.cache.drop(kid);
        void this.beat();
      },
      began: () => void this.beat(),
      lost: () => this.cache.dropAll(),
    });
    this.going = this.go();
  }

  /** Says that it is alive, and drops what is to be erased; one at a time. Where that fails the lease runs out. */
  beat(): Promise<void> {
    this.beating = this.beating.then(() => this.beatOnce()).catch(() => undefined);
    return this.beating;
  }

  /** Holds nothing from now on, and is not waited for. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.listening.close();
    await this.going;
    await this.beating;
    this.cache.dropAll();
    await this.database.run('DELETE FROM key_caches WHERE id = $1', [this.id]).catch(() => undefined);
  }

  private async go(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.beat();
      await setTimeout(this.lengthMs / 4, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async beatOnce(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    for (;;) {
      const asked = performance.now();
      const last = (await this.renewed()) ?? (await this.begun());
      if (last > this.seen) {
        // Said only after it was done: whoever erases goes by it.
        await this.dropErased();
        this.seen = last;
        continue;
      }
      if (this.listening.hears) this.cache.extend(asked + this.lengthMs * USED);
      return;
    }
  }

  /** The last erasure that was asked for; undefined where the lease was over. */
  private async renewed(): Promise<number | undefined> {
    const [row] = await this.database.query<{ last: number }>(
      `UPDATE key_caches SET until = clock_timestamp() + $2 * interval '1 ms', seen = $3
       WHERE id = $1 AND until > clock_timestamp()
       RETURNING (SELECT last FROM erasures_asked) AS last`,
      [this.id, this.lengthMs, this.seen],
    );
    return row?.last;
  }

  /** A new lease, of a cache that is empty. */
  private async begun(): Promise<number> {
    this.cache.dropAll();
    const [row] = await this.database.query<{ seen: number }>(
      `INSERT INTO key_caches (id, until, seen)
       SELECT $1, clock_timestamp() + $2 * interval '1 ms', last FROM erasures_asked
       ON CONFLICT (id) DO UPDATE SET until = excluded.until, seen = excluded.seen
       RETURNING seen`,
      [this.id, this.lengthMs],
    );
    this.seen = row!.seen;
    return row!.seen;
  }

  private async dropErased(): Promise<void> {
    const rows = await this.database.query<{ kid: string }>('SELECT kid FROM keys WHERE erasing > $1', [
      this.seen,
    ]);
    for (const { kid } of rows) this.cache.drop(kid);
  }
}
