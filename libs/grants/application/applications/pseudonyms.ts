import { Inject, Injectable } from '@nestjs/common';
import { KEY_STORE } from '#cqrs/tokens.js';
import type { KeyStore } from '#sealing/key-store.js';
import { personPseudonym } from '#sealing/keyed-hash.js';

/** Pseudonyms of persons: the same for one e-mail address, and nobody without the secret can go back. */
@Injectable()
export class Pseudonyms {
  private secret: Promise<Buffer> | undefined;

  constructor(@Inject(KEY_STORE) private readonly keys: Pick<KeyStore, 'secret'>) {}

  /** The pseudonym of whoever reads that mailbox. */
  async of(email: string): Promise<string> {
    this.secret ??= this.keys.secret('pseudonyms');
    return personPseudonym(await this.secret, email);
  }
}
