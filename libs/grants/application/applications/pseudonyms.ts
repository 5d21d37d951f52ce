import { Inject, Injectable } from '@nestjs/common';
import { KEY_STORE } from '#cqrs/tokens.js';
import type { KeyStore } from '#sealing/key-store.js';
import { namePseudonym, personPseudonym } from '#sealing/keyed-hash.js';

/** Pseudonyms of persons: nobody without the secret can go back. */
@Injectable()
export class Pseudonyms {
  private made: Promise<Buffer> | undefined;

  constructor(@Inject(KEY_STORE) private readonly keys: Pick<KeyStore, 'secret'>) {}

  /** The pseudonym of whoever reads that mailbox: the same for one e-mail address. */
  async of(email: string): Promise<string> {
    return personPseudonym(await this.secret(), email);
  }

  /** The pseudonym of whoever has that name in an organisation. */
  async ofNamed(organisation: string, name: string): Promise<string> {
    return namePseudonym(await this.secret(), organisation, name);
  }

  private secret(): Promise<Buffer> {
    return (this.made ??= this.keys.secret('pseudonyms'));
  }
}
