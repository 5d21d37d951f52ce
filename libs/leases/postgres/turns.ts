import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { KeyedQueue } from '#eventsourcing/keyed-queue.js';
import { StorageBusy } from '#hosting/storage.js';
import type { Postgres, Session } from '#postgres/postgres.js';
import type { Turn, Turns } from '../turns.js';

/** Milliseconds: how long a turn lasts that is not renewed, and how long one waits for it. */
export interface TurnTimes {
  /** 10 000 when left out. */
  readonly lengthMs?: number;
  /** 20 000 when left out. */
  readonly patienceMs?: number;
}

/** Between two looks whether it is one's turn, in milliseconds: at first, and at most. */
const FIRST_LOOK = 5;
const LONGEST_LOOK = 200;

/** Turns in PostgreSQL, by its clock. */
export class PostgresTurns implements Turns {
  /** Those in one process wait for each other here: only one of them asks the database. */
  private readonly queue = new KeyedQueue();
  private readonly lengthMs: number;
  private readonly patienceMs: number;

  constructor(
    private readonly database: Postgres,
    { lengthMs = 10_000, patienceMs = 20_000 }: TurnTimes = {},
  ) {
    this.lengthMs = lengthMs;
    this.patienceMs = patienceMs;
  }

  alone<T>(key: string, work: (turn: Turn) => Promise<T>): Promise<T> {
    return this.queue.run(key, async () => {
      const turn = await this.awaited(key);
      const ended = new AbortController();
      const renewing = this.renew(turn, ended.signal);
      try {
        return await work(turn);
      } finally {
        ended.abort();
        await renewing;
        await this.giveBack(turn);
      }
    });
  }

  /** Forgets the turns of those who died long ago and whose keys nobody asked for since. */
  async forgetOld(): Promise<void> {
    await this.database.run(
      `DELETE FROM turns WHERE key IN
         (SELECT key FROM turns WHERE until < clock_timestamp() - interval '1 hour' FOR UPDATE SKIP LOCKED)`,
    );
  }

  private async awaited(key: string): Promise<Turn> {
    const turn = { key, token: randomUUID() };
    const giveUpAt = performance.now() + this.patienceMs;
    for (let look = FIRST_LOOK; ; look = Math.min(LONGEST_LOOK, look * 2)) {
      if (await this.take(turn)) return turn;
      if (performance.now() >= giveUpAt)
        throw new StorageBusy('the same is being done by another process, and takes long');
      await setTimeout(look * (0.5 + Math.random() / 2));
    }
  }

  private async take({ key, token }: Turn): Promise<boolean> {
    const taken = await this.database.run(
      `INSERT INTO turns (key, token, until) VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms')
       ON CONFLICT (key) DO UPDATE SET token = excluded.token, until = excluded.until
         WHERE turns.until <= clock_timestamp()`,
      [key, token, this.lengthMs],
    );
    return taken === 1;
  }

  private async renew({ key, token }: Turn, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await setTimeout(this.lengthMs / 3, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      // What is written at the end of the work finds out whether it is still its turn.
      await this.database
        .run(
          `UPDATE turns SET until = clock_timestamp() + $3 * interval '1 ms' WHERE key = $1 AND token = $2`,
          [key, token, this.lengthMs],
        )
        .catch(() => undefined);
    }
  }

  /** Where that cannot be, its time runs out: what was done stays done. */
  private async giveBack({ key, token }: Turn): Promise<void> {
    await this.database
      .run('DELETE FROM turns WHERE key = $1 AND token = $2', [key, token])
      .catch(() => undefined);
  }
}

/** Whether it is still the turn of whoever writes, and stays so until the transaction ends. */
export async function isTurnOf(session: Session, { key, token }: Turn): Promise<boolean> {
  const mine = await session.query('SELECT FROM turns WHERE key = $1 AND token = $2 FOR SHARE', [key, token]);
  return mine.length === 1;
}
