import { canonicalReference } from '#money/references.js';
import type { KeyStore } from './key-store.js';
import { keyedHash } from './keyed-hash.js';

/** Digests of references that are themselves sealed: the same for one reference of one thing, and no two things share any. */
export class ReferenceDigests {
  private secret: Promise<Buffer> | undefined;

  constructor(private readonly keys: Pick<KeyStore, 'secret'>) {}

  /** The digest of a reference among those of one thing, such as a payout. */
  async of(thing: string, reference: string): Promise<string> {
    this.secret ??= this.keys.secret('reference-digests');
    return keyedHash(await this.secret, JSON.stringify([thing, canonicalReference(reference)]));
  }
}
