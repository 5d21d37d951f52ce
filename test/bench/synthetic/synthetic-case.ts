import type { Actor } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { testAccountOf } from '#importing/test-accounts.js';
import { organisationNumbered } from './organisations.js';
import type { Random } from './random.js';
import { SCHEMES, type SyntheticScheme } from './schemes.js';

/** A case's ids and people, known from its beginning. */
export interface SyntheticCase {
  readonly caseId: string;
  /** Pseudonym of the contact person. */
  readonly personRef: string;
  readonly scheme: SyntheticScheme;
  readonly applicant: Actor;
  readonly applicantName: string;
  readonly account: string;
}

/** Organisations that apply, again and again. */
const APPLICANTS = 20_000;

/** Makes up a case. */
export function newCase(random: Random): SyntheticCase {
  const number = random.below(APPLICANTS);
  const organisation = organisationNumbered(number);
  return {
    caseId: random.uuid(),
    personRef: derivedId('synthetic-person', number),
    scheme: random.pick(SCHEMES),
    applicant: { subject: `applicant-${number}`, roles: ['applicant'], organisation },
    applicantName: `Organisation ${number} of ${random.words(2)}`,
    account: testAccountOf(organisation),
  };
}
