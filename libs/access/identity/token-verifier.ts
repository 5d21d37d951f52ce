import type { JWTPayload } from 'jose';
import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Actor } from '#eventsourcing/event.js';
import { isRole } from '../roles.js';
import { isOneLine, isVisible, shownOf } from '#text/text.js';
import { IdentityUnavailable, InvalidToken } from './invalid-token.js';
import type { TokenKeys } from './keys/keys.js';

/** What a token must be to be accepted. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** Signature algorithms accepted; nothing a token says about itself can widen them. */
  readonly algorithms: readonly string[];
  /** The issuer's keys, as they come and go. */
  readonly keys: TokenKeys;
  /** Asks the issuer whether a token still counts; where left out, it counts until it expires. */
  readonly introspection?: { active(token: string): Promise<boolean> };
}

interface Checked {
  readonly actor: Actor;
  /** Of the keys, as it was before the check. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

const TOLERANCE_SECONDS = 5;
const LONGEST_WORD = 200;

/**
 * Tells who a bearer token stands for. A token once checked is kept until it expires or a key goes away, since a
 * signature check costs more than the rest of a small request. Tokens are judged by the machine's time, whatever the clock says.
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
    if (known?.revision !== this.rules.keys.revision) return this.check(token);
    if (known.expires > Date.now()) return this.whileActive(token, known.actor);
    this.checked.delete(token);
    throw new InvalidToken('the token has expired');
  }

  private async check(token: string): Promise<Actor> {
    const { keys, issuer, audience, algorithms } = this.rules;
    const { revision } = keys;
    const claims = await jwtVerify(token, keys.find, {
      issuer,
      audience,
      algorithms: [...algorithms],
      requiredClaims: ['sub', 'exp'],
      clockTolerance: TOLERANCE_SECONDS,
    }).then(({ payload }) => payload, refuse);
    const actor = actorOf(claims);
    this.checked.set(token, { actor, revision, expires: (claims.exp! + TOLERANCE_SECONDS) * 1000 });
    return this.whileActive(token, actor);
  }

  private whileActive(token: string, actor: Actor): Actor | Promise<Actor> {
    const { introspection } = this.rules;
    if (introspection === undefined) return actor;
    return introspection.active(token).then((active) => {
      if (!active) throw new InvalidToken('the token has been revoked');
      return actor;
    });
  }
}

function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw new InvalidToken('the token has expired', { cause: error });
  if (error instanceof errors.JWTClaimValidationFailed)
    throw new InvalidToken(`the claim "${error.claim}" does not fit this service`, { cause: error });
  if (CLIENTS.some((kind) => error instanceof kind))
    throw new InvalidToken('the token was not issued for this service', { cause: error });
  if (error instanceof IdentityUnavailable) throw error;
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
