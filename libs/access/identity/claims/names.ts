import { isVisible } from '#text/text.js';
import type { NamesRule } from '../config/issuer-config.js';
import type { Identity } from '../identity.js';
import { InvalidToken } from '../invalid-token.js';
import { isWord } from '../words.js';
import type { ClaimPath } from './claim-path.js';
import { valuesAt, wrong, type Claims } from './reading.js';

/** What a person is called, as far as the token tells; a blank tells nothing. @throws InvalidToken */
export function namesOf(claims: Claims, rules: NamesRule): Pick<Identity, 'name' | 'title'> {
  const name = nameAt(claims, rules.name);
  const title = nameAt(claims, rules.title);
  return { ...(name === undefined ? {} : { name }), ...(title === undefined ? {} : { title }) };
}

function nameAt(claims: Claims, path: ClaimPath | undefined): string | undefined {
  if (path === undefined) return undefined;
  const [value] = valuesAt(claims, path);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw wrong(path, 'a text', value);
  if (!isVisible(value)) return undefined;
  if (!isWord(value)) throw new InvalidToken(`the claim "${path.text}" must be a short text on one line`);
  return value.trim();
}
