import type { Decision } from '#eventsourcing/decider.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { PayoutEvent } from '../../contract/events.js';
import type { KnownPayout, Movement, Received } from './state.js';

/** Why a payout refuses. */
export type PayoutRefusal = Refusal<
  | 'payout-unknown'
  | 'wrong-state'
  | 'four-eyes'
  | 'payee-representative'
  | 'instruction-unknown'
  | 'already-cancelled'
  | 'already-settled'
  | 'exceeds-amount'
  | 'exceeds-settled'
  | 'no-amount'
  | 'other-currency'
  | 'with-the-bank'
  | 'date-out-of-range'
  | 'reference-used'
  | 'account-corrected'
  | 'received-unknown'
  | 'exceeds-received'
  | 'nothing-owed'
  | 'decision-flagged'
  | 'nothing-payable'
  | 'instruction-lapsed'
  | 'instruction-open'
  | 'instruction-unreserved'
>;

/** Why nothing is paid in a case for now. */
export type Held = Refusal<'decision-flagged'>;

/** What a payout answers. */
export type Answer = Decision<PayoutEvent, PayoutRefusal>;

/** There is no such payout. */
export function unknownPayout() {
  return refusal('not-found', 'payout-unknown', 'there is no such payout');
}

/** The attester may not approve. */
export function approvedByAttester() {
  return refusal(
    'forbidden',
    'four-eyes',
    'a payout is approved by another person than the one who attested it',
  );
}

/** Who acts or acted for the payee may not let its money go. */
export function payeeRepresentative() {
  return refusal(
    'forbidden',
    'payee-representative',
    'neither attester nor approver acts for the payee, or did so in this case',
  );
}

/** The step is not taken from this state. */
export function inState(state: KnownPayout, needed: string) {
  return refusal(
    'conflict',
    'wrong-state',
    `the payout is ${state.status}, this step needs it to be ${needed}`,
    { status: state.status, needed },
  );
}

/** All of it is paid. */
export function alreadySettled() {
  return refusal('conflict', 'already-settled', 'the payout was settled before; it is paid once');
}

/** It was cancelled already: by another person, or since that followed from the case. */
export function alreadyCancelled() {
  return refusal('conflict', 'already-cancelled', 'the payout was cancelled before; nothing is paid of it');
}

/** An instruction is under way: the bank may pay at any moment. */
export function withTheBank(state: KnownPayout) {
  return refusal(
    'conflict',
    'with-the-bank',
    `the payout is ${state.status}: what is with the bank cannot be cancelled`,
    { status: state.status },
  );
}

/** Less is in force than was, and what may be paid is paid or on its way. */
export function nothingPayable() {
  return refusal(
    'conflict',
    'nothing-payable',
    'nothing may be paid of it now: what is in force is paid or with the bank, or no decision is in force',
  );
}

/** Less came to be payable before it went out, or another instruction went out first. */
export function instructionLapsed() {
  return refusal(
    'conflict',
    'instruction-lapsed',
    'what may be paid changed, or another instruction went out, before this one did',
  );
}

/** What the bank may still pay is not handed over once more. */
export function instructionOpen(open: number) {
  return refusal(
    'conflict',
    'instruction-open',
    `${open} (minor units) of the instruction before is with the bank: it is settled, or reported as failed, first`,
    { open },
  );
}

/** What is paid for holds the money first. */
export function unreserved() {
  return refusal('conflict', 'instruction-unreserved', 'an instruction is reserved before it goes out');
}

/** What was sent to the account of before has to end first. */
export function accountCorrected() {
  return refusal(
    'conflict',
    'account-corrected',
    'the account was corrected since: what is left goes there once the instruction has ended and it is attested anew',
  );
}

/** A report that names no attempt, or another one than it can be about. */
export function instructionUnknown(detail: string) {
  return refusal('conflict', 'instruction-unknown', detail);
}

/** Amounts of nothing say nothing. */
export function noAmount() {
  return refusal('invalid', 'no-amount', 'an amount of at least one minor unit is needed');
}

/** Amounts are in the payout's currency. */
export function otherCurrency(state: KnownPayout, currency: string) {
  return refusal(
    'invalid',
    'other-currency',
    `the payout is in ${state.order.amount.currency}, not ${currency}`,
  );
}

/** More than was instructed cannot be settled. */
export function exceedsAmount(amount: number, open: number) {
  return refusal(
    'conflict',
    'exceeds-amount',
    `${amount} is more than the instruction has left: ${open} (minor units)`,
    { amount, open },
  );
}

/** More than was settled cannot come back. */
export function exceedsSettled(amount: number, settled: number) {
  return refusal(
    'conflict',
    'exceeds-settled',
    `${amount} is more than is settled and not returned: ${settled} (minor units)`,
    { amount, settled },
  );
}

/** One reference of the bank names one movement. */
export function referenceUsed({ kind, amount, on }: Movement) {
  return refusal(
    'conflict',
    'reference-used',
    `bankReference: it names what was ${kind} on ${on}, ${amount} (minor units); another movement has another reference`,
    { kind, amount, on },
  );
}

/** No such money was recorded. */
export function receivedUnknown() {
  return refusal('conflict', 'received-unknown', 'no such received money is recorded for the payout');
}

/** What is counted already, or not owed, cannot be counted once more. */
export function allocatedBeyond(amount: number, most: number) {
  return refusal(
    'conflict',
    'exceeds-received',
    `${amount} is asked for, at most ${most} of the money is free and owed (minor units)`,
    { amount, most },
  );
}

/** Received money counts for what is owed. */
export function nothingOwed() {
  return refusal('conflict', 'nothing-owed', 'nothing is owed on such a claim of this case');
}

/** What came back under the same reference is another sum, or came on another day. */
export function receivedUnderIt({ receivedOn }: Pick<Received, 'receivedOn'>) {
  return refusal(
    'conflict',
    'reference-used',
    `bankReference: it names what came back on ${receivedOn}; other money has another reference`,
    { on: receivedOn },
  );
}
