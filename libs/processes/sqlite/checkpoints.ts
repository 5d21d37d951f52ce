import type { Position } from '#eventsourcing/event.js';
import type { DurableSqlite } from '#sqlite/durable-sqlite.js';
import type { CheckpointStore } from '../checkpoints.js';

/** Checkpoints in SQLite. */
export class SqliteCheckpoints implements CheckpointStore {
  constructor(private readonly db: DurableSqlite) {}

  load(logId: string): Promise<ReadonlyMap<string, Position>> {
    const rows = this.db.all('SELECT name, position FROM checkpoints WHERE log_id = ?', logId);
    return Promise.resolve(new Map(rows.map((row) => [row['name'] as string, row['position'] as string])));
  }

  async save(logId: string, checkpoints: ReadonlyMap<string, Position>): Promise<void> {
    await this.db.write(
      [...checkpoints].map(([name, position]) => ({
        sql: `INSERT INTO checkpoints (log_id, name, position) VALUES (?, ?, ?)
              ON CONFLICT DO UPDATE SET position = excluded.position`,
        params: [logId, name, position],
      })),
    );
  }
}
