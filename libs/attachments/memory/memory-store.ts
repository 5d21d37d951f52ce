import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { AttachmentStore, Bytes, StoredBytes } from '../store.js';

/** Attachments that live as long as the process: for tests. */
export class MemoryAttachmentStore implements AttachmentStore {
  private readonly stored = new Map<string, Buffer>();

  /** Digests of all that is stored. */
  get digests(): readonly string[] {
    return [...this.stored.keys()];
  }

  async put(bytes: Bytes): Promise<StoredBytes> {
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(Uint8Array.from(piece));
    const whole = Buffer.concat(pieces);
    const digest = createHash('sha256').update(whole).digest('hex');
    this.stored.set(digest, whole);
    return { digest, size: whole.length };
  }

  get(digest: string): Promise<Readable | undefined> {
    const whole = this.stored.get(digest);
    return Promise.resolve(whole && Readable.from([whole], { objectMode: false }));
  }

  remove(digest: string): Promise<void> {
    this.stored.delete(digest);
    return Promise.resolve();
  }
}
