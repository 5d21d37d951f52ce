import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Takes every checkpoint of the reactions away: each begins at the first event; what is parked stays so. */
export function forgetCheckpoints(data: string): void {
  opened(data, (db) => db.exec('DELETE FROM checkpoints'));
}

/** Leaves the checkpoints where they might have been when the process died: each some events behind. */
export function setCheckpointsBack(data: string): void {
  opened(data, (db) =>
    db.exec(`UPDATE checkpoints SET position = max(0, position - 7 * (SELECT count(*) FROM checkpoints AS before
               WHERE before.name <= checkpoints.name)) WHERE position <> ''`),
  );
}

/** A timer that is not due. */
export interface Pending {
  readonly id: string;
  /** UTC instant. */
  readonly dueAt: string;
}

/** Timers in the order in which they are due. */
export function pendingTimers(data: string): Pending[] {
  return opened(data, (db) =>
    db.prepare('SELECT id, due_at FROM timers ORDER BY due_at, id').all().map(pendingOf),
  );
}

function pendingOf({ id, due_at: dueAt }: Record<string, unknown>): Pending {
  return { id: id as string, dueAt: dueAt as string };
}

function opened<Answer>(data: string, work: (db: DatabaseSync) => Answer): Answer {
  const db = new DatabaseSync(join(data, 'process.sqlite'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}
