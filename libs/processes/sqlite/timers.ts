import type { JsonObject } from '#eventsourcing/event.js';
import type { DurableSqlite } from '#sqlite/durable-sqlite.js';
import type { PendingTimer, Timer, TimerStore } from '../timers.js';

interface TimerRow {
  readonly seq: number;
  readonly id: string;
  readonly due_at: string;
  readonly kind: string;
  readonly payload: string;
  readonly correlation_id: string | null;
  readonly causation_id: string | null;
}

/** Timers in SQLite. */
export class SqliteTimers implements TimerStore {
  constructor(private readonly db: DurableSqlite) {}

  async set({ id, dueAt, kind, payload, correlationId, causationId }: Timer): Promise<void> {
    await this.db.write([
      {
        sql: `INSERT INTO timers (id, due_at, kind, payload, correlation_id, causation_id)
              VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        params: [
          id,
          instant(dueAt),
          kind,
          JSON.stringify(payload),
          correlationId ?? null,
          causationId ?? null,
        ],
      },
    ]);
  }

  async cancel(id: string): Promise<void> {
    await this.db.write([{ sql: 'DELETE FROM timers WHERE id = ?', params: [id] }]);
  }

  ofKind(kind: string): Promise<readonly Timer[]> {
    const rows = this.db.all('SELECT * FROM timers WHERE kind = ? ORDER BY seq', kind);
    return Promise.resolve((rows as unknown as TimerRow[]).map(timerOf));
  }

  due(now: string, limit: number, after?: PendingTimer): Promise<PendingTimer[]> {
    const rows = this.db.all(
      'SELECT * FROM timers WHERE due_at <= ? AND (due_at, seq) > (?, ?) ORDER BY due_at, seq LIMIT ?',
      instant(now),
      after?.dueAt ?? '',
      after?.seq ?? 0,
      limit,
    );
    return Promise.resolve((rows as unknown as TimerRow[]).map(timerOf));
  }

  async done({ seq }: PendingTimer): Promise<void> {
    await this.db.write([{ sql: 'DELETE FROM timers WHERE seq = ?', params: [seq] }]);
  }

  summary(): Promise<{ pending: number; nextDueAt?: string }> {
    const row = this.db.get('SELECT count(*) AS pending, min(due_at) AS next FROM timers')!;
    const { pending, next } = row as { readonly pending: number; readonly next: string | null };
    return Promise.resolve(next === null ? { pending } : { pending, nextDueAt: next });
  }
}

/** One form for all instants, so that their texts sort as they do. @throws RangeError when it is not one */
function instant(text: string): string {
  return new Date(text).toISOString();
}

function timerOf({ seq, id, due_at, kind, payload, correlation_id, causation_id }: TimerRow): PendingTimer {
  return {
    seq,
    id,
    dueAt: due_at,
    kind,
    payload: JSON.parse(payload) as JsonObject,
    ...(correlation_id === null ? {} : { correlationId: correlation_id }),
    ...(causation_id === null ? {} : { causationId: causation_id }),
  };
}
