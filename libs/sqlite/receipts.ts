import { KeyedQueue } from '#eventsourcing/keyed-queue.js';
import { RECEIPTS_DAYS, type Receipted, type Receipts } from '#eventsourcing/receipts.js';
import type { DurableSqlite } from './durable-sqlite.js';
import type { Statement } from './statement.js';

/** The table, as a step of the schema of the file that holds it. */
export const RECEIPTS_SCHEMA = `CREATE TABLE receipts (
     command_id TEXT PRIMARY KEY,
     command_hash TEXT NOT NULL,
     id TEXT NOT NULL,
     revision INTEGER NOT NULL,
     position TEXT NOT NULL,
     at TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX receipts_by_age ON receipts (at)`;

const DAY_MS = 24 * 60 * 60 * 1000;

interface Row {
  readonly command_id: string;
  readonly command_hash: string;
  readonly id: string;
  readonly revision: number;
  readonly position: string;
  readonly at: string;
}

/** Receipts in a SQLite file that holds other things too, so that both can be written together. */
export class SqliteReceipts implements Receipts {
  /** Enough for all: one process holds the data folder. */
  private readonly turns = new KeyedQueue();

  constructor(private readonly db: DurableSqlite) {}

  find(commandId: string): Promise<Receipted | undefined> {
    const row = this.db.get('SELECT * FROM receipts WHERE command_id = ?', commandId) as unknown as
      Row | undefined;
    if (!row) return Promise.resolve(undefined);
    const { command_id, command_hash: commandHash, id, revision, position, at } = row;
    return Promise.resolve({ commandId: command_id, commandHash, id, revision, position, at });
  }

  async keep(receipted: Receipted): Promise<void> {
    await this.db.write([receiptOf(receipted), withoutOld(receipted.at)]);
  }

  alone<T>(commandId: string, work: () => Promise<T>): Promise<T> {
    return this.turns.run(commandId, work);
  }
}

/** Keeps a receipt; `ifChanged`: only where the statement before it in the same write changed something. */
export function receiptOf(
  { commandId, commandHash, id, revision, position, at }: Receipted,
  ifChanged = false,
): Statement {
  return {
    sql: `INSERT INTO receipts (command_id, command_hash, id, revision, position, at)
          SELECT ?, ?, ?, ?, ?, ? WHERE ${ifChanged ? 'changes() > 0' : 'true'} ON CONFLICT DO NOTHING`,
    params: [commandId, commandHash, id, revision, position, at],
  };
}

/** Forgets those that are too old at an instant. */
export function withoutOld(now: string): Statement {
  const oldest = new Date(Date.parse(now) - RECEIPTS_DAYS * DAY_MS).toISOString();
  return { sql: 'DELETE FROM receipts WHERE at < ?', params: [oldest] };
}
