import { below } from '#text/i-json.js';
import { isRole, ROLES, type Role } from '../../roles.js';
import { lastMember, NotAPath, parseClaimPath, type ClaimPath } from '../claims/claim-path.js';
import type { Profile } from '../profiles/profile.js';
import { PROFILES } from '../profiles/profiles.js';
import { beginsWithName, isOrganisation, RESERVED_SUBJECTS } from '../words.js';
import type {
  ConditionRule,
  GivenRole,
  IssuerConfig,
  MembershipRule,
  OrganisationsRule,
  PersonRule,
  RolesRule,
} from './issuer-config.js';
import type { KeysConfig } from '../keys/keys.js';
import type { ConditionDocument, Fault, IssuerDocument } from './issuer-document.js';

/** Where and how an issuer is read. */
export interface Surroundings {
  /** Whether it is the first one. */
  readonly first: boolean;
  readonly production: boolean;
  /** Whether it must be said which clients count, and for how long a token may live. */
  readonly strict: boolean;
  /** The absolute path of a file that the issuer names. */
  readonly fileAt: (path: string) => string;
}

const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256'];
const DAY = 24 * 60 * 60;
const HOUR = 60 * 60;
const LEEWAY = 5;
const NAME = /^[a-z][a-z0-9-]{1,30}$/;
/** Claims that hold a national identity number, which must never stand in an event. */
const NATIONAL = /(?:^|[^a-z])(?:pid|fnr|ssn|nin)$/i;
const PLAIN: Profile['members'] = {
  person: { claim: 'sub' },
  names: { name: 'name', title: 'title' },
  roles: { from: ['roles'] },
  organisations: { from: ['organisation'] },
  memberships: [{ each: 'memberships[]', organisation: 'organisation', roles: 'roles' }],
};

type Refuse = (pointer: string, message: string) => void;

