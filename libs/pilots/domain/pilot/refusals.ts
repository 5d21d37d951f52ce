import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { Fault } from '../../contract/faults.js';
import type { PartnerRole } from '../../contract/pilot.js';
import type { KnownPilot } from './state.js';

/** Why a pilot refuses. */
export type PilotRefusal = Refusal<
  | 'pilot-unknown'
  | 'pilot-exists'
  | 'pilot-historical'
  | 'wrong-state'
  | 'four-eyes'
  | 'other-directorate'
  | 'same-directorates'
  | 'framework-version'
  | 'account-invalid'
  | 'account-correction-waits'
  | 'no-account-correction'
  | 'not-own-account'
  | 'partner-conflict'
  | 'organisation-number-invalid'
  | 'partner-unknown'
  | 'partner-missing'
  | 'grant-unknown'
  | 'contract-invalid'
  | 'other-contract'
  | 'not-a-party'
  | 'already-signed'
  | 'parties-first'
  | 'reservation-abandoned'
  | 'reservation-in-use'
  | 'cohort-unknown'
  | 'cohort-state'
  | 'too-many-participants'
  | 'date-out-of-range'
  | 'not-service-provider'
  | 'visit-unknown'
  | 'risk-unknown'
  | 'not-evaluator'
  | 'not-validator'
  | 'measurement-invalid'
  | 'measurement-unknown'
  | 'measurement-state'
  | 'termination-unknown'
  | 'not-settled'
  | 'impartiality-not-declared'
  | 'impartiality-in-doubt'
  | 'conflict-of-interest'
  | 'own-impartiality'
  | 'grounds-missing'
  | 'too-many-declarations'
  | 'too-many-rulings'
>;

/** There is no such pilot. */
export function unknownPilot() {
  return refusal('not-found', 'pilot-unknown', 'there is no such pilot');
}

/** What others ran is on record, and takes no commands. */
export function historical() {
  return refusal(
    'conflict',
    'pilot-historical',
    'the pilot is historical: it is on record and takes no commands',
  );
}

/** The step is not taken from this state. */
export function inState({ status }: KnownPilot, needed: string) {
  return refusal('conflict', 'wrong-state', `the pilot is ${status}, this step needs it to be ${needed}`, {
    status,
    needed,
  });
}

/** The same person may not do both. */
export function fourEyes(detail: string) {
  return refusal('forbidden', 'four-eyes', detail);
}

/** One directorate alone decides nothing. */
export function otherDirectorate(detail: string) {
  return refusal('forbidden', 'other-directorate', detail);
}

/** A partner's account is no account. */
export function accountInvalid() {
  return refusal(
    'invalid',
    'account-invalid',
    'the partner’s account number is none: its form or a check digit is wrong',
  );
}

/** One corrected account waits at a time, so that nobody approves another than was seen. */
export function correctionWaits(correction: number) {
  return refusal(
    'conflict',
    'account-correction-waits',
    `corrected account no. ${correction} waits for another person; it is approved or rejected first`,
    { correction },
  );
}

/** No corrected account of this number waits. */
export function noCorrection(correction: number) {
  return refusal('conflict', 'no-account-correction', `no corrected account no. ${correction} waits`);
}

/** A partner has no say in where another is paid to. */
export function notOwnAccount() {
  return refusal('forbidden', 'not-own-account', 'a partner corrects its own account and no other');
}

/** The organisation has no such role here. */
export function notPartner(organisation: string, role: PartnerRole) {
  return refusal('conflict', 'partner-unknown', `${organisation} does not take part as ${role}`);
}

/** No partner stands in this role. */
export function partnerMissing(roles: readonly PartnerRole[]) {
  return refusal(
    'conflict',
    'partner-missing',
    `the pilot still needs partners in these roles: ${roles.join(', ')}`,
    {
      roles,
    },
  );
}

/** What is wrong with a contract, and where. */
export function contractInvalid(faults: readonly Fault[]) {
  return refusal('invalid', 'contract-invalid', faultText(faults), { faults });
}

/** What is wrong with a measurement, and where. */
export function measurementInvalid(faults: readonly Fault[]) {
  return refusal('invalid', 'measurement-invalid', faultText(faults), { faults });
}

/** A date lies where it cannot. */
export function outOfRange(detail: string) {
  return refusal('invalid', 'date-out-of-range', detail);
}

/** The contract has no such cohort. */
export function unknownCohort(cohort: string) {
  return refusal('invalid', 'cohort-unknown', `the contract has no cohort ${cohort}`);
}

/** The cohort is not in the state that the step needs. */
export function cohortState(cohort: string, is: string, needed: string) {
  return refusal('conflict', 'cohort-state', `cohort ${cohort} is ${is}, this step needs it to be ${needed}`);
}

/** More participants than the framework allows. */
export function tooManyParticipants(persons: number, most: number) {
  return refusal(
    'conflict',
    'too-many-participants',
    `all cohorts together would have ${persons} participants, the framework allows ${most}`,
    { persons, most },
  );
}

/** More persons were served than the cohort has. */
export function tooManyServed(cohort: string, persons: number, most: number) {
  return refusal(
    'conflict',
    'too-many-participants',
    `cohort ${cohort} has ${most} participants, ${persons} cannot have been served`,
    { persons, most },
  );
}

function faultText([first, ...others]: readonly Fault[]): string {
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return first === undefined ? '' : `${first.path}: ${first.message}${more}`;
}
