import { identityOf } from '../config/identity-environment.js';
import type { IdentityConfig, IssuerRules } from '../config/issuer-config.js';
import type { TokenKeys } from '../keys/keys.js';
import { TokenVerifier, type TrustedIssuer } from '../token-verifier.js';

/** What the variables of a development configuration say of `https://id.example`. */
export function exampleIdentity(jwks: string): IdentityConfig & { readonly kind: 'oidc' } {
  const env: Readonly<Record<string, string>> = {
    TILSAGN_OIDC_ISSUER: 'https://id.example',
    TILSAGN_OIDC_AUDIENCE: 'tilsagn',
    TILSAGN_OIDC_JWKS: jwks,
  };
  const refuse = (name: string, reason: string) => {
    throw new Error(`${name} ${reason}`);
  };
  const config = identityOf({ get: (name) => env[name], production: false, refuse });
  if (config.kind === 'dev') throw new Error('an issuer was configured');
  return config;
}

/** A verifier of that issuer’s tokens with these keys, by its rules but for some. */
export function exampleVerifier(
  keys: TokenKeys,
  { introspection, ...rules }: Partial<IssuerRules> & Pick<TrustedIssuer, 'introspection'> = {},
): TokenVerifier {
  const [example] = exampleIdentity('keys.json').issuers;
  return new TokenVerifier([
    { keys, rules: { ...example!, ...rules }, ...(introspection === undefined ? {} : { introspection }) },
  ]);
}
