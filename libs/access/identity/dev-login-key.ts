import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { secretFile } from '#hosting/secret-file.js';
import { StorageUnavailable } from '#hosting/storage.js';

const FILE = 'dev-login.key';
const BYTES = 32;
const KEY = /^[\w-]{43}$/;

/** What must be known to reach the login page of a data folder's own issuer; whoever knows it is anybody there. */
export class DevLoginKey {
  private constructor(
    /** As it stands in the page's address. */
    readonly text: string,
  ) {}

  /** The key of a data folder, made on first use. @throws StorageUnavailable when the file holds none */
  static async open(folder: string): Promise<DevLoginKey> {
    const file = join(folder, FILE);
    const text = (await secretFile(file, () => randomBytes(BYTES).toString('base64url'))).trim();
    if (KEY.test(text)) return new DevLoginKey(text);
    throw new StorageUnavailable(`${file} holds no key: remove it, and the next start makes a new one`);
  }

  /** Whether it is this one, in a time that does not tell how much of it is. */
  is(text: string): boolean {
    return timingSafeEqual(digestOf(text), digestOf(this.text));
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
