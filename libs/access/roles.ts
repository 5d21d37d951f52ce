/** The roles a token may carry; a person may hold several. */
export const ROLES = [
  'applicant',
  'caseworker',
  'decision-maker',
  'attester',
  'finance',
  'scheme-manager',
  'superior',
  'appeal-body',
  'partner',
  'evaluator',
  'validator',
  'auditor',
  'administrator',
] as const;

/** One of the roles a token may carry. */
export type Role = (typeof ROLES)[number];

/** Whether a word names a role. */
export function isRole(word: string): word is Role {
  return (ROLES as readonly string[]).includes(word);
}

const OVERSEEING: ReadonlySet<string> = new Set<Role>(['auditor', 'administrator']);
const ALONE: ReadonlySet<string> = new Set<Role>(['applicant', 'auditor', 'administrator']);

/** Whether a role oversees everything, so that it matters to nothing for which organisation it is held. */
export function oversees(role: string): boolean {
  return OVERSEEING.has(role);
}

/** Whether a role counts for a person who acts for no organisation; all others count in one alone. */
export function countsAlone(role: string): boolean {
  return ALONE.has(role);
}
