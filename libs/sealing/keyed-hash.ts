import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { comparable } from '#text/names.js';

/** Making a key of the bytes costs six times the hash. */
const keys = new WeakMap<Uint8Array, KeyObject>();

/** HMAC-SHA-256 in base64url: the same text gives the same mark, and nobody without the secret can try texts out. */
export function keyedHash(secret: Uint8Array, text: string): string {
  let key = keys.get(secret);
  if (!key) keys.set(secret, (key = createSecretKey(secret)));
  return createHmac('sha256', key).update(text, 'utf8').digest('base64url');
}

/** The pseudonym of a person: of the e-mail address without regard to case, Unicode form and surrounding blanks. */
export function personPseudonym(secret: Uint8Array, email: string): string {
  return keyedHash(secret, email.normalize('NFC').trim().toLowerCase());
}

/** The pseudonym of whoever has a name in an organisation: the same for names that are compared as one. */
export function namePseudonym(secret: Uint8Array, organisation: string, name: string): string {
  return keyedHash(secret, JSON.stringify([organisation, comparable(name)]));
}
