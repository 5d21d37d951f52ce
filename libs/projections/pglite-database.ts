import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { Database, Session, Statement } from './database.js';
import { parsers } from './sql-values.js';
import { copied } from './statements.js';

/**
 * Memory of the WASM instance never shrinks, so what may grow with the log is set small and fixed. There are no
 * background processes in it: no autovacuum, and checkpoints are made by whoever writes.
 */
const SETTINGS = {
  shared_buffers: '32MB',
  maintenance_work_mem: '16MB',
  max_wal_size: '64MB',
  min_wal_size: '32MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '5',
  jit: 'off',
  default_statistics_target: '20',
  TimeZone: 'UTC',
  DateStyle: 'ISO',
};

const CLEAN = 'closed-cleanly';

/** Where a PGlite database lives and whether its files outlast it. */
export interface PgliteOptions {
  /** Folder of its own; in memory when left out. */
  readonly folder?: string;
  readonly schema: string;
}

/**
 * Opens PGlite in this thread, which it blocks while it works. Its writes are never fsynced, so a folder that was
 * not closed cleanly is thrown away: read models are rebuilt from the log.
 */
export async function openPglite({ folder, schema }: PgliteOptions): Promise<Database> {
  if (folder !== undefined) await discardUnlessClean(folder);
  let db: PGlite;
  try {
    db = await open(folder, schema);
  } catch (error) {
    if (folder === undefined) throw error;
    await empty(folder);
    db = await open(folder, schema);
  }
  return new PgliteDatabase(db, schema, folder);
}

async function open(folder: string | undefined, schema: string): Promise<PGlite> {
  // Freeing code that faster code replaced can end the process, where instances come and go (nodejs/node#64500).
  setFlagsFromString('--no-wasm-code-gc');
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const db = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: join(folder, 'data') }),
    startParams: [...PGlite.defaultStartParams, ...settings],
    extensions: { pg_trgm },
    parsers,
  });
  await db.exec(`CREATE SCHEMA IF NOT EXISTS "${schema}"; SET search_path = "${schema}", public`);
  // Statements outside a transaction come from readers; writers say READ WRITE.
  await db.exec('SET default_transaction_read_only = on');
  return db;
}

async function discardUnlessClean(folder: string): Promise<void> {
  const marker = join(folder, CLEAN);
  if (!existsSync(marker)) await empty(folder);
  await mkdir(folder, { recursive: true });
  await rm(marker, { force: true });
}

async function empty(folder: string): Promise<void> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
}

class PgliteDatabase implements Database {
  readonly unlogged = true;
  readonly selfCare = true;
  readonly insertion = copied;

  constructor(
    private readonly db: PGlite,
    readonly schema: string,
    private readonly folder: string | undefined,
  ) {}

  /** The folder has one owner, kept by the lock file of the data folder. */
  acquire(): Promise<boolean> {
    return Promise.resolve(true);
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.db.transaction(async (transaction) => {
      await transaction.exec('SET TRANSACTION READ WRITE');
      return work(new PgliteSession(transaction));
    });
  }

  async read<Found extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Found[]> {
    return (await this.db.query<Found>(sql, [...parameters])).rows;
  }

  async maintain(sql: string): Promise<void> {
    await this.db.exec(sql);
  }

  async close(): Promise<void> {
    await this.db.close();
    if (this.folder !== undefined) await writeFile(join(this.folder, CLEAN), '');
  }
}

class PgliteSession implements Session {
  constructor(private readonly transaction: Transaction) {}

  async query<Found extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Found[]> {
    return (await this.transaction.query<Found>(sql, [...parameters])).rows;
  }

  async run(sql: string): Promise<void> {
    await this.transaction.exec(sql);
  }

  async execute({ sql, parameters = [], input }: Statement): Promise<void> {
    await this.transaction.query(sql, [...parameters], input && { blob: new Input(input) });
  }
}

/** A Blob proper would copy the bytes to where they stay until it is collected, which a long rebuild does not wait for. */
class Input extends Blob {
  constructor(private readonly content: Uint8Array<ArrayBuffer>) {
    super([]);
  }

  /** All that PGlite asks of it. */
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.content.buffer);
  }
}
