import { canonicalReference } from '#money/references.js';
import type { KeyStore } from './key-store.js';
import { keyedHash } from './keyed-hash.js';

/** Digests of references that are themselves sealed: the same for one reference of one thing, and no two things share any. */
export class ReferenceDigests {
  private secret: Promise<Buffer> | undefined;

  constructor(private readonly keys: Pick<KeyStore, 'secret'>) {}

  /** Makes the secret where there is none: at the start, since who only asks what could be done must write nothing. */
  async onModuleInit(): Promise<void> {
    await this.theSecret();
  }

  /** The digest of a reference among those of one thing, such as a payout. */
  async of(thing: string, reference: string): Promise<string> {
    return keyedHash(await this.theSecret(), JSON.stringify([thing, canonicalReference(reference)]));
  }

  private theSecret(): Promise<Buffer> {
    return (this.secret ??= this.keys.secret('reference-digests'));
  }
}
