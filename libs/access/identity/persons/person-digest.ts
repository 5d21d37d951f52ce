import { keyedHash } from '#sealing/keyed-hash.js';
import type { DigestOf } from '../claims/person.js';
import type { IdentityConfig } from '../config/issuer-config.js';

/** Where an installation's own secrets are kept. */
export interface Secrets {
  secret(name: string): Promise<Uint8Array>;
}

/**
 * How persons are digested, where an issuer asks for it. The secret is the installation's own and never changes: with
 * another one, everybody would be another person. The same number gives the same digest whichever issuer says it.
 */
export async function personDigestOf(
  identity: IdentityConfig,
  secrets: Secrets,
): Promise<DigestOf | undefined> {
  const needed = identity.kind === 'oidc' && identity.issuers.some(({ person }) => person.digest);
  if (!needed) return undefined;
  const secret = await secrets.secret('persons');
  return (value) => keyedHash(secret, `person: ${value}`);
}
