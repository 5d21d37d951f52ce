import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ProblemException } from './problems.js';
import type { PlatformRequest } from './request.js';
import { PUBLIC } from './identity.js';
import type { Actor } from '#eventsourcing/event.js';
import type { Identity } from '#access/identity/identity.js';
import { IdentityUnavailable, InvalidToken } from '#access/identity/invalid-token.js';
import type { TokenVerifier } from '#access/identity/token-verifier.js';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** Lets nobody without a valid token past, but on public routes. */
export class AuthenticationGuard implements CanActivate {
  constructor(private readonly tokens: TokenVerifier) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isPublic(context.getHandler()) || isPublic(context.getClass())) return true;
    const request = context.switchToHttp().getRequest<PlatformRequest>();
    const { authorization } = request.headers;
    if (authorization === undefined) throw unauthenticated('send a bearer token');
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated('the Authorization header must be "Bearer <token>"', true);
    try {
      request.actor = actorOf(await this.tokens.verify(token));
      return true;
    } catch (error) {
      if (error instanceof InvalidToken) throw unauthenticated(error.message, true);
      if (error instanceof IdentityUnavailable) throw unavailable(error);
      throw error;
    }
  }
}

/** Which of several organisations is meant, nothing in a request says. */
function actorOf({ subject, memberships: [membership, ...others] }: Identity): Actor {
  if (membership === undefined || others.length > 0)
    throw new InvalidToken('the token must name one organisation, or none');
  const { roles, organisation } = membership;
  return { subject, roles, ...(organisation === undefined ? {} : { organisation }) };
}

function isPublic(target: object): boolean {
  return Reflect.getMetadata(PUBLIC, target) === true;
}

function unauthenticated(detail: string, invalid = false): ProblemException {
  const challenge = 'Bearer realm="tilsagn"';
  // What may stand in a description (RFC 6750 §3); a path of the configuration can hold anything.
  const description = detail.replaceAll('"', "'").replaceAll(/[^\x20-\x5b\x5d-\x7e]/g, '?');
  return new ProblemException({
    code: 'unauthenticated',
    status: 401,
    detail,
    headers: {
      'www-authenticate': invalid
        ? `${challenge}, error="invalid_token", error_description="${description}"`
        : challenge,
    },
  });
}

function unavailable({ message }: IdentityUnavailable): ProblemException {
  return new ProblemException({
    code: 'identity-unavailable',
    status: 503,
    detail: message,
    headers: { 'retry-after': '5' },
  });
}
