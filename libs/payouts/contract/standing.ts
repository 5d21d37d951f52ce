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
export function standingAfter(before: Standing, event: PayoutEvent): Standing {
  switch (event.type) {
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
      if (event.data.late) return before;
      // What was to go to the account of before has gone: the rest goes to the other one.
      if (before.accountCorrected && event.data.underWay?.amount === 0) return ANEW;
      return { ...before, status: 'partially-settled' };
    case 'PayoutSettled':
      return { ...before, status: 'settled' };
    case 'PayoutFailed':
      return before.accountCorrected ? ANEW : { ...before, status: 'failed' };
    case 'PayoutReturned':
      if (UNTOUCHED_BY_RETURNS.includes(before.status)) return before;
      // What is still with the bank is paid or fails, whatever came back of it meanwhile.
      if (event.data.underWay !== undefined && event.data.underWay.amount > 0) return before;
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
      // Paid in part, and nothing more is with the bank: what is unpaid goes to the other account.
      if (before.status === 'partially-settled' && event.data.underWay?.amount === 0) return ANEW;
      return LEFT_THE_HOUSE.includes(before.status) ? { ...before, accountCorrected: true } : ANEW;
  }
}
