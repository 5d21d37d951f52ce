import type { Applicant } from '../../contract/events.js';

/** What stands for the name of a private person wherever names are in clear. */
export const PRIVATE_PERSON = 'Private person';

/** The applicant with a private person's name kept only where it is sealed; organisations stay as they are. */
export function withoutNameOfPerson(applicant: Applicant): Applicant {
  if (applicant.kind !== 'person' && !applicant.organisation.startsWith('subject:')) return applicant;
  const { name, contactPerson = name } = applicant;
  return { ...applicant, name: PRIVATE_PERSON, contactPerson };
}
