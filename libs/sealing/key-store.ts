import type { KeyObject } from 'node:crypto';

/** A key under its id; the id stands in the envelopes, the key never leaves the process. */
export interface Key {
  readonly kid: string;
  readonly key: KeyObject;
}

/** How far an erasure reached. */
export interface Erasure {
  /** Where the key may still lie beyond the store's reach, and until when, in words; none where it is nowhere. */
  readonly retained: readonly string[];
}

/** The keys of persons and cases: the one store whose content can be taken back. */
export interface KeyStore {
  /**
   * The key of a reference (`case:<id>`, `person:<pseudonym>`), made when there is none; durable before it resolves.
   * The reference itself is not kept, only its keyed hash.
   */
  keyFor(reference: string): Promise<Key>;
  /** The key of an envelope: undefined once erased; at once when it is at hand. @throws UnknownKey */
  keyById(kid: string): KeyObject | undefined | Promise<KeyObject | undefined>;
  /**
   * Destroys the reference's key for good. Once it resolves, nothing opens whose key was asked for before,
   * or while it ran; a later `keyFor` makes a new key, for what is learned of the person from then on.
   * @throws StorageUnavailable when the key may still be found in the store's files: erase again
   */
  erase(reference: string): Promise<Erasure>;
  /** A named secret of the system, 32 random bytes, made when there is none. */
  secret(name: string): Promise<Buffer>;
}

/** This store never made that key: it belongs to another log, or the key file was lost. That is not an erasure. */
export class UnknownKey extends Error {
  readonly code = 'unknown-key';
  constructor(readonly kid: string) {
    super(`there is no key ${kid} and there never was one here`);
    this.name = 'UnknownKey';
  }
}

/** The key of all that belongs to a case. */
export function caseReference(caseId: string): string {
  return `case:${caseId}`;
}

/** The key of one person, named by pseudonym. */
export function personReference(personRef: string): string {
  return `person:${personRef}`;
}
