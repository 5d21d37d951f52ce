import type { IssuerRules } from '../config/issuer-config.js';
import { textAt, textsAt, type Claims } from './reading.js';

/**
 * Whether a token was issued to a program for itself, without anybody signing in: the claim that tells persons tells the
 * client (RFC 9068 §2.2, RFC 6749 §4.4), or another one says so. @throws InvalidToken
 */
export function isOfSystem(
  claims: Claims,
  client: string | undefined,
  { person, systems }: IssuerRules,
): boolean {
  if (client !== undefined && textAt(claims, person.claim) === client) return true;
  if (systems === undefined) return false;
  const said = textsAt(claims, systems.claim);
  return systems.accepts === undefined
    ? said.length > 0
    : said.some((each) => systems.accepts!.includes(each));
}
