import { createCipheriv, createDecipheriv, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Key } from '#sealing/key-store.js';
import type { Bytes } from '../store.js';

/** Plain bytes of a chunk; the last one may be shorter. */
export const CHUNK = 64 * 1024;

const CIPHER = 'aes-256-gcm';
const TAG = 16;
const SEALED_CHUNK = CHUNK + TAG;
const MAGIC = Buffer.from('TSA1', 'latin1');
const SALT = 32;
const COUNTER_BYTES = 12;
const LAST = 1;

/** The stored bytes are not what was encrypted for this place: cut off, reordered, changed or moved. */
export class AttachmentBroken extends Error {
  readonly code = 'attachment-broken';
  constructor(why: string, options?: ErrorOptions) {
    super(`the stored attachment does not open: ${why}`, options);
    this.name = 'AttachmentBroken';
  }
}

/**
 * Encrypts a stream in chunks with AES-256-GCM, each under a nonce of its number and whether it is the last: the
 * STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015, "Online Authenticated-Encryption"), as age and Tink
 * use it. The key is made for this one file from `key` and a salt (HKDF-SHA-256), so nonces never meet again;
 * `place` says whose bytes they are, and they open nowhere else.
 * Layout: `TSA1`, length of the key id (1 byte), key id, salt (32 bytes), chunks of 64 KiB + 16 bytes of tag.
 */
export async function* encrypted(
  bytes: Bytes,
  { kid, key }: Key,
  place: readonly string[],
): AsyncGenerator<Buffer> {
  const id = Buffer.from(kid, 'utf8');
  const salt = randomBytes(SALT);
  const header = Buffer.concat([MAGIC, Buffer.from([id.length]), id, salt]);
  const fileKey = fileKeyOf(key, salt, header, place);
  yield header;
  let number = 0;
  for await (const [chunk, last] of chunksOf(bytes, CHUNK)) {
    const cipher = createCipheriv(CIPHER, fileKey, nonceOf(number++, last), { authTagLength: TAG });
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/**
 * The plain bytes; `keyOf` answers the key of an id, undefined when it was erased.
 * Each piece is authentic when it is yielded, but only an end without error says that none is missing.
 * @throws AttachmentBroken, KeyErased
 */
export async function* decrypted(
  bytes: Bytes,
  keyOf: (kid: string) => KeyObject | undefined | Promise<KeyObject | undefined>,
  place: readonly string[],
): AsyncGenerator<Buffer> {
  const source = new Taker(bytes);
  try {
    const start = await source.take(MAGIC.length + 1);
    if (!start?.subarray(0, MAGIC.length).equals(MAGIC)) throw new AttachmentBroken('it has no header');
    const idLength = start[MAGIC.length]!;
    const rest = await source.take(idLength + SALT);
    if (!rest) throw new AttachmentBroken('its header is cut off');
    const key = await keyOf(rest.subarray(0, idLength).toString('utf8'));
    if (!key) throw new KeyErased();
    const salt = rest.subarray(idLength);
    const fileKey = fileKeyOf(key, salt, Buffer.concat([start, rest]), place);
    let number = 0;
    for await (const [chunk, last] of chunksOf(source.remaining(), SEALED_CHUNK))
      yield opened(chunk, fileKey, nonceOf(number++, last));
  } finally {
    await source.close();
  }
}

/** The key that opens it was erased, and with it what the attachment said. */
export class KeyErased extends Error {
  readonly code = 'key-erased';
  constructor() {
    super('the key of the attachment was erased');
    this.name = 'KeyErased';
  }
}

function opened(chunk: Buffer, key: Uint8Array, nonce: Buffer): Buffer {
  if (chunk.length < TAG) throw new AttachmentBroken('a chunk is cut off');
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG });
  decipher.setAuthTag(chunk.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG)), decipher.final()]);
  } catch (cause) {
    throw new AttachmentBroken('a chunk is not authentic where it stands', { cause });
  }
}

function fileKeyOf(key: KeyObject, salt: Buffer, header: Buffer, place: readonly string[]): Uint8Array {
  const info = JSON.stringify(['tilsagn attachment', header.toString('base64'), ...place]);
  return new Uint8Array(hkdfSync('sha256', key, salt, info, 32));
}

/** The number of the chunk in 11 bytes, and whether it is the last in one. */
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(COUNTER_BYTES);
  nonce.writeUIntBE(number, COUNTER_BYTES - 1 - 6, 6);
  nonce[COUNTER_BYTES - 1] = last ? LAST : 0;
  return nonce;
}

/** Pieces of exactly `size` bytes but for the last, each with whether it is that; one empty piece for no bytes. */
async function* chunksOf(bytes: Bytes, size: number): AsyncGenerator<readonly [Buffer, boolean]> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    held += piece.length;
    // A whole chunk waits until another byte shows that it is not the last.
    if (held <= size) continue;
    let rest = Buffer.concat(pieces, held);
    for (; rest.length > size; rest = rest.subarray(size)) yield [rest.subarray(0, size), false];
    pieces = [rest];
    held = rest.length;
  }
  yield [Buffer.concat(pieces, held), true];
}

/** Takes a stream's first bytes in parts of known size, then the rest as it comes. */
class Taker {
  private readonly source: AsyncIterator<Uint8Array>;
  private held: Buffer = Buffer.alloc(0);

  constructor(bytes: Bytes) {
    this.source = bytes[Symbol.asyncIterator]();
  }

  /** Undefined when fewer are left. */
  async take(size: number): Promise<Buffer | undefined> {
    while (this.held.length < size) {
      const next = await this.source.next();
      if (next.done) return undefined;
      this.held = Buffer.concat([this.held, next.value]);
    }
    const taken = this.held.subarray(0, size);
    this.held = this.held.subarray(size);
    return taken;
  }

  async *remaining(): AsyncGenerator<Uint8Array> {
    if (this.held.length > 0) yield this.held;
    for (;;) {
      const next = await this.source.next();
      if (next.done) return;
      yield next.value;
    }
  }

  /** Lets go of the stream, also when it was not read to its end. */
  async close(): Promise<void> {
    await this.source.return?.();
  }
}
