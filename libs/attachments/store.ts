import type { Readable } from 'node:stream';

/** Bytes as they come: in pieces of any size, taken one at a time, so that a slow reader slows the writer. */
export type Bytes = AsyncIterable<Uint8Array>;

/** What was stored: its address and its size in bytes. */
export interface StoredBytes {
  /** SHA-256 of the bytes as they lie in the store, 64 hexadecimal digits. */
  readonly digest: string;
  readonly size: number;
}

/** Bytes under the digest of themselves; the store cannot read what they say, they come encrypted. */
export interface AttachmentStore {
  /**
   * Stores all of it or nothing: when the bytes end in an error, that error is thrown and nothing stays behind.
   * Durable when it resolves.
   */
  put(bytes: Bytes): Promise<StoredBytes>;
  /** Undefined when nothing is stored under the digest. */
  get(digest: string): Promise<Readable | undefined>;
  /** Nothing happens when there is none. */
  remove(digest: string): Promise<void>;
}

/** Addresses as they are; anything else is no address of anything. */
export const DIGEST = /^[0-9a-f]{64}$/;
