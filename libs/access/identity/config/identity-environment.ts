import { resolve } from 'node:path';
import { lastMember, NotAPath, parseClaimPath } from '../claims/claim-path.js';
import { readPersonMap } from '../persons/person-map.js';
import { readIdentityFile } from './identity-file.js';
import type { IdentityConfig } from './issuer-config.js';
import { readIdentityDocument, type IssuerDocument } from './issuer-document.js';
import { isNational, readIssuer } from './read-issuer.js';

/** The variables that describe one issuer; the places of its document that they fill. */
const VARIABLES = {
  TILSAGN_OIDC_ISSUER: '/issuer',
  TILSAGN_OIDC_AUDIENCE: '/audience',
  TILSAGN_OIDC_JWKS: '/keys',
  TILSAGN_OIDC_CLIENTS: '/clients',
  TILSAGN_OIDC_PROGRAMS: '/programs',
  TILSAGN_OIDC_PROFILE: '/profile',
  TILSAGN_OIDC_PERSON: '/person',
  TILSAGN_OIDC_ACCESS_TOKEN: '/accessToken',
  TILSAGN_OIDC_CA: '/ca',
} as const;

const FILE = 'TILSAGN_IDENTITY';
const PERSONS = 'TILSAGN_PERSONS';
const NAME = 'oidc';

/** What the reader of the environment hands in. */
export interface Reading {
  /** A variable's value; undefined where it is absent or empty. */
  readonly get: (name: string) => string | undefined;
  readonly production: boolean;
  /** Told of each variable that cannot be used, and why. */
  readonly refuse: (name: string, reason: string) => void;
}

/** Who issues the tokens, by the variables of one issuer or by the file of several, and who people were before. */
export function identityOf(reading: Reading): IdentityConfig {
  const identity = issuersOf(reading);
  const file = reading.get(PERSONS);
  if (file === undefined) return identity;
  const refuse = (reason: string) => reading.refuse(PERSONS, reason);
  if (identity.kind === 'oidc') return { ...identity, persons: readPersonMap(file, refuse) };
  refuse('must not be set without an OpenID provider, whose persons it tells of');
  return identity;
}

function issuersOf(reading: Reading): IdentityConfig {
  const { get, production, refuse } = reading;
  const file = get(FILE);
  const set = Object.keys(VARIABLES).filter((name) => get(name) !== undefined);
  if (file !== undefined) {
    for (const name of set) refuse(name, `must not be set together with ${FILE}, where all issuers stand`);
    return readIdentityFile(file, { production, refuse: (reason) => refuse(FILE, reason) });
  }
  if (set.length > 0) return oneIssuer(reading);
  if (production)
    refuse(
      'TILSAGN_OIDC_ISSUER',
      `must be set, or ${FILE}, when TILSAGN_MODE is production: the dev issuer is not for production`,
    );
  return { kind: 'dev' };
}

function oneIssuer({ get, production, refuse }: Reading): IdentityConfig {
  const refused = new Set<string>();
  const refuseOnce = (name: string, reason: string) => {
    if (!refused.has(name)) refuse(name, reason);
    refused.add(name);
  };
  for (const name of ['TILSAGN_OIDC_ISSUER', 'TILSAGN_OIDC_AUDIENCE'])
    if (get(name) === undefined)
      refuseOnce(name, 'must be set: TILSAGN_OIDC_ISSUER and TILSAGN_OIDC_AUDIENCE belong together');
  const document = documentOf(get, production);
  if (production && document.clients === undefined) refuseOnce('TILSAGN_OIDC_CLIENTS', CLIENTS_NEEDED);
  const { issuers, faults } = readIdentityDocument({ issuers: [document] });
  for (const { pointer, message } of faults) say(pointer.replace(/^\/issuers\/0/, ''), message, refuseOnce);
  if (issuers.size === 0) return { kind: 'oidc', issuers: [] };
  const fileAt = (path: string) => resolve(path);
  const issuer = readIssuer(document, { first: true, production, strict: production, fileAt });
  if ('name' in issuer) return { kind: 'oidc', issuers: [issuer] };
  for (const { pointer, message } of issuer) say(pointer, message, refuseOnce);
  return { kind: 'oidc', issuers: [] };
}

const CLIENTS_NEEDED =
  'must be set when TILSAGN_MODE is production: the clients whose tokens count, by their ids (azp, client_id), with ' +
  'commas; their access tokens must be marked (typ at+jwt), or TILSAGN_OIDC_ACCESS_TOKEN must be unmarked';

function documentOf(get: Reading['get'], production: boolean): IssuerDocument {
  const jwks = get('TILSAGN_OIDC_JWKS');
  const clients = listIn(get('TILSAGN_OIDC_CLIENTS'));
  const programs = listIn(get('TILSAGN_OIDC_PROGRAMS'));
  const person = get('TILSAGN_OIDC_PERSON');
  const profile = get('TILSAGN_OIDC_PROFILE');
  const ca = get('TILSAGN_OIDC_CA');
  // What was configured before there was a mark to ask for goes on without it, but not in production.
  const mark =
    get('TILSAGN_OIDC_ACCESS_TOKEN') ?? (production || profile !== undefined ? undefined : 'unmarked');
  return {
    name: NAME,
    issuer: get('TILSAGN_OIDC_ISSUER') ?? 'https://missing.invalid',
    audience: get('TILSAGN_OIDC_AUDIENCE') ?? 'missing',
    ...(jwks === undefined ? {} : { keys: /^https?:/i.test(jwks) ? { jwks } : { file: jwks } }),
    ...(clients === undefined ? {} : { clients }),
    ...(programs === undefined ? {} : { programs: { clients: programs } }),
    ...(profile === undefined ? {} : { profile }),
    ...(person === undefined ? {} : { person: { claim: person, digest: mustBeDigested(person) } }),
    ...(mark === undefined ? {} : { accessToken: mark as 'marked' | 'unmarked' }),
    ...(ca === undefined ? {} : { ca }),
  };
}

/** What stands between commas. */
function listIn(text: string | undefined): readonly string[] | undefined {
  return text
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function mustBeDigested(claim: string): boolean {
  try {
    return isNational(lastMember(parseClaimPath(claim)));
  } catch (error) {
    if (error instanceof NotAPath) return false;
    throw error;
  }
}

/** What no variable fills is demanded by the profile, and only the file can say it. */
function say(pointer: string, message: string, refuse: Reading['refuse']): void {
  const named = Object.entries(VARIABLES).find(
    ([, place]) => pointer === place || pointer.startsWith(`${place}/`),
  );
  if (named) refuse(named[0], message);
  else refuse('TILSAGN_OIDC_PROFILE', `needs a file (${FILE}): in an issuer of it ${pointer} ${message}`);
}
