import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type MasterKey, MasterKeys, WrapBroken } from './master-key.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const ID_LENGTH = 16;

/** A master key in the memory of this process: AES-256-GCM, a fresh nonce before and the tag behind what is wrapped. */
export class LocalMasterKey implements MasterKey {
  readonly id: string;
  private readonly key: KeyObject;

  /** @throws RangeError unless it is 32 bytes */
  constructor(bytes: Buffer) {
    if (bytes.length !== KEY_BYTES)
      throw new RangeError(`a master key has ${KEY_BYTES} bytes, not ${bytes.length}`);
    this.key = createSecretKey(bytes);
    this.id = createHmac('sha256', this.key)
      .update('id of a master key')
      .digest('base64url')
      .slice(0, ID_LENGTH);
  }

  wrap(key: Buffer, place: string): Promise<Buffer> {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(place, 'utf8'));
    return Promise.resolve(Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]));
  }

  async unwrap(wrapped: Buffer, place: string): Promise<Buffer> {
    try {
      const decipher = createDecipheriv(CIPHER, this.key, wrapped.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(place, 'utf8'));
      decipher.setAuthTag(wrapped.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(wrapped.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new WrapBroken(place, { cause });
    }
  }
}

/** Where master keys are told: TILSAGN_MASTER_KEY, or a file named by TILSAGN_MASTER_KEY_FILE. */
export interface MasterKeySource {
  readonly key?: string | undefined;
  readonly file?: string | undefined;
}

/** There are no master keys, or what is there is none; never says what it is instead. */
export class NoMasterKey extends Error {
  readonly code = 'no-master-key';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NoMasterKey';
  }
}

/**
 * The master keys an operator has told, each 32 bytes in base64, one a line or parted by blanks: the first one wraps,
 * the others are still read. @throws NoMasterKey
 */
export async function masterKeysIn({ key, file }: MasterKeySource): Promise<MasterKeys> {
  if (key !== undefined && file !== undefined)
    throw new NoMasterKey('TILSAGN_MASTER_KEY and TILSAGN_MASTER_KEY_FILE are both set: set one');
  const named = file === undefined ? 'TILSAGN_MASTER_KEY' : 'the file in TILSAGN_MASTER_KEY_FILE';
  const text = file === undefined ? key : await contentOf(file);
  const [current, ...former] = (text ?? '').split(/\s+/).filter((word) => word !== '');
  if (current === undefined)
    throw new NoMasterKey(`${named} tells no master key: make one with \`openssl rand -base64 32\``);
  const parsed = (word: string, index: number) => {
    const bytes = Buffer.from(word, 'base64');
    // What is no base64 is left out without a word when it is decoded.
    if (bytes.length !== KEY_BYTES || bytes.toString('base64').replace(/=$/, '') !== word.replace(/=$/, ''))
      throw new NoMasterKey(`master key number ${index + 1} of ${named} is not ${KEY_BYTES} bytes in base64`);
    return new LocalMasterKey(bytes);
  };
  return new MasterKeys(
    parsed(current, 0),
    former.map((word, index) => parsed(word, index + 1)),
  );
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new NoMasterKey(`the file in TILSAGN_MASTER_KEY_FILE cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}
