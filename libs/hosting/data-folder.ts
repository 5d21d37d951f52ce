import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { closeToOthers, OWNER_FILE, OWNER_FOLDER, ownerOnly } from './owner-only.js';

/** The process that holds a data folder and where it can be reached, once it has said so. */
export interface FolderHolder {
  readonly pid: number;
  readonly url?: string;
  /** Path of the owner-only socket the command line works through. */
  readonly socket?: string;
}

/** Another process holds the data folder. */
export class FolderBusy extends Error {
  readonly code = 'folder-busy';
  constructor(
    readonly path: string,
    readonly holder: FolderHolder,
  ) {
    super(
      `the data folder ${path} is in use by process ${holder.pid}${holder.url ? ` at ${holder.url}` : ''}`,
    );
    this.name = 'FolderBusy';
  }
}

/** A data folder held by this process alone until it is closed or the process ends, however that happens. */
export class DataFolder {
  private holder: FolderHolder = { pid: process.pid };

  private constructor(
    readonly path: string,
    private readonly lock: DatabaseSync,
    /** Paths of what others could reach until now. */
    readonly closedToOthers: readonly string[],
  ) {
    this.write();
  }

  /**
   * Takes the folder, creating it when it is not there. It and all in it is the owner's alone from then on, and so is
   * every file this process makes. @throws FolderBusy
   */
  static async open(path: string): Promise<DataFolder> {
    mkdirSync(path, { recursive: true, mode: OWNER_FOLDER });
    const lock = takeLock(path);
    if (!lock) throw new FolderBusy(path, await holderOf(path));
    try {
      process.umask(0o077);
      return new DataFolder(path, lock, closeToOthers(path));
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  /** Path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Says where the holder can be reached. */
  announce(where: { readonly url?: string; readonly socket?: string }): void {
    this.holder = { ...this.holder, ...where };
    this.write();
  }

  /** Lets the folder go. */
  close(): void {
    if (!this.lock.isOpen) return;
    rmSync(this.file(SAYS_WHO), { force: true });
    closeToOthers(this.path);
    this.lock.close();
  }

  /** Beside and renamed, so that no reader sees half of it. */
  private write(): void {
    const draft = this.file(`${SAYS_WHO}.${process.pid}`);
    writeFileSync(draft, `${JSON.stringify(this.holder)}\n`, { mode: OWNER_FILE });
    renameSync(draft, this.file(SAYS_WHO));
  }
}

/** Who holds the folder now; undefined when nobody does, whatever a killed process left behind. */
export async function readLock(path: string): Promise<FolderHolder | undefined> {
  return isHeld(path) ? holderOf(path) : undefined;
}

const SAYS_WHO = 'lock';
const HOLDS = 'lock.sqlite';
/** How long a starter waits for one who is only looking whether the lock is held, in milliseconds. */
const PATIENCE = 200;

/**
 * The lock itself is SQLite's on an empty file, which the operating system releases with its process: no pid
 * to check, nothing stale to remove, no race between two who find it stale. The JSON beside it only says who.
 */
function takeLock(path: string): DatabaseSync | undefined {
  const file = join(path, HOLDS);
  ownerOnly(file);
  const db = new DatabaseSync(file, { timeout: PATIENCE });
  try {
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

/** Looks with a shared lock, so that several may look at once. */
function isHeld(path: string): boolean {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(join(path, HOLDS), { readOnly: true });
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

/** What the holder says of itself; right after it took over a killed process's folder, that is still the other's. */
async function holderOf(path: string): Promise<FolderHolder> {
  let holder: FolderHolder | undefined;
  for (let attempt = 0; attempt < 20; attempt++) {
    holder = saysWho(path);
    if (holder && isAlive(holder.pid)) return holder;
    await setTimeout(50);
  }
  return holder ?? { pid: 0 };
}

function saysWho(path: string): FolderHolder | undefined {
  try {
    return JSON.parse(readFileSync(join(path, SAYS_WHO), 'utf8')) as FolderHolder;
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

const SQLITE_BUSY = 5;
const SQLITE_CANTOPEN = 14;

function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === SQLITE_BUSY;
}

function isAbsent(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === SQLITE_CANTOPEN;
}