/** Whether a claim holds a national identity number, going by its name. */
export function isNational(claim: string): boolean {
  return NATIONAL.test(claim.replace(/"\]$/, ''));
}

/** What an issuer of the file means, with what its profile says of the rest; the faults where it cannot be used. */
export function readIssuer(document: IssuerDocument, around: Surroundings): IssuerConfig | readonly Fault[] {
  const faults: Fault[] = [];
  const refuse: Refuse = (pointer, message) => void faults.push({ pointer, message });
  const profile = document.profile === undefined ? undefined : PROFILES.get(document.profile);
  if (document.profile !== undefined && profile === undefined)
    refuse('/profile', `must be one of ${[...PROFILES.keys()].join(', ')}`);
  const whole = withProfile(document, profile?.members ?? PLAIN);
  if (!NAME.test(whole.name) || beginsWithName(`${whole.name}:`, [...RESERVED_SUBJECTS, 'subject']))
    refuse('/name', 'must be a short word of small letters, digits and hyphens that is not reserved');
  if (around.strict && whole.clients === undefined)
    refuse('/clients', 'must list the clients whose tokens count (azp, client_id)');
  if (profile?.needsRoleMap && whole.roles?.map === undefined)
    refuse(
      '/roles/map',
      `is needed with the profile ${whole.profile}: none of its values is called like a role`,
    );
  const config: IssuerConfig = {
    name: whole.name,
    plain: around.first,
    issuer: issuerUrl(whole, around, refuse),
    audience: [whole.audience].flat(),
    ...(whole.clients === undefined ? {} : { clients: whole.clients }),
    algorithms: whole.algorithms ?? ALGORITHMS,
    leewaySeconds: whole.leewaySeconds ?? LEEWAY,
    ...(whole.longestLifetimeSeconds === undefined && !around.strict
      ? {}
      : { longestLifetimeSeconds: whole.longestLifetimeSeconds ?? DAY }),
    accessToken: whole.accessToken ?? 'marked',
    person: personRule(whole, profile, refuse),
    programs: programsRule(whole, refuse),
    names: namesRule(whole, refuse),
    roles: rolesRule(whole, refuse),
    organisations: organisationsRule(whole, refuse),
    memberships: (whole.memberships ?? []).map((each, index) =>
      membershipRule(each, `/memberships/${index}`, refuse),
    ),
    conditions: (whole.conditions ?? []).map((each, index) =>
      conditionRule(each, `/conditions/${index}`, refuse),
    ),
    keys: keysConfig(whole, around, refuse),
    keysSurviveSeconds: whole.keysSurviveSeconds ?? HOUR,
    ...(whole.introspection === undefined
      ? {}
      : { introspection: introspection(whole.introspection, whole.ca, around, refuse) }),
  };
  return faults.length > 0 ? faults : config;
}

/** Of an object that both have, each member counts on its own; a list is one thing. */
function withProfile(document: IssuerDocument, members: Profile['members']): IssuerDocument {
  return {
    ...members,
    ...document,
    person: { ...members.person, ...document.person },
    programs: { ...members.programs, ...document.programs },
    names: { ...members.names, ...document.names },
    roles: { ...members.roles, ...document.roles },
    organisations: { ...members.organisations, ...document.organisations },
  };
}

function issuerUrl({ issuer, keys }: IssuerDocument, { production }: Surroundings, refuse: Refuse): string {
  if (production && /^http:/i.test(issuer))
    refuse('/issuer', 'must be an https:// URL when TILSAGN_MODE is production');
  else if (keys === undefined && !isWebUrl(issuer))
    refuse('/issuer', 'must be a URL where the keys are found by discovery');
  return issuer;
}

function keysConfig(document: IssuerDocument, around: Surroundings, refuse: Refuse): KeysConfig {
  const { keys, issuer, ca: named } = document;
  const ca = named === undefined ? {} : { ca: around.fileAt(named) };
  if (keys === undefined) return { kind: 'discovery', issuer, ...ca };
  if ('file' in keys) {
    if (named !== undefined) refuse('/ca', 'must be left out where the keys come from a file');
    return { kind: 'file', path: around.fileAt(keys.file) };
  }
  webUrl(keys.jwks, '/keys/jwks', around, refuse);
  return { kind: 'jwks', url: keys.jwks, ...ca };
}

function introspection(
  document: NonNullable<IssuerDocument['introspection']>,
  ca: string | undefined,
  around: Surroundings,
  refuse: Refuse,
): NonNullable<IssuerConfig['introspection']> {
  webUrl(document.url, '/introspection/url', around, refuse);
  const { url, clientId, clientSecretFile } = document;
  return {
    url,
    clientId,
    clientSecretFile: around.fileAt(clientSecretFile),
    ...(ca === undefined ? {} : { ca: around.fileAt(ca) }),
  };
}

function webUrl(url: string, pointer: string, { production }: Surroundings, refuse: Refuse): void {
  if (!isWebUrl(url)) refuse(pointer, 'must be a URL');
  else if (production && /^http:/i.test(url))
    refuse(pointer, 'must be an https:// URL when TILSAGN_MODE is production');
}

function isWebUrl(text: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '');
}

function personRule(
  { person, clients, profile: name }: IssuerDocument,
  profile: Profile | undefined,
  refuse: Refuse,
): PersonRule {
  const claim = person?.claim ?? 'sub';
  const digest = person?.digest ?? false;
  const path = pathAt(claim, '/person/claim', refuse);
  if (isNational(lastMember(path)) && !digest)
    refuse(
      '/person/digest',
      `must be true: ${claim} holds a national identity number, which is never stored`,
    );
  if (profile?.pairwise?.includes(claim) && clients?.length !== 1)
    refuse(
      '/person/claim',
      `must not be ${claim}: with ${name} it is pairwise, so one person is another through each client`,
    );
  return { claim: path, digest };
}

function namesRule({ names = {} }: IssuerDocument, refuse: Refuse): IssuerConfig['names'] {
  return Object.fromEntries(
    Object.entries(names).map(([member, path]) => {
      if (isNational(path)) refuse(`/names/${member}`, 'must not be a claim with a national identity number');
      return [member, pathAt(path, `/names/${member}`, refuse)];
    }),
  );
}

function programsRule(
  { programs = {}, clients: listed }: IssuerDocument,
  refuse: Refuse,
): IssuerConfig['programs'] {
  const { clients = [], claim, oneOf } = programs;
  const unlisted = clients.find((client) => listed?.includes(client) === false);
  if (unlisted !== undefined)
    refuse('/programs/clients', `must be among the clients whose tokens count: ${unlisted} is not`);
  if (claim === undefined && oneOf !== undefined)
    refuse('/programs/oneOf', 'must stand beside the claim that says one of these');
  return {
    clients,
    ...(claim === undefined ? {} : { claim: pathAt(claim, '/programs/claim', refuse) }),
    ...(oneOf === undefined ? {} : { accepts: oneOf }),
  };
}

function rolesRule({ roles = {} }: IssuerDocument, refuse: Refuse): RolesRule {
  const { from = [], map } = roles;
  return {
    from: from.map((path, index) => pathAt(path, `/roles/from/${index}`, refuse)),
    ...(map === undefined
      ? {}
      : {
          map: new Map(
            Object.entries(map).map(([value, given]) => {
              const place = below('/roles/map', value);
              return [value, [given].flat().flatMap((each) => givenRole(each, place, refuse))];
            }),
          ),
        }),
    default: rolesAt(roles.default, '/roles/default', refuse),
  };
}

function givenRole(given: unknown, pointer: string, refuse: Refuse): readonly GivenRole[] {
  const wanted = typeof given === 'string' ? { role: given } : given;
  if (typeof wanted !== 'object' || wanted === null || !('role' in wanted)) {
    refuse(pointer, 'must be a role, {"role": …, "organisation": …}, or a list of them');
    return [];
  }
  const { role, organisation, ...others } = wanted as { role: unknown; organisation?: unknown };
  for (const member of Object.keys(others)) refuse(below(pointer, member), 'is no member that is known here');
  const [known] = rolesAt([role], pointer, refuse);
  if (organisation === undefined) return known === undefined ? [] : [{ role: known }];
  if (!isOrganisation(organisation)) refuse(below(pointer, 'organisation'), NO_ORGANISATION);
  else if (known !== undefined) return [{ role: known, organisation }];
  return [];
}

const NO_ORGANISATION = 'must be a short text on one line that does not begin with "subject:"';

function rolesAt(words: readonly unknown[] = [], pointer: string, refuse: Refuse): readonly Role[] {
  const known = words.filter((word) => typeof word === 'string').filter(isRole);
  if (known.length < words.length) refuse(pointer, `must name roles: ${ROLES.join(', ')}`);
  return known;
}

function organisationsRule({ organisations = {} }: IssuerDocument, refuse: Refuse): OrganisationsRule {
  const { from = [], map, stripPrefix } = organisations;
  for (const [value, organisation] of Object.entries(map ?? {}))
    if (!isOrganisation(organisation)) refuse(below('/organisations/map', value), NO_ORGANISATION);
  return {
    from: from.map((path, index) => pathAt(path, `/organisations/from/${index}`, refuse)),
    ...(map === undefined ? {} : { map: new Map(Object.entries(map)) }),
    ...(stripPrefix === undefined ? {} : { stripPrefix }),
  };
}

function membershipRule(
  { each, organisation, roles, default: usual }: NonNullable<IssuerDocument['memberships']>[number],
  pointer: string,
  refuse: Refuse,
): MembershipRule {
  return {
    each: pathAt(each, `${pointer}/each`, refuse),
    organisation: pathAt(organisation, `${pointer}/organisation`, refuse),
    ...(roles === undefined ? {} : { roles: pathAt(roles, `${pointer}/roles`, refuse) }),
    default: rolesAt(usual, `${pointer}/default`, refuse),
  };
}

function conditionRule(
  { claim, oneOf, order, atLeast }: ConditionDocument,
  pointer: string,
  refuse: Refuse,
): ConditionRule {
  const path = pathAt(claim, `${pointer}/claim`, refuse);
  if (oneOf !== undefined && order === undefined && atLeast === undefined)
    return { claim: path, accepts: oneOf };
  const place = order?.indexOf(atLeast ?? '') ?? -1;
  if (oneOf !== undefined || order === undefined || place < 0)
    refuse(pointer, 'must have "oneOf", or "order" and in it what is "atLeast" needed');
  return { claim: path, accepts: order?.slice(place) ?? [] };
}

function pathAt(text: string, pointer: string, refuse: Refuse): ClaimPath {
  try {
    return parseClaimPath(text);
  } catch (error) {
    if (!(error instanceof NotAPath)) throw error;
    refuse(pointer, error.message);
    return parseClaimPath('none');
  }
}
