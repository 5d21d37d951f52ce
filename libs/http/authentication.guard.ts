import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { BEFORE_CHOOSING, PUBLIC } from './identity.js';
import { organisationAsked } from './organisation-header.js';
import { ProblemException, refused } from './problems.js';
import type { PlatformRequest } from './request.js';
import { actingFor } from '#access/identity/acting-for.js';
import type { Identity } from '#access/identity/identity.js';
import { IdentityUnavailable, InvalidToken } from '#access/identity/invalid-token.js';
import type { TokenVerifier } from '#access/identity/token-verifier.js';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** Lets nobody past without a valid token and one organisation they act for, but on routes that need neither. */
export class AuthenticationGuard implements CanActivate {
  constructor(private readonly tokens: Pick<TokenVerifier, 'verify'>) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isMarked(context, PUBLIC)) return true;
    const request = context.switchToHttp().getRequest<PlatformRequest>();
    const identity = await this.identityOf(request.headers.authorization);
    request.identity = identity;
    const asked = organisationAsked(request);
    const acting = actingFor(identity, asked);
    if (acting.ok) request.actor = acting.actor;
    else if (asked !== undefined || !isMarked(context, BEFORE_CHOOSING)) throw refused(acting.refusal);
    return true;
  }

  private async identityOf(authorization: string | undefined): Promise<Identity> {
    if (authorization === undefined) throw unauthenticated('send a bearer token');
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated('the Authorization header must be "Bearer <token>"', true);
    try {
      return await this.tokens.verify(token);
    } catch (error) {
      if (error instanceof InvalidToken) throw unauthenticated(error.message, true);
      if (error instanceof IdentityUnavailable) throw unavailable(error);
      throw error;
    }
  }
}

function isMarked(context: ExecutionContext, mark: string): boolean {
  return [context.getHandler(), context.getClass()].some(
    (target) => Reflect.getMetadata(mark, target) === true,
  );
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
