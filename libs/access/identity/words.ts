import { isOneLine, isVisible, shownOf } from '#text/text.js';

/** How long such a word may be, in UTF-16 code units. */
export const LONGEST_WORD = 200;

/**
 * What stands before the colon where nobody with a token acts: process managers, imports and operators. Whoever could
 * take such a subject would seem to be one of them in every history.
 */
export const RESERVED_SUBJECTS = ['process', 'import', 'operator'] as const;

/** How the subjects of further issuers begin: the issuer's name and a colon; so neither may pose as the other. */
export function beginsWithName(subject: string, names: readonly string[]): boolean {
  const [name, ...rest] = shownOf(subject).toLowerCase().split(':');
  return rest.length > 0 && names.some((each) => each.toLowerCase() === shownOf(name!));
}

/** Whether a token may stand for this organisation: those who act for none stand under `subject:` themselves. */
export function isOrganisation(value: unknown): value is string {
  return isWord(value) && !/^subject:/i.test(shownOf(value));
}

/** Whether a token may stand for this person: nobody is, or seems to be, one of those who act without a token. */
export function isSubject(value: unknown): value is string {
  return isWord(value) && !beginsWithName(value, RESERVED_SUBJECTS);
}

/** Whether it is a short text on one line that shows something. */
export function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_WORD && isVisible(value) && isOneLine(value);
}
