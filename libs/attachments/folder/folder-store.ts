import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { AttachmentStore, Bytes, StoredBytes } from '../store.js';

const DIGEST = /^[0-9a-f]{64}$/;

/**
 * Attachments as files of a folder, readable by their owner only. What is still being received lies in `incoming`;
 * it is flushed to the disk before it gets its name, so a file that has a name is whole.
 */
export class FolderAttachmentStore implements AttachmentStore {
  private constructor(private readonly folder: string) {}

  /** Opens or makes the folder; what an earlier process had not finished receiving is removed. */
  static async open(folder: string): Promise<FolderAttachmentStore> {
    const incoming = join(folder, INCOMING);
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    return new FolderAttachmentStore(folder);
  }

  async put(bytes: Bytes): Promise<StoredBytes> {
    const unfinished = join(this.folder, INCOMING, randomUUID());
    try {
      const stored = await write(unfinished, bytes);
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

  async get(digest: string): Promise<Readable | undefined> {
    if (!DIGEST.test(digest)) return undefined;
    const file = await unlessMissing(open(this.file(digest), 'r'));
    return file?.createReadStream();
  }

  async remove(digest: string): Promise<void> {
    if (!DIGEST.test(digest)) return;
    const file = this.file(digest);
    await rm(file, { force: true });
    await unlessMissing(flushFolder(dirname(file)));
  }

  /** Two digits make a folder: thousands of files in one are slow to list and to back up. */
  private file(digest: string): string {
    return join(this.folder, digest.slice(0, 2), digest);
  }
}

const INCOMING = 'incoming';

async function write(path: string, bytes: Bytes): Promise<StoredBytes> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of bytes) {
      hash.update(piece);
      size += piece.length;
      await writeAll(file, piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { digest: hash.digest('hex'), size };
}

/** A write may take less than it was given. */
async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let written = 0; written < piece.length;)
    written += (await file.write(piece, written, piece.length - written)).bytesWritten;
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
