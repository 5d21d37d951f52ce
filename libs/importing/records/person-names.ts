import { shownOf } from '#text/text.js';

/** Words that stand where a funder does not name the person. */
const NOBODY = wordSet(
  'anonymised anonymized anonymous applicant award beneficiary bursary grant grantee individual name not of person private recipient redacted scholar scholarship student the to undisclosed withheld',
);
/** Words that stand beside a name and are none. */
const BESIDE = wordSet(
  'and born dame dr esq fru frk herr hr jnr jr lady lord md miss mr mrs ms mx nee obe og phd prof professor rev reverend sir snr sr und',
);
/** A surname that stands alone tells who it is; shorter ones are words of many languages. */
const TELLING = 4;
/** Names without a blank between them are looked for when they are longer than most words that could hold them. */
const GLUED = 6;

/**
 * Whether a text that anybody may read tells who a person is: two words of the name, in whatever order, case or accents;
 * the surname alone, where it is written as a name; or the name run together. Rather once too often: a record that is
 * refused is named, one that tells stays.
 */
export function holdsName(text: string, name: string): boolean {
  const wanted = wordsOf(name).filter(isOfName);
  if (wanted.every((word) => word.length < 2 && isLatin(word))) return false;
  const words = wordsOf(text);
  const held = new Set(wanted.filter((word) => words.includes(word)));
  if (held.size >= Math.min(2, new Set(wanted).size) && [...held].some((word) => word.length > 1))
    return true;
  if (surnamesIn(name).some((surname) => asNames(text).has(surname))) return true;
  const run = words.join('');
  const [given, surname] = [wanted[0]!, wanted.at(-1)!];
  const together = [wanted.join(''), given + surname, surname + given];
  if (together.some((each) => each.length >= GLUED && run.includes(each))) return true;
  // Not every script puts blanks between words.
  return !isLatin(wanted.join('')) && run.includes(wanted.join(''));
}

/** Whether a text holds the id of a person, which may be looked up elsewhere. */
export function holdsId(text: string, id: string): boolean {
  const [wanted, within] = [wordsOf(id), wordsOf(text)];
  if (wanted.join('').length < 3) return false;
  return within.some((_, index) => wanted.every((word, place) => within[index + place] === word));
}

/** The last word of the name, and of what stands in brackets beside it: the name before a marriage. */
function surnamesIn(name: string): string[] {
  const parts = [name.replaceAll(/\([^)]*\)/g, ' '), ...(name.match(/\([^)]*\)/g) ?? [])];
  const [first = '', second = ''] = name.split(',');
  if (second !== '') parts.push(first);
  return parts
    .flatMap((part) => wordsOf(part).filter(isOfName).at(-1) ?? [])
    .filter((word) => word.length >= TELLING);
}

/** The words of a text that begin with a capital. */
function asNames(text: string): ReadonlySet<string> {
  const words = shownOf(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => /^\p{Lu}/u.test(word)).flatMap(wordsOf));
}

function isOfName(word: string): boolean {
  return !NOBODY.has(word) && !BESIDE.has(word) && !/^\d+$/.test(word);
}

function isLatin(word: string): boolean {
  return !/\P{Script=Latin}/u.test(word);
}

function wordsOf(text: string): string[] {
  const plain = shownOf(text)
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
