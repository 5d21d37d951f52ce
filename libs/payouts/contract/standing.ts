import type { PayoutEvent } from './events/payout.js';

/** Where a payout stands. */
export type PayoutStatus =
  | 'due'
  | 'attested'
  | 'approved'
  | 'instructed'
  | 'acknowledged'
  | 'partially-settled'
  | 'settled'
  | 'failed'
  | 'returned'
  | 'cancelled';

/** Where a payout stands, and whether that is for an account that was corrected since it went to the bank. */
export interface Standing {
  readonly status: PayoutStatus;
  readonly accountCorrected: boolean;
}

/** What was attested and approved for one account does not count for another. */
const ANEW: Standing = { status: 'due', accountCorrected: false };
/** Money of an earlier attempt that comes back leaves these as they are. */
const UNTOUCHED_BY_RETURNS: readonly PayoutStatus[] = [
  'due',
  'attested',
  'approved',
  'instructed',
  'acknowledged',
];
/** What is with the bank, or was paid, goes on as it is when the account is corrected: it may fail or come back. */
const LEFT_THE_HOUSE: readonly PayoutStatus[] = [
  'instructed',
  'acknowledged',
  'partially-settled',
  'settled',
  'cancelled',
];

/** Where a payout stands after an event; the one place that says so, for its stream and for who lists payouts. */
export function standingAfter(before: Standing, { type }: Pick<PayoutEvent, 'type'>): Standing {
  switch (type) {
    case 'PayoutOpened':
      return ANEW;
    case 'PayoutAttested':
      return { ...before, status: 'attested' };
    case 'PayoutApproved':
      return { ...before, status: 'approved' };
    case 'PayoutInstructed':
      return { status: 'instructed', accountCorrected: false };
    case 'PayoutAcknowledged':
      return { ...before, status: 'acknowledged' };
    case 'PayoutPartiallySettled':
      return { ...before, status: 'partially-settled' };
    case 'PayoutSettled':
      return { ...before, status: 'settled' };
    case 'PayoutFailed':
      return before.accountCorrected ? ANEW : { ...before, status: 'failed' };
    case 'PayoutReturned':
      if (UNTOUCHED_BY_RETURNS.includes(before.status)) return before;
      return before.accountCorrected ? ANEW : { ...before, status: 'returned' };
    case 'PayoutCancelled':
      return { ...before, status: 'cancelled' };
    case 'InstructionLapsed':
    case 'MoneyReceived':
    case 'ReceivedMoneyAllocated':
    case 'AllocationReleased':
    case 'ReceivedMoneyReturned':
      return before;
    case 'PayoutAccountCorrected':
      return LEFT_THE_HOUSE.includes(before.status) ? { ...before, accountCorrected: true } : ANEW;
  }
}
