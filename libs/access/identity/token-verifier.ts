import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { isRole, type Role } from '../roles.js';
import type { Identity, Membership } from './identity.js';
import { isOneLine, isVisible, shownOf } from '#text/text.js';

/** The token cannot be accepted; the message says why and holds nothing of the token. */
export class InvalidToken extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidToken';
  }
}

/** The issuer's keys cannot be fetched now, so no token can be checked. */
export class IdentityUnavailable extends Error {
  constructor(options?: ErrorOptions) {
    super('the keys of the token issuer cannot be fetched now', options);
    this.name = 'IdentityUnavailable';
  }
}

/** What a token must be to be accepted. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** Signature algorithms accepted; nothing a token says about itself can widen them. */
  readonly algorithms: readonly string[];
  /** Finds the key a token was signed with. */
  readonly keys: JWTVerifyGetKey;
}

interface Checked {
  readonly identity: Identity;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

const TOLERANCE_SECONDS = 5;
const LONGEST_WORD = 200;
/** Organisations a person may belong to, and persons who may act for each other in a row. */
const MOST_ORGANISATIONS = 1_000;
const MOST_ACTING = 10;

/**
 * Tells who a bearer token stands for. A token once checked is kept until it expires, since a signature check
 * costs more than the rest of a small request. Tokens are judged by the machine's time, whatever the clock says.
 */
export class TokenVerifier {
  private readonly checked: LRUCache<string, Checked>;

  constructor(
    private readonly rules: TokenRules,
    capacity = 10_000,
  ) {
    this.checked = new LRUCache({ max: capacity });
  }

  /** Answers at once for a token checked before. @throws InvalidToken; @throws IdentityUnavailable */
  verify(token: string): Identity | Promise<Identity> {
    const known = this.checked.get(token);
    if (known === undefined) return this.check(token);
    if (known.expires > Date.now()) return known.identity;
    this.checked.delete(token);
    throw new InvalidToken('the token has expired');
  }

  private async check(token: string): Promise<Identity> {
    const { keys, issuer, audience, algorithms } = this.rules;
    const claims = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: [...algorithms],
      requiredClaims: ['sub', 'exp'],
      clockTolerance: TOLERANCE_SECONDS,
    }).then(({ payload }) => payload, refuse);
    const identity = identityOf(claims);
    this.checked.set(token, { identity, expires: (claims.exp! + TOLERANCE_SECONDS) * 1000 });
    return identity;
  }
}

function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new InvalidToken('the token has expired', { cause: error });
  if (error instanceof errors.JWTClaimValidationFailed)
    throw new InvalidToken(`the claim "${error.claim}" does not fit this service`, { cause: error });
  if (CLIENTS.some((kind) => error instanceof kind))
    throw new InvalidToken('the token was not issued for this service', { cause: error });
  throw new IdentityUnavailable({ cause: error });
}

/** Errors that say something about the token; all others are about the issuer's keys. */
const CLIENTS = [
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

function identityOf({ sub, azp, client_id = azp, act, ...claims }: JWTPayload): Identity {
  if (!isSubject(sub))
    throw new InvalidToken(
      'the claim "sub" must be a short text on one line that does not begin with "process:"',
    );
  if (client_id !== undefined && !isWord(client_id))
    throw new InvalidToken('the client of the token must be a short text on one line');
  const actedBy = actedByOf(act);
  return Object.freeze({
    subject: sub,
    memberships: membershipsOf(claims),
    ...(client_id === undefined ? {} : { client: client_id }),
    ...(actedBy.length === 0 ? {} : { actedBy }),
  });
}

/** Roles in one list count in each of the organisations; `memberships` says them for each. */
function membershipsOf({ roles = [], organisation = [], memberships }: JWTPayload): readonly Membership[] {
  if (memberships !== undefined) {
    if (!Array.isArray(memberships) || memberships.length > MOST_ORGANISATIONS)
      throw new InvalidToken(`the claim "memberships" must be a list of at most ${MOST_ORGANISATIONS}`);
    return merged(memberships.flatMap(membershipOf));
  }
  if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string'))
    throw new InvalidToken('the claim "roles" must be a list of texts');
  const held = Object.freeze(roles.filter(isRole));
  const organisations: readonly unknown[] = Array.isArray(organisation) ? organisation : [organisation];
  if (organisations.length > MOST_ORGANISATIONS || !organisations.every(isOrganisation))
    throw new InvalidToken(
      `the claim "organisation" must be a short text on one line that does not begin with "subject:", or a list of at most ${MOST_ORGANISATIONS} such texts`,
    );
  if (organisations.length === 0) return [{ roles: held }];
  return merged(organisations.map((one) => ({ organisation: one, roles: held })));
}

function membershipOf(each: unknown): readonly Membership[] {
  if (typeof each !== 'object' || each === null || 'memberships' in each)
    throw new InvalidToken(
      'each of the claim "memberships" must have "roles" and, where they have one, an "organisation"',
    );
  return membershipsOf(each as JWTPayload);
}

function merged(memberships: readonly Membership[]): readonly Membership[] {
  return [...Map.groupBy(memberships, ({ organisation }) => organisation)].map(([organisation, parts]) => ({
    ...(organisation === undefined ? {} : { organisation }),
    roles: [...new Set<Role>(parts.flatMap(({ roles }) => roles))],
  }));
}

/** Who acts for the subject: the claim `act`, in which each may act for a further one. */
function actedByOf(act: unknown): readonly string[] {
  const acting: string[] = [];
  for (let by = act; by !== undefined; by = (by as { readonly act?: unknown }).act) {
    const subject = typeof by === 'object' && by !== null && 'sub' in by ? by.sub : undefined;
    if (!isSubject(subject) || acting.length === MOST_ACTING)
      throw new InvalidToken(`the claim "act" must name who acts by "sub", at most ${MOST_ACTING} in a row`);
    acting.push(subject);
  }
  return acting;
}

/** Whether the claim `organisation` can be this: those who act for none stand under `subject:` themselves. */
export function isOrganisation(value: unknown): value is string {
  return isWord(value) && !/^subject:/i.test(shownOf(value));
}

/** Whether the claim `sub` can be this: process managers act under `process:`, and nobody else does or seems to. */
export function isSubject(value: unknown): value is string {
  return isWord(value) && !/^process:/i.test(shownOf(value));
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_WORD && isVisible(value) && isOneLine(value);
}
