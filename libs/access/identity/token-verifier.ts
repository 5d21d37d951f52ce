import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Actor } from '#eventsourcing/event.js';
import { isRole } from '../roles.js';
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
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

const TOLERANCE_SECONDS = 5;
const LONGEST_WORD = 200;

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
  verify(token: string): Actor | Promise<Actor> {
    const known = this.checked.get(token);
    if (known === undefined) return this.check(token);
    if (known.expires > Date.now()) return known.actor;
    this.checked.delete(token);
    throw new InvalidToken('the token has expired');
  }

  private async check(token: string): Promise<Actor> {
    const { keys, issuer, audience, algorithms } = this.rules;
    const claims = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: [...algorithms],
      requiredClaims: ['sub', 'exp'],
      clockTolerance: TOLERANCE_SECONDS,
    }).then(({ payload }) => payload, refuse);
    const actor = actorOf(claims);
    this.checked.set(token, { actor, expires: (claims.exp! + TOLERANCE_SECONDS) * 1000 });
    return actor;
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

function actorOf({ sub, roles = [], organisation }: JWTPayload): Actor {
  if (!isSubject(sub))
    throw new InvalidToken(
      'the claim "sub" must be a short text on one line that does not begin with "process:"',
    );
  if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string'))
    throw new InvalidToken('the claim "roles" must be a list of texts');
  if (organisation !== undefined && !isOrganisation(organisation))
    throw new InvalidToken(
      'the claim "organisation" must be a short text on one line that does not begin with "subject:"',
    );
  return Object.freeze({
    subject: sub,
    roles: Object.freeze(roles.filter(isRole)),
    ...(organisation === undefined ? {} : { organisation }),
  });
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
