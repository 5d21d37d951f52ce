import { ConfigError, type Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import { type IssuerSetting, UnusableIssuer } from './asking/faults.js';
import type { DigestOf } from './claims/person.js';
import type { IdentityConfig, IssuerConfig } from './config/issuer-config.js';
import { DevIssuer } from './dev-issuer.js';
import { Introspection } from './introspection.js';
import type { IssuerKeys } from './keys/keys.js';
import { openKeys } from './keys/open-keys.js';
import { knownPersons } from './persons/known-persons.js';
import { settled, settledForDev, type FirstWords } from './persons/settled-issuers.js';
import { TokenVerifier } from './token-verifier.js';

/** What tells who a request comes from. */
export interface OpenIdentity {
  readonly tokens: Pick<TokenVerifier, 'verify'>;
  /** Of each issuer that is asked for them; none where the dev issuer's own key is all there is. */
  readonly keys: readonly IssuerKeys[];
  close(): Promise<void>;
}

interface OpenIssuer {
  readonly rules: IssuerConfig;
  readonly keys: IssuerKeys;
  readonly introspection?: Introspection;
}

/** What an installation keeps for good of those who come to it. */
export interface Kept {
  readonly words: FirstWords;
  /** Needed where an issuer's persons are digested. */
  readonly digestOf?: DigestOf | undefined;
}

/** Opens what a configuration asks for. @throws ConfigError with what is wrong of all issuers at once */
export async function openIdentity(
  { identity, data, mode }: Pick<Config, 'identity' | 'data' | 'mode'>,
  logger: Logger,
  { words, digestOf }: Kept,
): Promise<OpenIdentity> {
  if (identity.kind === 'dev') {
    const { trusted } = await DevIssuer.open(data);
    const { keep } = await settledForDev(trusted.rules, words);
    return { tokens: keepingFirst(new TokenVerifier([trusted]), keep), keys: [], close: async () => {} };
  }
  const { issuers, keep } = await settled(identity, words);
  const options = { ...(digestOf && { digestOf }), persons: await knownPersons(words, identity.persons) };
  const around = { logger, production: mode === 'production' };
  const opening = await Promise.allSettled(issuers.map((issuer) => openIssuer(issuer, around)));
  const open = opening.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const close = async () => {
    await Promise.all(open.map(closeIssuer));
  };
  if (open.length < opening.length) {
    await close();
    throw faultOf(opening, identity);
  }
  await keep().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { tokens: new TokenVerifier(open, options), keys: open.map(({ keys }) => keys), close };
}

/** Keeps, before the first person is let in, that there are some. */
function keepingFirst(tokens: TokenVerifier, keep: () => Promise<void>): OpenIdentity['tokens'] {
  let kept = false;
  const verifyFirst = async (token: string) => {
    const identity = await tokens.verify(token);
    await keep();
    kept = true;
    return identity;
  };
  return { verify: (token) => (kept ? tokens.verify(token) : verifyFirst(token)) };
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
