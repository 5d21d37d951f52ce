import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { DurableStore } from '#backup/durable-store.js';
import { LEAVING } from '#backup/files.js';
import { Availability, onStorage } from '#hosting/storage.js';
import { receiveInto } from '../received-file.js';
import { type AttachmentStore, type Bytes, DIGEST, type StoredBytes } from '../store.js';

/** The bytes of attachments as a store of a data folder. */
export const ATTACHMENTS_STORE: DurableStore = { name: 'attachments', path: 'attachments', kind: 'files' };

/**
 * Attachments as files of a folder, readable by their owner only. What is still being received lies in `incoming`;
 * it is flushed to the disk before it gets its name, so a file that has a name is whole.
 */
export class FolderAttachmentStore implements AttachmentStore {
  private readonly availability = new Availability(() => this.tryWriting());

  private constructor(private readonly folder: string) {}

  /** Who still needs what is removed meanwhile. */
  private keepers = 0;

  /** Opens or makes the folder; what an earlier process had not finished receiving or removing is removed. */
  static async open(folder: string): Promise<FolderAttachmentStore> {
    for (const name of [INCOMING, LEAVING]) {
      await rm(join(folder, name), { recursive: true, force: true });
      await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
    }
    return new FolderAttachmentStore(folder);
  }

  put(bytes: Bytes): Promise<StoredBytes> {
    return this.onStorage(() => this.receive(bytes));
  }

  async get(digest: string): Promise<Readable | undefined> {
    if (!DIGEST.test(digest)) return undefined;
    const file = await this.onStorage(() => unlessMissing(open(this.file(digest), 'r')));
    return file?.createReadStream();
  }

  async remove(digest: string): Promise<void> {
    if (!DIGEST.test(digest)) return;
    const file = this.file(digest);
    await this.onStorage(async () => {
      if (this.keepers > 0) await unlessMissing(rename(file, join(this.folder, LEAVING, digest)));
      else await rm(file, { force: true });
      await unlessMissing(flushFolder(dirname(file)));
    });
  }

  /** Whether it takes bytes now: after an outage a few of its own tell. */
  available(): Promise<boolean> {
    return this.availability.now();
  }

  private async receive(bytes: Bytes): Promise<StoredBytes> {
    const unfinished = join(this.folder, INCOMING, randomUUID());
    try {
      const stored = await receiveInto(unfinished, bytes);
      const file = this.file(stored.digest);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await rename(unfinished, file);
      await flushFolder(dirname(file));
      await flushFolder(this.folder);
      return stored;
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  private async tryWriting(): Promise<void> {
    const unfinished = join(this.folder, INCOMING, randomUUID());
    await onStorage(unfinished, async () => {
      try {
        await receiveInto(unfinished, one(Buffer.alloc(PROBE)));
      } finally {
        await rm(unfinished, { force: true });
      }
    });
  }

  private onStorage<T>(work: () => Promise<T>): Promise<T> {
    return this.availability.during(() => onStorage(this.folder, work));
  }

  /** What is removed from now on lies in the folder `leaving` until the answer is called. */
  keepRemoved(): () => Promise<void> {
    this.keepers++;
    return async () => {
      if (--this.keepers > 0) return;
      const leaving = join(this.folder, LEAVING);
      for (const name of await readdir(leaving)) await rm(join(leaving, name), { force: true });
    };
  }

  /** Two digits make a folder: thousands of files in one are slow to list and to back up. */
  private file(digest: string): string {
    return join(this.folder, digest.slice(0, 2), digest);
  }
}

const INCOMING = 'incoming';
/** Bytes of a try: more than fits into what is left of a file's last block. */
const PROBE = 64 * 1024;

async function* one(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(piece);
}

/** A new name is durable only when its folder is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
