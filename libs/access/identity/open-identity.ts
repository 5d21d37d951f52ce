import { ConfigError, type Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import { type IssuerSetting, UnusableIssuer } from './asking/faults.js';
import type { DigestOf } from './claims/person.js';
import type { IdentityConfig, IssuerConfig } from './config/issuer-config.js';
import { DevIssuer } from './dev-issuer.js';
import { Introspection } from './introspection.js';
import type { IssuerKeys } from './keys/keys.js';
import { openKeys } from './keys/open-keys.js';
import { TokenVerifier } from './token-verifier.js';

/** What tells who a request comes from. */
export interface OpenIdentity {
  readonly tokens: TokenVerifier;
  /** Of each issuer that is asked for them; none where the dev issuer's own key is all there is. */
  readonly keys: readonly IssuerKeys[];
  close(): Promise<void>;
}

interface OpenIssuer {
  readonly rules: IssuerConfig;
  readonly keys: IssuerKeys;
  readonly introspection?: Introspection;
}

/** Opens what a configuration asks for. @throws ConfigError with what is wrong of all issuers at once */
export async function openIdentity(
  { identity, data, mode }: Pick<Config, 'identity' | 'data' | 'mode'>,
  logger: Logger,
  digestOf?: DigestOf,
): Promise<OpenIdentity> {
  const options = digestOf === undefined ? {} : { digestOf };
  if (identity.kind === 'dev') {
    const { trusted } = await DevIssuer.open(data);
    return { tokens: new TokenVerifier([trusted], options), keys: [], close: async () => {} };
  }
  const around = { logger, production: mode === 'production' };
  const opening = await Promise.allSettled(identity.issuers.map((issuer) => openIssuer(issuer, around)));
  const open = opening.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const close = async () => {
    await Promise.all(open.map(closeIssuer));
  };
  if (open.length < opening.length) {
    await close();
    throw faultOf(opening, identity);
  }
  return { tokens: new TokenVerifier(open, options), keys: open.map(({ keys }) => keys), close };
}

async function openIssuer(
  rules: IssuerConfig,
  around: { readonly logger: Logger; readonly production: boolean },
): Promise<OpenIssuer> {
  const introspection = rules.introspection && (await Introspection.open(rules.introspection, around));
  const keys = await openKeys(rules.keys, { ...around, surviveSeconds: rules.keysSurviveSeconds });
  return { rules, keys, ...(introspection && { introspection }) };
}

async function closeIssuer({ keys, introspection }: OpenIssuer): Promise<void> {
  introspection?.close();
  await keys.close();
}

type Configured = IdentityConfig & { readonly kind: 'oidc' };

/** What is wrong with the configuration; anything else that failed is a fault of its own. */
function faultOf(opening: readonly PromiseSettledResult<OpenIssuer>[], identity: Configured): unknown {
  const reasons: string[] = [];
  for (const [index, each] of opening.entries()) {
    if (each.status === 'fulfilled') continue;
    const error: unknown = each.reason;
    if (!(error instanceof UnusableIssuer)) return error;
    reasons.push(`${placeOf(error.setting, index, identity)} names ${error.what}, which ${error.reason}`);
  }
  return new ConfigError(reasons);
}

const VARIABLES: Readonly<Record<IssuerSetting, string>> = {
  issuer: 'TILSAGN_OIDC_ISSUER',
  url: 'TILSAGN_OIDC_JWKS',
  path: 'TILSAGN_OIDC_JWKS',
  ca: 'TILSAGN_OIDC_CA',
  introspection: 'TILSAGN_IDENTITY',
  clientSecretFile: 'TILSAGN_IDENTITY',
};

const MEMBERS: Readonly<Record<IssuerSetting, string>> = {
  issuer: 'issuer',
  url: 'keys/jwks',
  path: 'keys/file',
  ca: 'ca',
  introspection: 'introspection/url',
  clientSecretFile: 'introspection/clientSecretFile',
};

function placeOf(setting: IssuerSetting, index: number, { file }: Configured): string {
  if (file === undefined) return VARIABLES[setting];
  return `TILSAGN_IDENTITY (${file}) /issuers/${index}/${MEMBERS[setting]}`;
}
