import { parentPort, workerData } from 'node:worker_threads';
import { INSERT_EVENT, openForWriting } from '#event-store/sqlite/log-file.js';

/** One event as the log's table keeps it. */
export type StoredRow = readonly [stream: string, revision: number, type: string, body: string];

/** To the worker: rows to write, each message answered when they are written; or the end. */
export type ToLogFile = readonly StoredRow[] | 'close';

/**
 * Writes rows into a log file as the adapter's writer would, but not durably and with the index made at the end:
 * nobody waits for a commit, and a file that was not finished is thrown away.
 */
const port = parentPort!;
const db = openForWriting(workerData as string);
db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
const indexes = db
  .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
  .all();
for (const { name } of indexes) db.exec(`DROP INDEX ${name as string}`);
const insert = db.prepare(INSERT_EVENT);

port.on('message', (message: ToLogFile) => {
  if (message === 'close') finish();
  else write(message);
  port.postMessage(null);
  if (message === 'close') port.close();
});

function write(rows: readonly StoredRow[]): void {
  db.exec('BEGIN');
  for (const row of rows) insert.run(...row);
  db.exec('COMMIT');
}

function finish(): void {
  for (const { sql } of indexes) db.exec(sql as string);
  db.exec('PRAGMA journal_mode = WAL');
  db.close();
}
