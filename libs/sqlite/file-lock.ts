import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { OWNER_FILE, ownerOnly } from '#hosting/owner-only.js';
import { errorOf, failureOf } from './errors.js';

/** The process that holds a lock, as it says itself. */
export interface LockHolder {
  readonly pid: number;
}

/**
 * Held by one process until it lets go or ends, however that happens. It is SQLite's lock on an empty file,
 * `<name>.sqlite`, which the operating system releases with its process: no pid to check, nothing stale to remove, no
 * race between two who find it stale. The JSON in `<name>` only says who.
 */
export class FileLock {
  private constructor(
    private readonly name: string,
    private readonly lock: DatabaseSync,
    private readonly inode: bigint,
  ) {}

  /** Undefined while another one holds it, of this process too. @throws StorageUnavailable */
  static take(name: string): FileLock | undefined {
    const file = lockFile(name);
    let db: DatabaseSync | undefined;
    try {
      ownerOnly(file);
      db = new DatabaseSync(file, { timeout: PATIENCE });
      db.exec('BEGIN EXCLUSIVE');
      return new FileLock(name, db, statSync(file, { bigint: true }).ino);
    } catch (error) {
      db?.close();
      if (isBusy(error)) return undefined;
      throw isOfSqlite(error) ? errorOf(failureOf(error), file) : error;
    }
  }

  /** Whether another one would find it held: not when its file was removed meanwhile. */
  get inPlace(): boolean {
    return (
      statSync(lockFile(this.name), { bigint: true, throwIfNoEntry: false })?.ino === this.inode &&
      this.lock.isOpen
    );
  }

  get isHeld(): boolean {
    return this.lock.isOpen;
  }

  /** Says who holds it: beside and renamed, so that no reader sees half of it. */
  say(holder: LockHolder): void {
    const draft = `${this.name}.${process.pid}`;
    try {
      writeFileSync(draft, `${JSON.stringify(holder)}\n`, { mode: OWNER_FILE });
      renameSync(draft, this.name);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }

  /** Says no more who holds it. */
  unsay(): void {
    rmSync(this.name, { force: true });
  }

  release(): void {
    if (this.lock.isOpen) this.lock.close();
  }
}

/** Whether anybody holds a lock. Looks with a shared one, so that several may look at once. */
export function isLocked(name: string): boolean {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(lockFile(name), { readOnly: true });
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    if (isAbsent(error)) return false;
    throw error;
  } finally {
    db?.close();
  }
}

/** What the holder says of itself; right after it took over a killed process's lock, that is still the other's. */
export async function holderOf<Holder extends LockHolder>(name: string): Promise<Holder> {
  let holder: LockHolder | undefined;
  for (let attempt = 0; attempt < 20; attempt++) {
    holder = saysWho(name);
    if (holder && isAlive(holder.pid)) return holder as Holder;
    await setTimeout(50);
  }
  return (holder ?? { pid: 0 }) as Holder;
}

/** How long a starter waits for one who is only looking whether the lock is held, in milliseconds. */
const PATIENCE = 200;

const SQLITE_BUSY = 5;
const SQLITE_CANTOPEN = 14;

function lockFile(name: string): string {
  return `${name}.sqlite`;
}

function saysWho(name: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(name, 'utf8')) as LockHolder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === SQLITE_BUSY;
}

function isAbsent(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === SQLITE_CANTOPEN;
}

function isOfSqlite(error: unknown): boolean {
  return (error as { errcode?: number }).errcode !== undefined;
}
