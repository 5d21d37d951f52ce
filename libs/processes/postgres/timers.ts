import { randomUUID } from 'node:crypto';
import type { JsonObject } from '#eventsourcing/event.js';
import type { Postgres } from '#postgres/postgres.js';
import type { PendingTimer, Timer, TimerStore } from '../timers.js';

/** How long a worker has for the timers it took, in milliseconds: then another one takes them too. */
const TAKEN_MS = 60_000;

interface TimerRow {
  readonly seq: number;
  readonly id: string;
  readonly due_at: Date;
  readonly kind: string;
  readonly payload: string;
  readonly correlation_id: string | null;
  readonly causation_id: string | null;
}

/**
 * Timers in PostgreSQL, for any number of workers: `due` takes what it answers, and the others are told only of the
 * rest, until it is done or the worker's time has run out by PostgreSQL's clock. One store a worker.
 */
export class PostgresTimers implements TimerStore {
  private readonly worker = randomUUID();

  constructor(
    private readonly database: Postgres,
    private readonly takenMs = TAKEN_MS,
  ) {}

  async set({ id, dueAt, kind, payload, correlationId, causationId }: Timer): Promise<void> {
    await this.database.run(
      `INSERT INTO timers (id, due_at, kind, payload, correlation_id, causation_id)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
      [id, instant(dueAt), kind, JSON.stringify(payload), correlationId ?? null, causationId ?? null],
    );
  }

  async cancel(id: string): Promise<void> {
    await this.database.run('DELETE FROM timers WHERE id = $1', [id]);
  }

  async ofKind(kind: string): Promise<readonly Timer[]> {
    const rows = await this.database.query<TimerRow>('SELECT * FROM timers WHERE kind = $1 ORDER BY seq', [
      kind,
    ]);
    return rows.map(timerOf);
  }

  async due(now: string, limit: number, after?: PendingTimer): Promise<PendingTimer[]> {
    const rows = await this.database.query<TimerRow>(
      `WITH mine AS (
         SELECT seq FROM timers
         WHERE due_at <= $1 AND (due_at, seq) > ($2::timestamptz, $3)
           AND (taken_by IS NULL OR taken_by = $4 OR taken_until <= clock_timestamp())
         ORDER BY due_at, seq LIMIT $5
         FOR UPDATE SKIP LOCKED
       )
       UPDATE timers SET taken_by = $4, taken_until = clock_timestamp() + $6 * interval '1 ms'
       FROM mine WHERE timers.seq = mine.seq
       RETURNING timers.*`,
      [instant(now), after?.dueAt ?? '-infinity', after?.seq ?? 0, this.worker, limit, this.takenMs],
    );
    return rows.map(timerOf).toSorted(earlierFirst);
  }

  async done({ seq }: PendingTimer): Promise<void> {
    await this.database.run('DELETE FROM timers WHERE seq = $1', [seq]);
  }

  async summary(): Promise<{ pending: number; nextDueAt?: string }> {
    const [row] = await this.database.query<{ pending: number; next: Date | null }>(
      'SELECT count(*) AS pending, min(due_at) AS next FROM timers',
    );
    const { pending, next } = row!;
    return next === null ? { pending } : { pending, nextDueAt: next.toISOString() };
  }
}

/** One form for all instants. @throws RangeError when it is not one */
function instant(text: string): string {
  return new Date(text).toISOString();
}

function earlierFirst(one: PendingTimer, other: PendingTimer): number {
  return Date.parse(one.dueAt) - Date.parse(other.dueAt) || one.seq - other.seq;
}

function timerOf({ seq, id, due_at, kind, payload, correlation_id, causation_id }: TimerRow): PendingTimer {
  return {
    seq,
    id,
    dueAt: due_at.toISOString(),
    kind,
    payload: JSON.parse(payload) as JsonObject,
    ...(correlation_id === null ? {} : { correlationId: correlation_id }),
    ...(causation_id === null ? {} : { causationId: causation_id }),
  };
}
