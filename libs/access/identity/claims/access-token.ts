import type { AccessTokenMark } from '../config/issuer-config.js';
import { InvalidToken } from '../invalid-token.js';
import type { ParsedToken } from './parse-token.js';
import { isObject, type Claims } from './reading.js';

/** What tokens are that are no access tokens, by the `typ` of their header (RFC 8725 §3.11). */
const BY_HEADER: ReadonlyMap<string, string> = new Map([
  ['logout+jwt', 'a logout token'],
  ['dpop+jwt', 'a DPoP proof'],
  ['secevent+jwt', 'a security event token'],
  ['oauth-authz-req+jwt', 'an authorization request'],
  ['token-introspection+jwt', 'an answer about a token'],
  ['client-authentication+jwt', 'what a client signs in with'],
]);

/** The same by a claim `typ`, as Keycloak writes it. */
const BY_CLAIM: ReadonlyMap<string, string> = new Map([
  ['id', 'an ID token'],
  ['refresh', 'a refresh token'],
  ['offline', 'a refresh token'],
  ['logout', 'a logout token'],
  ['dpop', 'an access token that is bound to a key of its client (DPoP)'],
]);

/** Hashes of what is issued together with an ID token, and never in an access token (OpenID Connect Core §3.3.2.11). */
const HASHES = ['at_hash', 'c_hash', 's_hash'] as const;
const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';

/**
 * Refuses by its name what is no access token: whoever holds another token of the same issuer, such as an ID token that
 * every client gets, has not been let in here. @throws InvalidToken
 */
export function refuseOtherKinds({ typ: said, claims }: ParsedToken, mark: AccessTokenMark): void {
  const typ = said?.toLowerCase().replace(/^application\//, '');
  const byHeader = typ === 'at+jwt';
  if (typ !== undefined && typ !== 'jwt' && !byHeader)
    throw isNo(BY_HEADER.get(typ) ?? 'a token of another kind, by its type (typ)');
  if ('events' in claims) {
    const { events } = claims;
    throw isNo(
      isObject(events) && Object.hasOwn(events, LOGOUT) ? 'a logout token' : 'a security event token',
    );
  }
  const marked = refuseByClaim(claims) || byHeader;
  if (HASHES.some((hash) => hash in claims) || ('nonce' in claims && !marked)) throw isNo('an ID token');
  if (mark === 'marked' && !marked)
    throw new InvalidToken('the token is not marked as an access token (typ at+jwt)');
  if (!marked && isForItsClient(claims)) throw isNo('an ID token, or does not say that it is none');
}

/**
 * Refuses a token that counts only with a proof: sent alone, it may be in anybody's hands (RFC 9449 §7.1, RFC 8705 §3).
 * @throws InvalidToken
 */
export function refuseBound({ cnf }: Claims): void {
  if (cnf !== undefined)
    throw new InvalidToken(
      'the token is bound to a key of its client (cnf), which a bearer token cannot prove: ask for one that is not',
    );
}

/** Whether claims mark it as an access token. */
function refuseByClaim({ typ, token_type: type, token_use: use }: Claims): boolean {
  if (typ !== undefined) {
    if (typeof typ !== 'string') throw new InvalidToken('the claim "typ" must be a text');
    const word = typ.toLowerCase();
    if (!['bearer', 'jwt', 'at+jwt'].includes(word))
      throw isNo(BY_CLAIM.get(word) ?? 'a token of another kind, by its claim "typ"');
  }
  if (use !== undefined && use !== 'access')
    throw isNo(use === 'id' ? 'an ID token' : 'a token of another kind, by its claim "token_use"');
  if (type !== undefined && !isBearer(type)) throw isNo('a token of another kind, by its claim "token_type"');
  return isBearer(typ);
}

/** As an ID token is; an access token for its own client says at least what it may be used for. */
function isForItsClient(claims: Claims): boolean {
  const { aud, azp, client_id: id, appid, token_type: type } = claims;
  if (['scope', 'scp'].some((name) => name in claims) || isBearer(type)) return false;
  const audiences = [aud].flat();
  return [azp, id, appid].some((client) => client !== undefined && audiences.includes(client));
}

function isBearer(value: unknown): boolean {
  return typeof value === 'string' && value.toLowerCase() === 'bearer';
}

function isNo(kind: string): InvalidToken {
  return new InvalidToken(`this is ${kind}, and only access tokens are accepted here`);
}
