import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';
import type { Json } from '#eventsourcing/event.js';
import type { Key } from './key-store.js';
import type { Envelope, SealedValue } from './sealed.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed value that its key does not open: changed, or moved from where it was sealed. */
export class SealBroken extends Error {
  readonly code = 'seal-broken';
  constructor(place: readonly string[], options?: ErrorOptions) {
    super(`the sealed value at ${place.join(' ')} does not open`, options);
    this.name = 'SealBroken';
  }
}

/** Seals a value to its place (event id and field path, or document id): it opens nowhere else. */
export function seal(value: Json, { kid, key }: Key, place: readonly string[]): SealedValue {
  const iv = freshIv();
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additional(place));
  const ct = Buffer.concat([
    cipher.update(JSON.stringify(value), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { $sealed: { kid, alg: 'A256GCM', iv: iv.toString('base64url'), ct: ct.toString('base64url') } };
}

/** The value that was sealed at this place. @throws SealBroken */
export function open({ alg, iv, ct }: Envelope, key: KeyObject, place: readonly string[]): Json {
  const bytes = Buffer.from(ct, 'base64url');
  try {
    if ((alg as string) !== 'A256GCM') throw new Error(`unknown algorithm ${alg}`);
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(additional(place));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Json;
  } catch (cause) {
    throw new SealBroken(place, { cause });
  }
}

const IVS = Buffer.alloc(IV_BYTES * 256);
let used = IVS.length;

/** Random bytes drawn for many at once, which costs a twentieth; none is given out twice. Used before the next is drawn. */
function freshIv(): Buffer {
  if (used === IVS.length) {
    randomFillSync(IVS);
    used = 0;
  }
  used += IV_BYTES;
  return IVS.subarray(used - IV_BYTES, used);
}

/** JSON keeps the parts apart: ('a','bc') is not ('ab','c'). */
function additional(place: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(place), 'utf8');
}
