import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { type Erasure, type Key, type KeyStore, UnknownKey } from '../key-store.js';

/** Keys that live as long as the process: for tests. */
export class MemoryKeyStore implements KeyStore {
  private readonly references = new Map<string, Key>();
  private readonly keys = new Map<string, KeyObject | undefined>();
  private readonly secrets = new Map<string, Buffer>();

  keyFor(reference: string): Promise<Key> {
    let made = this.references.get(reference);
    if (!made) {
      made = { kid: `k${this.keys.size}`, key: createSecretKey(randomBytes(32)) };
      this.references.set(reference, made);
      this.keys.set(made.kid, made.key);
    }
    return Promise.resolve(made);
  }

  keyById(kid: string): KeyObject | undefined {
    if (!this.keys.has(kid)) throw new UnknownKey(kid);
    return this.keys.get(kid);
  }

  async erase(reference: string): Promise<Erasure> {
    const { kid } = await this.keyFor(reference);
    this.keys.set(kid, undefined);
    this.references.delete(reference);
    return { retained: [] };
  }

  secret(name: string): Promise<Buffer> {
    const made = this.secrets.get(name) ?? randomBytes(32);
    this.secrets.set(name, made);
    return Promise.resolve(made);
  }
}
