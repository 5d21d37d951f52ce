import type { CryptoKey } from 'jose';
import { CompactSign, createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';
import type { IssuerConfig } from '../config/issuer-config.js';
import type { TrustedIssuer } from '../token-verifier.js';

/** A token as it is to be made: the usual one of its issuer, but for what is said here. */
export interface Wanted {
  /** Members of the header; `undefined` leaves one out. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** Claims; `undefined` leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The claims as they are written, where JSON alone could not say them. */
  readonly written?: (json: string) => string;
  /** Signed by another issuer of the page. */
  readonly signedBy?: string;
  /** Signed by nobody's key, but under the issuer's `kid`. */
  readonly forged?: boolean;
  /** What becomes of the token after it was signed. */
  readonly then?: (token: string) => string;
}

/** Issuers with keys, which sign what they are told to. */
export class Forge {
  private constructor(
    private readonly signers: ReadonlyMap<
      string,
      { readonly key: CryptoKey; readonly trusted: TrustedIssuer }
    >,
    private readonly stranger: CryptoKey,
  ) {}

  static async of(issuers: readonly IssuerConfig[]): Promise<Forge> {
    const signers = issuers.map(async (rules) => {
      const { privateKey, publicKey } = await generateKeyPair('ES256');
      const keys = [{ ...(await exportJWK(publicKey)), kid: rules.name, alg: 'ES256' }];
      const trusted = { rules, keys: { find: createLocalJWKSet({ keys }), revision: 0 } };
      return [rules.name, { key: privateKey, trusted }] as const;
    });
    const { privateKey } = await generateKeyPair('ES256');
    return new Forge(new Map(await Promise.all(signers)), privateKey);
  }

  get trusted(): readonly TrustedIssuer[] {
    return [...this.signers.values()].map(({ trusted }) => trusted);
  }

  /** A token of an issuer with these claims. */
  async token(
    issuer: string,
    usual: Readonly<Record<string, unknown>>,
    wanted: Wanted = {},
  ): Promise<string> {
    const {
      header = {},
      claims = {},
      written = (json) => json,
      signedBy = issuer,
      then = (token) => token,
    } = wanted;
    const { trusted } = this.signers.get(issuer)!;
    const now = Math.floor(Date.now() / 1000);
    const { rules } = trusted;
    const dates = { iss: rules.issuer, aud: rules.audience[0], iat: now, exp: now + 300 };
    const json = written(JSON.stringify({ ...dates, ...usual, ...claims }));
    const whole = { alg: 'ES256', kid: issuer, typ: 'JWT', ...header };
    const said = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
    if (said['alg'] !== 'ES256' || 'crit' in said) return then(unsigned(said, json));
    const key = wanted.forged === true ? this.stranger : this.signers.get(signedBy)!.key;
    const signed = new CompactSign(new TextEncoder().encode(json));
    return then(await signed.setProtectedHeader({ ...said, alg: 'ES256' }).sign(key));
  }
}

/** With a signature that is none: what a header says is judged before it. */
function unsigned(header: object, json: string): string {
  const part = (text: string) => Buffer.from(text).toString('base64url');
  return `${part(JSON.stringify(header))}.${part(json)}.${part('signature')}`;
}
