import { accept } from '#eventsourcing/decider.js';
import type { AwardEvent, CommitmentMoved } from '../../contract/events.js';
import type { Answer } from './standing.js';
import type { AcceptedAward } from './state.js';

/** A payout of the award was paid in another year than its commitment held it for. */
interface MoveCommitment {
  readonly type: 'MoveCommitment';
  readonly payoutId: string;
  readonly reservationId: string;
  /** Id of the payment. */
  readonly payment: string;
  readonly year: number;
  readonly from: CommitmentMoved['data']['from'];
  /** It was cancelled after it came back, and not paid. */
  readonly cancelled?: boolean | undefined;
}

/**
 * The commitment moves with the payment, whatever became of the award: it is a fact. What is planned stays planned for its
 * year, and a report's period what it was. Again changes nothing.
 */
function move({ type: _, cancelled = false, ...moved }: MoveCommitment, state: AcceptedAward): Answer {
  if (state.moves.some(({ payment }) => payment === moved.payment)) return accept();
  const { awardId, schemeId, amount } = state.terms;
  return accept<AwardEvent>({
    type: 'CommitmentMoved',
    data: { awardId, schemeId, ...moved, currency: amount.currency, ...(cancelled ? { cancelled } : {}) },
  });
}

/** What moves an award's commitments. */
export const moving = { MoveCommitment: move };
