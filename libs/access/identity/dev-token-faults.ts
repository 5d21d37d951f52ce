import { isVisible } from '#text/text.js';
import { countsAlone, isRole, ROLES, type Role } from '../roles.js';
import { isOrganisation, isSubject, isWord } from './words.js';

const EMPTY = 'It must not be empty.';

/** Why a dev token cannot stand for this subject; undefined where it can. */
export function faultOfSubject(text: string): string | undefined {
  if (!isVisible(text)) return EMPTY;
  return isSubject(text)
    ? undefined
    : 'It is too long, not on one line, or begins with "process:", "import:" or "operator:".';
}

/** Why nobody has this name, or this title; undefined where somebody can. */
export function faultOfName(text: string): string | undefined {
  if (!isVisible(text)) return 'It must show something, or be left out.';
  return isWord(text) ? undefined : 'It is too long, or not on one line.';
}

/** Why nobody can act for this organisation; undefined where somebody can. */
export function faultOfOrganisation(text: string): string | undefined {
  if (!isVisible(text)) return EMPTY;
  return isOrganisation(text) ? undefined : 'It is too long, not on one line, or begins with "subject:".';
}

/** Why no dev token carries these roles; undefined where one does. */
export function faultOfRoles(words: readonly string[]): string | undefined {
  if (words.length === 0) return `It must be at least one of ${ROLES.join(', ')}.`;
  const unknown = words.find((word) => !isRole(word));
  return unknown === undefined ? undefined : `"${unknown}" is no role; the roles are ${ROLES.join(', ')}.`;
}

/** Why nobody holds these roles for themselves; undefined where somebody can. */
export function faultOfHeldAlone(roles: readonly Role[]): string | undefined {
  const idle = roles.filter((role) => !countsAlone(role));
  return idle.length === 0 ? undefined : `What counts in an organisation only needs one: ${idle.join(', ')}.`;
}

/** Why a dev token cannot last so many seconds; undefined where it can. */
export function faultOfLifetime(text: string): string | undefined {
  const whole = /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) && Number(text) >= 1;
  return whole ? undefined : 'It must be a whole number, at least 1.';
}
