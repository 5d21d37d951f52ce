import { accept } from '#eventsourcing/decider.js';
import type { PayoutEvent } from '../../contract/events.js';
import type { Answer } from './refusals.js';
import { underWayOf, type KnownPayout } from './state.js';

/** The account of whom it goes to was corrected. */
interface CorrectPayoutAccount {
  readonly type: 'CorrectPayoutAccount';
  /** Corrections are numbered in their order. */
  readonly correction: number;
  readonly account: string;
  /** Persons who acted for the payee in the case. */
  readonly excluded: readonly string[];
}

/**
 * Also while it is with the bank and once it is settled, for it may fail or come back. A correction counts once, and not
 * after a later one; what is cancelled goes nowhere.
 */
export function correctAccount(command: CorrectPayoutAccount, state: KnownPayout): Answer {
  const { correction, account, excluded } = command;
  if (state.status === 'cancelled' || correction <= state.accountCorrection) return accept<PayoutEvent>();
  const { payoutId, amount } = state.order;
  const underWay = { ...amount, amount: underWayOf(state) };
  return accept<PayoutEvent>({
    type: 'PayoutAccountCorrected',
    data: { payoutId, correction, account, excluded, underWay },
  });
}
