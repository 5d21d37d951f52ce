import { describe, expect, it } from '@jest/globals';
import { createSecretKey, randomBytes } from 'node:crypto';
import { AttachmentBroken, CHUNK, decrypted, encrypted, KeyErased } from './chunked-cipher.js';

const KEY = { kid: 'key-1', key: createSecretKey(randomBytes(32)) };
const PLACE = ['attachment-1'];
const SEALED = CHUNK + 16;
const HEADER = 4 + 1 + KEY.kid.length + 32;

async function* cut(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of bytes) all.push(piece);
  return Buffer.concat(all);
}

const lock = (bytes: Buffer, pieces = 1000, place = PLACE) =>
  whole(encrypted(cut(bytes, pieces), KEY, place));
const unlock = (bytes: Buffer, pieces = 777, place = PLACE) =>
  whole(decrypted(cut(bytes, pieces), () => KEY.key, place));
const refused = (bytes: Buffer, place = PLACE) =>
  expect(unlock(bytes, 100_000, place)).rejects.toBeInstanceOf(AttachmentBroken);

describe('the encryption of a stream', () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])(
    'gives %i bytes back as they were, however they are cut',
    async (size) => {
      const plain = randomBytes(size);
      const sealed = await lock(plain);
      expect(sealed.length).toBe(HEADER + size + 16 * Math.max(1, Math.ceil(size / CHUNK)));
      expect((await unlock(sealed)).equals(plain)).toBe(true);
      expect((await unlock(sealed, 1_000_000)).equals(plain)).toBe(true);
    },
  );

  it('never seals the same bytes to the same bytes', async () => {
    const plain = Buffer.from('the same');
    expect((await lock(plain)).subarray(HEADER)).not.toEqual((await lock(plain)).subarray(HEADER));
  });

  it('refuses a stream that was cut off, within a chunk or between two', async () => {
    const sealed = await lock(randomBytes(3 * CHUNK));
    for (const length of [0, 3, HEADER - 1, HEADER, HEADER + SEALED, HEADER + 2 * SEALED, sealed.length - 1])
      await refused(sealed.subarray(0, length));
  });

  it('refuses chunks in another order, twice, left out, or behind the last', async () => {
    const sealed = await lock(randomBytes(3 * CHUNK));
    const header = sealed.subarray(0, HEADER);
    const [a, b, c] = [0, 1, 2].map((n) => sealed.subarray(HEADER + n * SEALED, HEADER + (n + 1) * SEALED));
    for (const chunks of [[b, a, c], [a, a, b, c], [a, c], [a, b, c, c], [c]])
      await refused(Buffer.concat([header, ...(chunks as Buffer[])]));
    expect((await unlock(Buffer.concat([header, a!, b!, c!]))).length).toBe(3 * CHUNK);
  });

  it('refuses a chunk of another file of the same case, and the whole file in another place', async () => {
    const [one, other] = [await lock(randomBytes(2 * CHUNK)), await lock(randomBytes(2 * CHUNK))];
    await refused(Buffer.concat([one.subarray(0, HEADER + SEALED), other.subarray(HEADER + SEALED)]));
    await refused(Buffer.concat([other.subarray(0, HEADER), one.subarray(HEADER)]));
    await refused(one, ['attachment-2']);
  });

  it('refuses a changed bit, wherever it stands', async () => {
    const sealed = await lock(randomBytes(CHUNK + 10));
    for (const at of [0, 6, HEADER - 1, HEADER, HEADER + SEALED + 3, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      await refused(changed);
    }
  });

  it('says so when the key was erased', async () => {
    const sealed = await lock(Buffer.from('about somebody'));
    await expect(whole(decrypted(cut(sealed, 9), () => undefined, PLACE))).rejects.toBeInstanceOf(KeyErased);
  });
});
