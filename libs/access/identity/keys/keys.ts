import type { JWTVerifyGetKey } from 'jose';

/** Where an issuer's keys are; `ca` is a PEM file of authorities trusted beside the usual ones. */
export type KeysConfig =
  | { readonly kind: 'discovery'; readonly issuer: string; readonly ca?: string }
  | { readonly kind: 'jwks'; readonly url: string; readonly ca?: string }
  | { readonly kind: 'file'; readonly path: string };

/** What tokens of an issuer are checked with. */
export interface TokenKeys {
  /** Finds the key a token was signed with. @throws JWKSNoMatchingKey (jose); @throws IdentityUnavailable */
  readonly find: JWTVerifyGetKey;
  /** Changes whenever a key went away: what was checked before must be checked again. */
  readonly revision: number;
}

/** How it is with an issuer's keys. */
export interface KeysState {
  /** How many there are to check tokens with; while there are none, no token of the issuer can be. */
  readonly keys: number;
  /** Why they could not be read when they were last looked at, and since when that is so. */
  readonly away?: { readonly cause: string; readonly since: Date };
}

/** An issuer's keys, as they come and go. */
export interface IssuerKeys extends TokenKeys {
  state(): KeysState;
  close(): Promise<void>;
}
