import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FileLock, holderOf, isLocked, type LockHolder } from '#sqlite/file-lock.js';
import { closeToOthers, OWNER_FOLDER } from './owner-only.js';
import { asOutage } from './storage.js';

/** The process that holds a data folder and where it can be reached, once it has said so. */
export interface FolderHolder extends LockHolder {
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
    private readonly lock: FileLock,
    /** Paths of what others could reach until now. */
    readonly closedToOthers: readonly string[],
  ) {
    this.say();
  }

  /**
   * Takes the folder, creating it when it is not there. It and all in it is the owner's alone from then on, and so is
   * every file this process makes. @throws FolderBusy, StorageUnavailable
   */
  static async open(path: string): Promise<DataFolder> {
    const folder = DataFolder.take(path);
    if (!folder) throw new FolderBusy(path, await holderOf<FolderHolder>(join(path, LOCK)));
    return folder;
  }

  private static take(path: string): DataFolder | undefined {
    let lock: FileLock | undefined;
    try {
      mkdirSync(path, { recursive: true, mode: OWNER_FOLDER });
      lock = FileLock.take(join(path, LOCK));
      if (!lock) return undefined;
      process.umask(0o077);
      return new DataFolder(path, lock, closeToOthers(path));
    } catch (error) {
      lock?.release();
      throw asOutage(error, `the data folder ${path}`);
    }
  }

  /** Path of a file in the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Says where the holder can be reached. @throws StorageUnavailable */
  announce(where: { readonly url?: string; readonly socket?: string }): void {
    this.holder = { ...this.holder, ...where };
    this.say();
  }

  /** Lets the folder go. */
  close(): void {
    if (!this.lock.isHeld) return;
    this.lock.unsay();
    closeToOthers(this.path);
    this.lock.release();
  }

  private say(): void {
    try {
      this.lock.say(this.holder);
    } catch (error) {
      throw asOutage(error, `the data folder ${this.path}`);
    }
  }
}

/** Who holds the folder now; undefined when nobody does, whatever a killed process left behind. */
export async function readLock(path: string): Promise<FolderHolder | undefined> {
  const lock = join(path, LOCK);
  return isLocked(lock) ? holderOf<FolderHolder>(lock) : undefined;
}

/** Beside it lies the lock itself. */
const LOCK = 'lock';
