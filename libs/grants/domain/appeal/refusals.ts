import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { DetrimentGround, Worse } from '../../contract/events.js';
import type { ReceiptRefusal } from '../notices/receipt.js';
import { no as impartiality } from '#impartiality/impartiality.js';

/** Why an appeal refuses. */
export type AppealRefusal = Refusal<
  | 'appeal-unknown'
  | 'no-right-of-appeal'
  | 'nothing-to-appeal'
  | 'still-stands'
  | 'not-appealable'
  | 'appeal-open'
  | 'appeal-decided'
  | 'appeal-too-late'
  | 'too-many-appeals'
  | 'not-late'
  | 'not-open'
  | 'wrong-state'
  | 'impartiality-not-declared'
  | 'conflict-of-interest'
  | 'four-eyes'
  | 'outside-delegation'
  | 'new-decision-missing'
  | 'new-decision-not-wanted'
  | 'amount-not-wanted'
  | 'other-currency'
  | 'amount-invalid'
  | 'schedule-invalid'
  | 'schedule-does-not-add-up'
  | 'multi-year-not-allowed'
  | 'to-detriment'
  | 'detriment-not-warned'
  | 'detriment-not-wanted'
  | 'ground-not-open'
  | 'reversal-too-late'
  | 'other-appeal-unknown'
  | 'decision-notified'
  | 'costs-covered'
  | 'already-notified'
  | 'received-on-invalid'
  | 'standing-undecided'
  | 'standing-decided'
  | 'other-appeal-unheard'
  | 'date-out-of-range'
  | 'date-invalid'
  | 'not-notified'
  | ReceiptRefusal['code']
>;

/** The refusals, each with its sentence. */
export const no = {
  notice: () =>
    refusal('conflict', 'not-notified', 'no notice of the outcome is recorded that could be corrected'),
  appeal: () => refusal('not-found', 'appeal-unknown', 'there is no such appeal'),
  right: () =>
    refusal('conflict', 'no-right-of-appeal', 'the regulation version of the case gives no right of appeal'),
  decision: () => refusal('conflict', 'nothing-to-appeal', 'there is no such decision in the case'),
  overtaken: () =>
    refusal(
      'conflict',
      'nothing-to-appeal',
      'what the appeal is against does not stand any more: another decision took its place',
    ),
  standingStill: () =>
    refusal('conflict', 'still-stands', 'what the appeal is against stands: the appeal is decided'),
  furtherAppeal: () =>
    refusal('conflict', 'not-appealable', 'what the appeal body decided cannot be appealed again'),
  secondAppeal: () =>
    refusal('conflict', 'appeal-open', 'an appeal against this decision is being treated already'),
  repetition: (status: string) =>
    refusal('conflict', 'appeal-decided', `an appeal against this decision is ${status} already`, { status }),
  appeals: (most: number) =>
    refusal('conflict', 'too-many-appeals', `${most} appeals against this decision were withdrawn`, { most }),
  others: (most: number) =>
    refusal('conflict', 'too-many-appeals', `${most} others appeal against this decision`, { most }),
  standing: () =>
    refusal(
      'conflict',
      'standing-undecided',
      'whoever appeals did not apply: the legal interest is recognised first, or the appeal is dismissed',
    ),
  standingAgain: () =>
    refusal('conflict', 'standing-decided', 'this appeal does not wait for its standing to be decided'),
  unheard: (appeals: readonly string[]) =>
    refusal(
      'conflict',
      'other-appeal-unheard',
      'others appeal against the same and are not forwarded yet: one outcome is decided for all',
      { appeals },
    ),
  decisions: (most: number) =>
    refusal('conflict', 'too-many-appeals', `${most} decisions were made in this case`, { most }),
  acceptanceAfter: (outerLimit: string) =>
    refusal(
      'conflict',
      'appeal-too-late',
      `after ${outerLimit} no appeal is accepted, whatever its grounds`,
      { outerLimit },
    ),
  lateness: () => refusal('conflict', 'not-late', 'the appeal came in time, or was accepted already'),
  longerOpen: (status: string) =>
    refusal('conflict', 'not-open', `the appeal is ${status}: nothing can be decided in it any more`, {
      status,
    }),
  part: () =>
    refusal(
      'invalid',
      'amount-not-wanted',
      'only a revocation or a claim is changed in part: to an amount of its own',
    ),
  currency: (currency: string) =>
    refusal('invalid', 'other-currency', `the case is in ${currency}`, { currency }),
  inState: (status: string, needed: string) =>
    refusal('conflict', 'wrong-state', `the appeal is ${status}, this step needs it to be ${needed}`, {
      status,
      needed,
    }),
  declaration: impartiality.declaration,
  impartiality: impartiality.impartiality,
  fourEyes: () =>
    refusal('forbidden', 'four-eyes', 'this is approved by another person than everyone who prepared it'),
  involvement: () =>
    refusal(
      'forbidden',
      'four-eyes',
      'an appeal is decided by a person who neither prepared nor made what it is against',
    ),
  detriment: (worse: readonly Worse[]) =>
    refusal(
      'conflict',
      'to-detriment',
      `the new decision is worse for the party (${worse.join(', ')}): say which ground allows it, and why`,
      { worse },
    ),
  warning: (by: string, sentOn: string | undefined) =>
    refusal(
      'conflict',
      'detriment-not-warned',
      `notice that the decision may be changed to the party's detriment had to be sent by ${by}`,
      { by, ...(sentOn === undefined ? {} : { sentOn }) },
    ),
  detrimentElsewhere: () =>
    refusal(
      'invalid',
      'detriment-not-wanted',
      'only what is put in place of a decision on the application can be to the detriment of its party',
    ),
  groundOfOthers: (ground: DetrimentGround) =>
    refusal('invalid', 'ground-not-open', `this body cannot rely on ${ground}`, { ground }),
  reversalAfter: (until: string) =>
    refusal(
      'conflict',
      'reversal-too-late',
      `the superior body could reverse the decision to the party's detriment until ${until}`,
      { until },
    ),
  otherAppeal: () =>
    refusal(
      'conflict',
      'other-appeal-unknown',
      'nobody else has such an appeal against this decision before the appeal body',
    ),
  notNotified: (receivedOn: string) =>
    refusal('conflict', 'decision-notified', `notice of the decision was received on ${receivedOn}`, {
      receivedOn,
    }),
  secondWarning: (sentOn: string) =>
    refusal('conflict', 'already-notified', `notice was sent on ${sentOn} already`, { sentOn }),
  warningOn: (receivedOn: string) =>
    refusal('invalid', 'date-invalid', 'notice is sent between the day the appeal was received and today', {
      receivedOn,
    }),
  costsAgain: () => refusal('conflict', 'costs-covered', 'the costs of this appeal have been covered'),
  secondNotice: () => refusal('conflict', 'already-notified', 'notice of the outcome is recorded already'),
  noticeFromTomorrow: () =>
    refusal('invalid', 'received-on-invalid', 'notice cannot have been received on a day yet to come'),
  noticeBefore: (decidedOn: string) =>
    refusal(
      'invalid',
      'received-on-invalid',
      `notice cannot have been received before the outcome itself, on ${decidedOn}`,
      { decidedOn },
    ),
} as const;
