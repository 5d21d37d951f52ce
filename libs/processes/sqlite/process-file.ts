import type { DurableStore } from '#backup/durable-store.js';
import { type DurableSqlite, openDurable } from '#sqlite/durable-sqlite.js';
import type { CheckpointStore } from '../checkpoints.js';
import type { ParkedStore } from '../parked.js';
import type { TimerStore } from '../timers.js';
import { SqliteCheckpoints } from './checkpoints.js';
import { SqliteParked } from './parked.js';
import { SqliteTimers } from './timers.js';

const SCHEMA = [
  `CREATE TABLE checkpoints (
     log_id TEXT NOT NULL,
     name TEXT NOT NULL,
     position TEXT NOT NULL,
     PRIMARY KEY (log_id, name)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE timers (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     due_at TEXT NOT NULL,
     kind TEXT NOT NULL,
     payload TEXT NOT NULL,
     correlation_id TEXT,
     causation_id TEXT
   ) STRICT;
   CREATE INDEX timers_due ON timers (due_at, seq)`,
  `CREATE TABLE parked_keys (
     log_id TEXT NOT NULL,
     reaction TEXT NOT NULL,
     key TEXT NOT NULL,
     attempts INTEGER NOT NULL,
     error TEXT NOT NULL,
     since TEXT NOT NULL,
     retry_at TEXT NOT NULL,
     PRIMARY KEY (log_id, reaction, key)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE parked_events (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     log_id TEXT NOT NULL,
     reaction TEXT NOT NULL,
     key TEXT NOT NULL,
     id TEXT NOT NULL,
     type TEXT NOT NULL,
     stream TEXT NOT NULL,
     revision INTEGER NOT NULL,
     position TEXT NOT NULL,
     UNIQUE (log_id, reaction, id)
   ) STRICT`,
  'CREATE INDEX timers_by_kind ON timers (kind, seq)',
];

/** What process managers remember as a store of a data folder. */
export const PROCESS_STORE: DurableStore = {
  name: 'checkpoints, timers and parked keys',
  path: 'process.sqlite',
  kind: 'sqlite',
  traces: `SELECT log_id AS log, position FROM checkpoints
           UNION ALL SELECT log_id, position FROM parked_events
           UNION ALL SELECT NULL, NULL FROM (SELECT 1 FROM timers LIMIT 1)`,
  madeAgain: true,
};

/** What process managers must not forget: checkpoints, parked keys and timers, in one file. */
export interface ProcessFile {
  readonly checkpoints: CheckpointStore;
  readonly parked: ParkedStore;
  readonly timers: TimerStore;
  /** Whether it takes writes now. */
  available(): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens or makes the file. @throws StorageUnavailable, SchemaTooNew */
export async function openProcessFile(file: string): Promise<ProcessFile> {
  const db: DurableSqlite = await openDurable({ file, schema: SCHEMA });
  return {
    checkpoints: new SqliteCheckpoints(db),
    parked: new SqliteParked(db),
    timers: new SqliteTimers(db),
    available: () => db.available(),
    close: () => db.close(),
  };
}
