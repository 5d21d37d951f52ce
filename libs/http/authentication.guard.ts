import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ProblemException } from './problems.js';
import type { PlatformRequest } from './request.js';
import { PUBLIC } from './identity.js';
import { IdentityUnavailable, InvalidToken } from '#access/identity/invalid-token.js';
import type { TokenVerifier } from '#access/identity/token-verifier.js';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** Lets nobody without a valid token past, but on public routes. */
export class AuthenticationGuard implements CanActivate {
  constructor(private readonly tokens: Pick<TokenVerifier, 'verify'>) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isPublic(context.getHandler()) || isPublic(context.getClass())) return true;
    const request = context.switchToHttp().getRequest<PlatformRequest>();
    const { authorization } = request.headers;
    if (authorization === undefined) throw unauthenticated('send a bearer token');
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated('the Authorization header must be "Bearer <token>"', true);
    try {
      request.actor = await this.tokens.verify(token);
      return true;
    } catch (error) {
      if (error instanceof InvalidToken) throw unauthenticated(error.message, true);
      if (error instanceof IdentityUnavailable) throw unavailable(error);
      throw error;
    }
  }
}

function isPublic(target: object): boolean {
  return Reflect.getMetadata(PUBLIC, target) === true;
}

function unauthenticated(detail: string, invalid = false): ProblemException {
  const challenge = 'Bearer realm="tilsagn"';
  const description = detail.replaceAll('"', "'");
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
