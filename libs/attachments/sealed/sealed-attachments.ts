import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { KeyStore } from '#sealing/key-store.js';
import type { AttachmentStore, Bytes } from '../store.js';
import { decrypted, encrypted } from './chunked-cipher.js';
import { endingsOf, endsLike, isAllowed, looksLike, MEDIA_TYPES, SAMPLE } from './media-types.js';

/** What is announced of bytes before they come. */
export interface Announced {
  readonly name: string;
  readonly mediaType: string;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** Bytes that were received, checked, encrypted and stored. */
export interface KeptBytes {
  /** Where they lie: SHA-256 of what is stored. */
  readonly digest: string;
  /** Bytes as they were received. */
  readonly size: number;
}

/** Whose bytes they are: the reference of the key, and the id under which alone they open. */
export interface Owned {
  readonly reference: string;
  readonly id: string;
}

/** Why bytes are not kept. */
export type BytesRefusal = Refusal<
  | 'attachment-too-large'
  | 'attachment-empty'
  | 'media-type-not-allowed'
  | 'media-type-mismatch'
  | 'extension-mismatch'
  | 'digest-mismatch'
>;

/** Attachments encrypted on their way in and opened on their way out, in a store that cannot read them. */
export class SealedAttachments {
  constructor(
    private readonly store: AttachmentStore,
    private readonly keys: Pick<KeyStore, 'keyFor' | 'keyById'>,
    /** Bytes an attachment may have. */
    readonly limit: number,
  ) {}

  /** Takes the bytes as fast as the store does. When they are refused, or end in an error, nothing stays behind. */
  async keep(
    bytes: Bytes,
    announced: Announced,
    { reference, id }: Owned,
  ): Promise<
    { readonly ok: true; readonly kept: KeptBytes } | { readonly ok: false; readonly refusal: BytesRefusal }
  > {
    const { mediaType, name } = announced;
    if (!isAllowed(mediaType)) return { ok: false, refusal: notAllowed() };
    if (!endsLike(mediaType, name)) return { ok: false, refusal: endsOtherwise(mediaType) };
    const counted = { size: 0 };
    try {
      const checked = this.checked(bytes, announced, counted);
      const key = await this.keys.keyFor(reference);
      const { digest } = await this.store.put(encrypted(checked, key, [id]));
      return { ok: true, kept: { digest, size: counted.size } };
    } catch (error) {
      if (error instanceof Refused) return { ok: false, refusal: error.because };
      throw error;
    }
  }

  /** The bytes as they were received; undefined when the store does not have them. Errors of the stream: AttachmentBroken, KeyErased. */
  async read(digest: string, { id }: Pick<Owned, 'id'>): Promise<Readable | undefined> {
    const stored = await this.store.get(digest);
    if (!stored) return undefined;
    const opened = Readable.from(
      decrypted(stored, (kid) => this.keys.keyById(kid), [id]),
      { objectMode: false },
    );
    // A reader that leaves before the first byte never starts the generator that would close the file.
    return opened.once('close', () => stored.destroy());
  }

  /** Nothing happens when there are none. */
  remove(digest: string): Promise<void> {
    return this.store.remove(digest);
  }

  /** The same bytes; ends in `Refused` instead of an end when they are not what was announced. */
  private async *checked(
    bytes: Bytes,
    { mediaType, sha256 }: Announced,
    counted: { size: number },
  ): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let start: Uint8Array[] | undefined = [];
    let sampled = 0;
    for await (const piece of bytes) {
      counted.size += piece.length;
      if (counted.size > this.limit) throw new Refused(tooLarge(this.limit));
      hash.update(piece);
      if (!start) {
        yield piece;
        continue;
      }
      start.push(piece);
      sampled += piece.length;
      if (sampled < SAMPLE) continue;
      yield await beginning(start, mediaType);
      start = undefined;
    }
    if (counted.size === 0)
      throw new Refused(refusal('invalid', 'attachment-empty', 'the attachment has no bytes'));
    if (start) yield await beginning(start, mediaType);
    const found = hash.digest('hex');
    if (found !== sha256) throw new Refused(mismatch(sha256, found));
  }
}

async function beginning(pieces: readonly Uint8Array[], mediaType: string): Promise<Uint8Array> {
  const start = Buffer.concat(pieces);
  if (!(await looksLike(mediaType, start.subarray(0, SAMPLE))))
    throw new Refused(
      refusal('unsupported', 'media-type-mismatch', `the bytes are not those of ${mediaType}`, { mediaType }),
    );
  return start;
}

/** Ends a stream whose bytes are refused, so that the store drops what it has of them. */
class Refused extends Error {
  constructor(readonly because: BytesRefusal) {
    super(because.detail);
    this.name = 'Refused';
  }
}

function tooLarge(limit: number) {
  return refusal('too-large', 'attachment-too-large', `an attachment may have ${limit} bytes`, { limit });
}

function notAllowed() {
  return refusal('unsupported', 'media-type-not-allowed', 'an attachment may not have this media type', {
    allowed: MEDIA_TYPES,
  });
}

function endsOtherwise(mediaType: string) {
  const endings = endingsOf(mediaType).map((ending) => `.${ending}`);
  const detail = `the name of a file of type ${mediaType} ends with ${endings.join(', ')}`;
  return refusal('unsupported', 'extension-mismatch', detail, { mediaType, endings });
}

function mismatch(announced: string, found: string) {
  return refusal('invalid', 'digest-mismatch', 'the bytes do not have the digest that was announced', {
    announced,
    found,
  });
}
