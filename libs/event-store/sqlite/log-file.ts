import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { DurableStore } from '#backup/durable-store.js';
import { ownerOnly } from '#hosting/owner-only.js';

/** Version of the file's schema. */
export const FORMAT = 1;

/** The event log as a store of a data folder. */
export const LOG_STORE: DurableStore = {
  name: 'event log',
  path: 'log.sqlite',
  kind: 'sqlite',
  log: 'SELECT (SELECT id FROM log) AS log, (SELECT max(position) FROM events) AS position',
  sealed: {
    between: 'SELECT body AS text FROM events WHERE position > ? AND position <= ? ORDER BY position',
    last: 'SELECT max(position) AS row FROM events',
  },
};

/** What makes a commit durable and fast; the same for whoever measures against it. */
export const WRITER_PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA wal_autocheckpoint = 4000;
`;

/** The log's table. The position is the rowid: given in commit order, without gaps, since nothing is ever deleted. */
export const EVENTS_TABLE = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
`;

/** Adds one event at the end of the log. */
export const INSERT_EVENT = 'INSERT INTO events (stream, revision, type, body) VALUES (?, ?, ?, ?)';

/** Opens the log to write, creating it for its owner only when it is not there. */
export function openForWriting(file: string): DatabaseSync {
  ownerOnly(file);
  const db = new DatabaseSync(file, { timeout: 5000 });
  try {
    db.exec(WRITER_PRAGMAS);
    db.exec('BEGIN IMMEDIATE');
    if (formatOf(db) === 0) create(db);
    db.exec('COMMIT');
    checkFormat(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens an existing log to read. */
export function openForReading(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    checkFormat(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function create(db: DatabaseSync): void {
  db.exec(`${EVENTS_TABLE} CREATE TABLE log (id TEXT NOT NULL) STRICT; PRAGMA user_version = ${FORMAT};`);
  db.prepare('INSERT INTO log (id) VALUES (?)').run(randomUUID());
}

function formatOf(db: DatabaseSync): number {
  return db.prepare('PRAGMA user_version').get()!.user_version as number;
}

function checkFormat(db: DatabaseSync, file: string): void {
  const format = formatOf(db);
  if (format !== FORMAT) throw new Error(`${file} is not a log of format ${FORMAT}, it says ${format}`);
}
