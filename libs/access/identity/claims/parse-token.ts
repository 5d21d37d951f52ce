import { NotIJson, readJson } from '#text/i-json.js';
import { InvalidToken } from '../invalid-token.js';
import { isObject, type Claims } from './reading.js';

/** A token taken apart; whether its signature is right is for others to check. */
export interface ParsedToken {
  /** How it says it is signed. */
  readonly alg: string;
  /** What it says it is. */
  readonly typ?: string;
  readonly claims: Claims;
}

const SIGNED = 3;
const ENCRYPTED = 5;
const BASE64URL = /^[\w-]+$/;

/**
 * Takes a signed token apart. What stands twice in it is refused, since two readers could see different things in it
 * (RFC 7519 §4), and so are extensions of its header, none of which is known here. @throws InvalidToken
 */
export function parseToken(token: string): ParsedToken {
  const parts = token.split('.');
  if (parts.length === ENCRYPTED)
    throw new InvalidToken('this is an encrypted token (JWE), and only signed ones are accepted here');
  const [header, claims] = parts;
  if (parts.length !== SIGNED || !BASE64URL.test(header!) || !BASE64URL.test(claims!))
    throw new InvalidToken('this is no signed token (JWT)');
  const { alg, typ, crit } = objectOf(header!, 'header');
  if (crit !== undefined)
    throw new InvalidToken('the header of the token demands an extension (crit) that is not known here');
  if (typeof alg !== 'string')
    throw new InvalidToken('the header of the token must say how it is signed (alg)');
  if (typ !== undefined && typeof typ !== 'string')
    throw new InvalidToken('the type in the header of the token (typ) must be a text');
  return { alg, ...(typ === undefined ? {} : { typ }), claims: objectOf(claims!, 'claims') };
}

function objectOf(part: string, name: string): Claims {
  try {
    const value = readJson(Buffer.from(part, 'base64url'));
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof NotIJson)) throw error;
    if (error.pointer !== '')
      throw new InvalidToken(`the ${name} of the token must be I-JSON: something ${error.detail}`);
  }
  throw new InvalidToken(`the ${name} of the token must be a JSON object`);
}
