import { isVisible, onOneLine } from '#text/text.js';
import type { NamesRule } from '../config/issuer-config.js';
import type { Identity } from '../identity.js';
import { LONGEST_WORD } from '../words.js';
import type { ClaimPath } from './claim-path.js';
import { valuesAt, type Claims } from './reading.js';

/**
 * What a person is called, as far as the token tells. It decides nothing, so it keeps nobody out: what cannot be shown
 * is left out of it, and what is no text tells nothing. @throws InvalidToken where the path leads through something else
 */
export function namesOf(claims: Claims, rules: NamesRule): Pick<Identity, 'name' | 'title'> {
  const name = nameAt(claims, rules.name);
  const title = nameAt(claims, rules.title);
  return { ...(name === undefined ? {} : { name }), ...(title === undefined ? {} : { title }) };
}

function nameAt(claims: Claims, path: ClaimPath | undefined): string | undefined {
  const value = path && valuesAt(claims, path)[0];
  if (typeof value !== 'string' || !isVisible(value)) return undefined;
  const letters = Array.from(onOneLine(value.slice(0, LONGEST_READ)).replaceAll(/\s+/gu, ' ').trim());
  return letters.slice(0, LONGEST_WORD).join('').trimEnd();
}

/** Nothing behind it could be a part of the name that is kept. */
const LONGEST_READ = 10_000;
