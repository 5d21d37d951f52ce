import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { AppealRefusal } from '../appeal/refusals.js';
import { no as impartiality } from '#impartiality/impartiality.js';

/** Why an application refuses. */
export type ApplicationRefusal = Refusal<
  | 'application-unknown'
  | 'no-reversal'
  | 'not-granted'
  | 'offer-declined'
  | 'other-body'
  | 'decided-above'
  | AppealRefusal['code']
  | 'already-submitted'
  | 'not-open'
  | 'wrong-state'
  | 'call-not-open'
  | 'call-closed'
  | 'call-cancelled'
  | 'organisation-number-invalid'
  | 'account-invalid'
  | 'other-currency'
  | 'amount-invalid'
  | 'amount-above-maximum'
  | 'applicant-kind-not-admitted'
  | 'budget-lines-do-not-add-up'
  | 'co-funding-too-low'
  | 'period-invalid'
  | 'date-invalid'
  | 'date-out-of-range'
  | 'dispensation-missing'
  | 'not-notified'
  | 'no-receipt-correction'
  | 'nothing-new'
  | 'items-missing'
  | 'no-state-aid'
  | 'not-assigned'
  | 'impartiality-not-declared'
  | 'impartiality-in-doubt'
  | 'conflict-of-interest'
  | 'own-impartiality'
  | 'too-many-declarations'
  | 'too-many-rulings'
  | 'check-unknown'
  | 'check-missing'
  | 'check-repeated'
  | 'eligibility-not-checked'
  | 'not-eligible'
  | 'criterion-unknown'
  | 'criterion-missing'
  | 'criterion-repeated'
  | 'score-outside-scale'
  | 'second-assessor-missing'
  | 'grounds-missing'
  | 'schedule-does-not-add-up'
  | 'schedule-invalid'
  | 'planned-invalid'
  | 'multi-year-not-allowed'
  | 'four-eyes'
  | 'proposal-outdated'
  | 'outside-delegation'
  | 'reservation-missing'
  | 'offer-not-lapsed'
  | 'offer-lapsed-in-time'
  | 'reservation-abandoned'
  | 'reservation-in-use'
  | 'too-many-reservations'
  | 'decision-unknown'
  | 'decision-replaced'
  | 'already-notified'
  | 'decision-not-flagged'
  | 'not-stand-in'
  | 'too-many-stand-ins'
  | 'arrival-missing'
  | 'no-representative'
  | 'power-of-attorney-missing'
  | 'represents-itself'
>;

/** The refusals, each with its sentence; read as `refuse(no.conflict())`. */
export const no = {
  stateAid: () =>
    refusal('conflict', 'no-state-aid', 'the scheme gives no state aid: there is nothing to declare'),
  application: () => refusal('not-found', 'application-unknown', 'there is no such application'),
  account: () =>
    refusal(
      'invalid',
      'account-invalid',
      'the applicant’s account number is none: its form or a check digit is wrong',
    ),
  submittedAgain: () => refusal('conflict', 'already-submitted', 'the application has been submitted'),
  longerOpen: (status: string) =>
    refusal('conflict', 'not-open', `the application is ${status}: nothing can be done to it any more`, {
      status,
    }),
  inState: (status: string, needed: string) =>
    refusal('conflict', 'wrong-state', `the application is ${status}, this step needs it to be ${needed}`, {
      status,
      needed,
    }),
  assignment: () => refusal('forbidden', 'not-assigned', 'the application is assigned to another caseworker'),
  ...impartiality,
  declarations: (most: number) =>
    refusal('conflict', 'too-many-declarations', `a person declares at most ${most} times in a case`, {
      most,
    }),
  declarants: (most: number) =>
    refusal('conflict', 'too-many-declarations', `at most ${most} persons declare in a case`, { most }),
  rulings: (most: number) =>
    refusal('conflict', 'too-many-rulings', `at most ${most} rulings are made on one person in a case`, {
      most,
    }),
  reservations: (most: number) =>
    refusal(
      'conflict',
      'too-many-reservations',
      `money was reserved for approvals of this case and given up ${most} times: no more is reserved`,
      { most },
    ),
  ownImpartiality: () => refusal('forbidden', 'own-impartiality', 'nobody rules on their own impartiality'),
  fourEyes: () =>
    refusal(
      'forbidden',
      'four-eyes',
      'a decision is approved by another person than everyone who prepared it',
    ),
  notice: () =>
    refusal('conflict', 'not-notified', 'no notice of the decision is recorded that could be corrected'),
  changeLeft: () =>
    refusal(
      'conflict',
      'decision-not-flagged',
      'what somebody with a conflict changed was undone: it is decided again, or what stands without it is upheld',
    ),
  flag: () =>
    refusal(
      'conflict',
      'decision-not-flagged',
      'nobody with a conflict of interest is known to have had a part in the decision',
    ),
  review: () =>
    refusal('forbidden', 'four-eyes', 'a flagged decision is looked at by somebody who had no part in it'),
  standIn: () =>
    refusal(
      'forbidden',
      'not-stand-in',
      'a flagged decision is looked at by a superior, or by whom a superior has named as a stand-in',
    ),
  standIns: (most: number) =>
    refusal('conflict', 'too-many-stand-ins', `at most ${most} stand-ins are named for one decision`, {
      most,
    }),
  ownReversal: () =>
    refusal('conflict', 'no-reversal', 'no reversal of the decision in force waits for its approval'),
  decidedAbove: () =>
    refusal(
      'conflict',
      'decided-above',
      'the body above the deciding one made this decision: only that body reverses it of its own motion',
    ),
  otherBody: (body: string) =>
    refusal(
      'forbidden',
      'other-body',
      `the reversal was proposed by the ${body} body, which also decides it`,
      {
        body,
      },
    ),
  reviewAgain: (sentOn: string) =>
    refusal('conflict', 'already-notified', `notice of the review was sent on ${sentOn} already`, { sentOn }),
  grounds: () => refusal('invalid', 'grounds-missing', 'this step needs grounds'),
  eligible: () =>
    refusal(
      'conflict',
      'not-eligible',
      'a required check is not met: the application can only be rejected or found inadmissible',
    ),
  proposalOutdated: (seen: number, latest: number) =>
    refusal('conflict', 'proposal-outdated', `proposal ${seen} was replaced by proposal ${latest}`, {
      proposal: latest,
    }),
  grantWaiting: () => refusal('conflict', 'not-granted', 'no grant waits for money'),
  declined: () => refusal('conflict', 'offer-declined', 'the grant was declined'),
  decision: (number: number) =>
    refusal('conflict', 'decision-unknown', `no decision ${number} stands in this case`, {
      decision: number,
    }),
  arrival: () =>
    refusal('invalid', 'arrival-missing', 'what an official registers says how and when it came'),
  representative: () => refusal('conflict', 'no-representative', 'nobody represents the party in this case'),
  powerOfAttorney: () =>
    refusal(
      'invalid',
      'power-of-attorney-missing',
      'who is no lawyer represents the party by a written power: say where it is found',
    ),
  ownPeople: () =>
    refusal(
      'invalid',
      'represents-itself',
      'the party acts by its own people, who are appointed for the organisation',
    ),
} as const;
