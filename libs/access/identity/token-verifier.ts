import type { JWTPayload } from 'jose';
import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { refuseBound, refuseOtherKinds } from './claims/access-token.js';
import { identityOfClaims } from './claims/identity-of.js';
import { parseToken, type ParsedToken } from './claims/parse-token.js';
import type { DigestOf } from './claims/person.js';
import type { IssuerRules } from './config/issuer-config.js';
import type { Identity } from './identity.js';
import { IdentityUnavailable, InvalidToken } from './invalid-token.js';
import { AS_TOKENS_SAY, type KnownPersons } from './persons/known-persons.js';
import type { TokenKeys } from './keys/keys.js';

/** An issuer whose tokens are accepted: what they must be, and the keys they are signed with. */
export interface TrustedIssuer {
  readonly rules: IssuerRules;
  readonly keys: TokenKeys;
  /** Asks the issuer whether a token still counts; where left out, it counts until it expires. */
  readonly introspection?: { active(token: string): Promise<boolean> };
}

/** What a verifier may be told beside the issuers. */
export interface VerifierOptions {
  /** Needed where an issuer's persons are digested. */
  readonly digestOf?: DigestOf;
  /** As whom people stand in the events there are, where that is not as their token says. */
  readonly persons?: KnownPersons;
  /** How many checked tokens are kept. */
  readonly capacity?: number;
}

interface Checked {
  readonly identity: Identity;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly issuer: TrustedIssuer;
  /** Of its keys, as it was before the check. */
  readonly revision: number;
}

const CAPACITY = 10_000;

/**
 * Tells who a bearer token stands for. A token once checked is kept until it expires, since a signature check
 * costs more than the rest of a small request. Tokens are judged by the machine's time, whatever the clock says.
 */
export class TokenVerifier {
  private readonly checked: LRUCache<string, Checked>;
  private readonly rules: readonly IssuerRules[];
  private readonly digestOf: DigestOf;
  private readonly persons: KnownPersons;

  constructor(
    private readonly issuers: readonly TrustedIssuer[],
    { digestOf, persons = AS_TOKENS_SAY, capacity = CAPACITY }: VerifierOptions = {},
  ) {
    this.checked = new LRUCache({ max: capacity });
    this.rules = issuers.map(({ rules }) => rules);
    if (digestOf === undefined && this.rules.some(({ person }) => person.digest))
      throw new Error('an issuer digests its persons, and nothing was given that could');
    this.digestOf = digestOf ?? ((value) => value);
    this.persons = persons;
  }

  /** Answers at once for a token checked before. @throws InvalidToken; @throws IdentityUnavailable */
  verify(token: string): Identity | Promise<Identity> {
    const known = this.checked.get(token);
    if (known === undefined || known.revision !== known.issuer.keys.revision) return this.check(token);
    if (known.expires > Date.now()) return whileActive(token, known);
    this.checked.delete(token);
    throw new InvalidToken('the token has expired');
  }

  private async check(token: string): Promise<Identity> {
    this.checked.delete(token);
    const parsed = parseToken(token);
    const issuer = this.issuerOf(parsed);
    const { rules, keys } = issuer;
    refuseOtherKinds(parsed, rules.accessToken);
    const { revision } = keys;
    const claims = await verified(token, parsed, rules, keys);
    refuseLongLife(claims, rules);
    refuseBound(claims);
    const told = identityOfClaims(claims, rules, this.rules, this.digestOf);
    const identity = frozen(await asBefore(told, this.persons));
    const expires = (claims.exp! + rules.leewaySeconds) * 1000;
    const checked = { identity, expires, issuer, revision };
    this.checked.set(token, checked);
    return whileActive(token, checked);
  }

  /** The one a token says it is of; its keys tell whether that is true. */
  private issuerOf({ claims: { iss } }: ParsedToken): TrustedIssuer {
    const issuer = this.issuers.find(({ rules }) => rules.issuer === iss);
    if (issuer === undefined) throw new InvalidToken('the claim "iss" does not fit this service');
    return issuer;
  }
}

function whileActive(token: string, { identity, issuer }: Checked): Identity | Promise<Identity> {
  return (
    issuer.introspection?.active(token).then((active) => {
      if (active) return identity;
      throw new InvalidToken('the token does not count any more: its issuer says so');
    }) ?? identity
  );
}

async function verified(
  token: string,
  { alg }: ParsedToken,
  { issuer, audience, algorithms, leewaySeconds }: IssuerRules,
  keys: TokenKeys,
): Promise<JWTPayload> {
  if (!algorithms.includes(alg))
    throw new InvalidToken('the token is not signed in a way that is accepted here (alg)');
  return jwtVerify(token, keys.find, {
    issuer,
    audience: [...audience],
    algorithms: [...algorithms],
    requiredClaims: ['exp'],
    clockTolerance: leewaySeconds,
  }).then(({ payload }) => payload, refuse);
}

function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new InvalidToken('the token has expired', { cause: error });
  if (error instanceof errors.JWTClaimValidationFailed)
    throw new InvalidToken(`the claim "${error.claim}" does not fit this service`, { cause: error });
  if (CLIENTS.some((kind) => error instanceof kind))
    throw new InvalidToken('the token was not issued for this service', { cause: error });
  throw error instanceof IdentityUnavailable ? error : new IdentityUnavailable({ cause: error });
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

/** A token that lives for years is a password: whoever finds it once has it for good. @throws InvalidToken */
function refuseLongLife(
  { iat, exp }: JWTPayload,
  { longestLifetimeSeconds, leewaySeconds }: IssuerRules,
): void {
  if (longestLifetimeSeconds === undefined) return;
  if (iat === undefined)
    throw new InvalidToken('the claim "iat" is missing, so nobody can tell how long the token lives');
  if (iat > Date.now() / 1000 + leewaySeconds) throw new InvalidToken('the claim "iat" lies in the future');
  if (exp! - iat > longestLifetimeSeconds)
    throw new InvalidToken('the token lives longer than is accepted here ("exp" after "iat")');
}

/** As who the person, and whoever acts for them, stand in the events there are. */
async function asBefore(identity: Identity, persons: KnownPersons): Promise<Identity> {
  const { subject, actedBy = [] } = identity;
  const [person, ...others] = await Promise.all(
    [subject, ...actedBy].map(async (each) => persons.asBefore(each)),
  );
  return { ...identity, subject: person!, ...(others.length > 0 && { actedBy: others }) };
}

/** Kept identities are handed out again and again. */
function frozen(identity: Identity): Identity {
  for (const membership of identity.memberships) Object.freeze(Object.freeze(membership).roles);
  Object.freeze(identity.memberships);
  Object.freeze(identity.actedBy);
  return Object.freeze(identity);
}
