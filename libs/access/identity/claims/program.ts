import type { IssuerRules } from '../config/issuer-config.js';
import { textAt, textsAt, type Claims } from './reading.js';

/**
 * Whether a token was issued to a program for itself, without anybody signing in: the claim that tells persons tells the
 * client (RFC 9068 §2.2, RFC 6749 §4.4), or another one says so. @throws InvalidToken
 */
export function isOfProgram(
  claims: Claims,
  client: string | undefined,
  { person, programs: { claim, accepts } }: IssuerRules,
): boolean {
  if (client !== undefined && textAt(claims, person.claim) === client) return true;
  if (claim === undefined) return false;
  const said = textsAt(claims, claim);
  return accepts === undefined ? said.length > 0 : said.some((each) => accepts.includes(each));
}

/** Whether nobody signs in at a client, so that it has a person's token by exchange alone. */
export function isProgram(client: string | undefined, { programs }: IssuerRules): client is string {
  return client !== undefined && programs.clients.includes(client);
}
