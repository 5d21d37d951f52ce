import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { AttachmentStore } from './store.js';

/** A store under test, and how much lies in it: everything counts, finished or not. */
export interface StoreUnderTest {
  readonly store: AttachmentStore;
  readonly files: () => number | Promise<number>;
}

const MEBIBYTE = 1024 * 1024;

/** What every store of attachments must do. */
export function attachmentStoreContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a store of attachments`, () => {
    it('answers the bytes under the digest of themselves', async () => {
      const { store, files } = await make();
      const bytes = Buffer.from('what was stored');
      const stored = await store.put(pieces(bytes.subarray(0, 4), bytes.subarray(4)));
      expect(stored).toEqual({
        digest: createHash('sha256').update(bytes).digest('hex'),
        size: bytes.length,
      });
      expect(await read(store, stored.digest)).toEqual(bytes);
      expect(await files()).toBe(1);
    });

    it('takes many bytes piece by piece, and no bytes at all', async () => {
      const { store } = await make();
      const piece = Buffer.alloc(MEBIBYTE / 4, 7);
      const many = await store.put(pieces(...Array.from({ length: 20 }, () => piece)));
      expect(many.size).toBe(5 * MEBIBYTE);
      expect((await read(store, many.digest))?.length).toBe(5 * MEBIBYTE);
      const none = await store.put(pieces());
      expect(await read(store, none.digest)).toEqual(Buffer.alloc(0));
    });

    it('asks for the next piece only when it has dealt with the one before', async () => {
      const { store } = await make();
      const piece = Buffer.alloc(8, 1);
      async function* reused() {
        for (let value = 0; value < 3; value++) {
          await Promise.resolve();
          yield piece.fill(value);
        }
      }
      const { digest } = await store.put(reused());
      expect((await read(store, digest))?.toString('hex')).toBe(
        '00'.repeat(8) + '01'.repeat(8) + '02'.repeat(8),
      );
    });

    it('keeps nothing of bytes that end in an error', async () => {
      const { store, files } = await make();
      async function* broken() {
        yield Buffer.alloc(MEBIBYTE);
        await Promise.resolve();
        throw new Error('the sender is gone');
      }
      await expect(store.put(broken())).rejects.toThrow('the sender is gone');
      expect(await files()).toBe(0);
    });

    it('stores the same bytes once, also when they come twice at the same time', async () => {
      const { store, files } = await make();
      const [one, other] = await Promise.all([
        store.put(pieces(Buffer.from('same'))),
        store.put(pieces(Buffer.from('same'))),
      ]);
      expect(one).toEqual(other);
      expect(await files()).toBe(1);
    });

    it('forgets what is removed, and does not mind what is not there', async () => {
      const { store, files } = await make();
      const { digest } = await store.put(pieces(Buffer.from('gone soon')));
      await store.remove(digest);
      await store.remove(digest);
      await store.remove('../../etc/passwd');
      expect(await store.get(digest)).toBeUndefined();
      expect(await store.get('../../etc/passwd')).toBeUndefined();
      expect(await files()).toBe(0);
    });
  });
}

async function* pieces(...all: readonly Buffer[]) {
  for (const piece of all) {
    await Promise.resolve();
    yield piece;
  }
}

async function read(store: AttachmentStore, digest: string): Promise<Buffer | undefined> {
  const stream = await store.get(digest);
  return stream && Buffer.concat((await stream.toArray()) as Buffer[]);
}
