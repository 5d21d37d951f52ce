import type { Role } from '#access/roles.js';
import { RICH_RULES } from '#test/support/case-states.js';
import { DIRECTORATE } from '#test/support/scheme.js';
import type { Person, System } from '#test/support/system.js';

const APPLICANT = '987654325';
const BODY = RICH_RULES.appeal.body;

/** Everyone who takes steps: most hold several roles, one applied and works there, one moved to the appeal body. */
const PEOPLE: readonly (readonly [subject: string, roles: readonly Role[], organisation: string])[] = [
  ['ola', ['applicant'], APPLICANT],
  ['anna', ['caseworker', 'decision-maker'], DIRECTORATE],
  ['berit', ['decision-maker', 'attester'], DIRECTORATE],
  ['dag', ['caseworker', 'decision-maker'], DIRECTORATE],
  ['carl', ['attester', 'decision-maker'], DIRECTORATE],
  ['dina', ['finance', 'attester'], DIRECTORATE],
  ['beate', ['decision-maker', 'caseworker'], DIRECTORATE],
  ['klara', ['appeal-body'], BODY],
  ['kim', ['caseworker', 'decision-maker', 'attester', 'finance'], DIRECTORATE],
  ['sigrid', ['superior', 'caseworker'], DIRECTORATE],
  ['ola', ['caseworker', 'decision-maker', 'attester', 'finance'], DIRECTORATE],
  ['anna', ['appeal-body'], BODY],
];

/** The people of the walks, in an order that stays. */
export function peopleOf(system: System): Promise<Person[]> {
  return Promise.all(PEOPLE.map(([subject, roles, organisation]) => system.as(subject, roles, organisation)));
}
