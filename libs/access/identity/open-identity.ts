import { ConfigError, type Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import { UnusableIssuer } from './asking/faults.js';
import { DevIssuer } from './dev-issuer.js';
import type { IssuerKeys, KeysConfig } from './keys/keys.js';
import { openKeys } from './keys/open-keys.js';
import { TokenVerifier } from './token-verifier.js';

const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256'];

/** What tells who a request comes from. */
export interface OpenIdentity {
  readonly tokens: TokenVerifier;
  /** Of each issuer that is asked for them; none where the dev issuer's own key is all there is. */
  readonly keys: readonly IssuerKeys[];
  close(): Promise<void>;
}

/** Opens what a configuration asks for. @throws ConfigError */
export async function openIdentity(
  { identity, data, mode }: Pick<Config, 'identity' | 'data' | 'mode'>,
  logger: Logger,
): Promise<OpenIdentity> {
  if (identity.kind === 'dev')
    return { tokens: new TokenVerifier((await DevIssuer.open(data)).rules), keys: [], close: async () => {} };
  const { issuer, audience, jwks } = identity;
  const where: KeysConfig = /^https?:/.test(jwks)
    ? { kind: 'jwks', url: jwks }
    : { kind: 'file', path: jwks };
  const keys = await openKeys(where, { logger, production: mode === 'production' }).catch(refuse);
  return {
    tokens: new TokenVerifier({ issuer, audience, algorithms: ALGORITHMS, keys }),
    keys: [keys],
    close: () => keys.close(),
  };
}

function refuse(error: unknown): never {
  if (!(error instanceof UnusableIssuer)) throw error;
  throw new ConfigError([`TILSAGN_OIDC_JWKS names ${error.what}, which ${error.reason}`]);
}
