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
