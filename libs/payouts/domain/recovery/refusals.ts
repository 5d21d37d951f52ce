import type { Decision } from '#eventsourcing/decider.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { RecoveryEvent } from '../../contract/events.js';
import type { JudgeRefusal } from '#giving-up/giving-up.js';
import type { KnownRecovery, Repayment } from './state.js';

/** Why a recovery refuses. */
export type RecoveryRefusal =
  | JudgeRefusal
  | Refusal<
      | 'recovery-unknown'
      | 'wrong-state'
      | 'reply-open'
      | 'exceeds-forewarned'
      | 'no-amount'
      | 'other-currency'
      | 'barred-by-limitation'
      | 'limitation-not-later'
      | 'limitation-runs'
      | 'due-in-the-past'
      | 'four-eyes'
      | 'debtor-representative'
      | 'plan-does-not-add-up'
      | 'overpaid'
      | 'exceeds-owed'
      | 'nothing-proposed'
      | 'enforcement-deferred'
      | 'date-out-of-range'
      | 'reference-used'
      | 'exceeds-owed-back'
      | 'basis-annulled'
      | 'claim-flagged'
      | 'paying-back-approved'
      | 'paying-back-unreserved'
    >;

/** What a recovery answers. */
export type Answer = Decision<RecoveryEvent, RecoveryRefusal>;

/** There is no such recovery. */
export function unknownRecovery() {
  return refusal('not-found', 'recovery-unknown', 'there is no such recovery');
}

/** The step is not taken from this state. */
export function inState({ status }: KnownRecovery, needed: string) {
  return refusal('conflict', 'wrong-state', `the recovery is ${status}, this step needs it to be ${needed}`, {
    status,
    needed,
  });
}

/** The debtor may still answer. */
export function replyOpen({ replyBy }: KnownRecovery) {
  return refusal('conflict', 'reply-open', `the debtor may answer the forewarning until ${replyBy}`, {
    replyBy,
  });
}

/** An appeal has the enforcement wait. */
export function deferred(until: string | undefined) {
  return refusal(
    'conflict',
    'enforcement-deferred',
    `the enforcement is deferred ${until === undefined ? 'until the appeal is decided' : `until ${until}`}`,
    until === undefined ? undefined : { until },
  );
}

/** No decision is in force that it could rest on. */
export function basisAnnulled() {
  return refusal(
    'conflict',
    'basis-annulled',
    'the decision the claim rests on was annulled on appeal: the claim waits until the case is decided anew',
  );
}

/** Somebody with a conflict had a part in it. */
export function claimFlagged() {
  return refusal(
    'conflict',
    'claim-flagged',
    'somebody with a conflict of interest had a part in the claim: it waits until it is upheld or decided anew',
  );
}

/** Only what was forewarned may be claimed. */
export function exceedsForewarned(amount: number, forewarned: number) {
  return refusal(
    'conflict',
    'exceeds-forewarned',
    `${amount} is more than was forewarned: ${forewarned} (minor units)`,
    { amount, forewarned },
  );
}

/** Amounts of nothing say nothing. */
export function noAmount() {
  return refusal('invalid', 'no-amount', 'an amount of at least one minor unit is needed');
}

/** Amounts are in the recovery's currency. */
export function otherCurrency({ order }: KnownRecovery, currency: string) {
  return refusal('invalid', 'other-currency', `the recovery is in ${order.amount.currency}, not ${currency}`);
}

/** Nothing may be claimed after the limitation date (foreldelse). */
export function barred(limitationDate: string) {
  return refusal(
    'conflict',
    'barred-by-limitation',
    `the claim is barred by limitation since ${limitationDate}`,
    { limitationDate },
  );
}

/** An interruption makes the time longer. */
export function limitationNotLater(limitationDate: string | undefined) {
  return refusal(
    'invalid',
    'limitation-not-later',
    limitationDate === undefined
      ? 'no limitation runs'
      : `the limitation runs until ${limitationDate} as it is, and no longer by this`,
    limitationDate === undefined ? undefined : { limitationDate },
  );
}

/** Nothing is barred before its day has passed. */
export function limitationRuns({ limitationDate }: KnownRecovery) {
  return refusal(
    'conflict',
    'limitation-runs',
    limitationDate === undefined ? 'no limitation runs' : `the limitation runs until ${limitationDate}`,
    limitationDate === undefined ? undefined : { limitationDate },
  );
}

/** Nobody can pay on a day that is over. */
export function dueInThePast(dueOn: string) {
  return refusal('invalid', 'due-in-the-past', `${dueOn} is over`, { dueOn });
}

/** Who prepared it does not approve it. */
export function fourEyes(what: string) {
  return refusal(
    'forbidden',
    'four-eyes',
    `${what} is approved by another person than those who proposed it`,
  );
}

/** Who answers for the debtor does not decide on the claim. */
export function debtorRepresentative() {
  return refusal(
    'forbidden',
    'debtor-representative',
    'nobody who acts or answered for the debtor proposes or approves',
  );
}

/** A plan covers what is owed, no more and no less. */
export function planDoesNotAddUp(planned: number, owed: number) {
  return refusal(
    'invalid',
    'plan-does-not-add-up',
    `the instalments come to ${planned}, ${owed} is owed (minor units)`,
    { planned, owed },
  );
}

/** More than is owed is not a repayment. */
export function overpaid(amount: number, owed: number) {
  return refusal('conflict', 'overpaid', `${amount} is more than is owed: ${owed} (minor units)`, {
    amount,
    owed,
  });
}

/** Nobody gives up more than there is. */
export function exceedsOwed(amount: number, most: number) {
  return refusal(
    'conflict',
    'exceeds-owed',
    `${amount} is more than there is to give up: ${most} (minor units)`,
    { amount, most },
  );
}

/** No other date of limitation waits. */
export function noLimitationMove() {
  return refusal('conflict', 'nothing-proposed', 'no other date of limitation was proposed');
}

/** Nothing waits for approval. */
export function nothingProposed() {
  return refusal('conflict', 'nothing-proposed', 'nothing was proposed to be given up, or it is over');
}

/** One reference of the bank names one repayment. */
export function referenceUsed({ amount, receivedOn: on }: Repayment) {
  return refusal(
    'conflict',
    'reference-used',
    `bankReference: it names what was repaid on ${on}, ${amount} (minor units); another repayment has another reference`,
    { amount, on },
  );
}

/** Only what was repaid beyond what holds is paid back, and once. */
export function exceedsOwedBack(amount: number, most: number) {
  return refusal(
    'conflict',
    'exceeds-owed-back',
    `${amount} is more than is to be paid back: ${most} (minor units)`,
    { amount, most },
  );
}

/** What was approved is paid first. */
export function payingBackApproved() {
  return refusal(
    'conflict',
    'paying-back-approved',
    'what was approved to be paid back is paid, or returned, first',
  );
}

/** What it was paid for holds the money first. */
export function payingBackUnreserved() {
  return refusal(
    'conflict',
    'paying-back-unreserved',
    'money is held for paying back before that is approved',
  );
}

/** Nothing waits to be approved or paid. */
export function noPayingBack() {
  return refusal('conflict', 'nothing-proposed', 'nothing waits to be paid back');
}
