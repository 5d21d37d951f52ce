import { accept, refuse } from '#eventsourcing/decider.js';
import type { ClaimPartlyUpheld, OutcomeBody, RecoveryEvent } from '../../contract/events.js';
import { withLess } from '#limitation/parts.js';
import { withoutLast } from '../../contract/plans.js';
import { rested, withParts } from './barring.js';
import { partlyFallen } from './fallen.js';
import { inState, type Answer } from './refusals.js';
import { expected, isRepayable, isUnclaimed, owed, type KnownRecovery } from './state.js';

/** An appeal against the claim was upheld in part: so much of it holds. */
interface UpholdClaimInPart {
  readonly type: 'UpholdClaimInPart';
  readonly appealId: string;
  readonly by: OutcomeBody;
  /** Minor units that are claimed in all at most, what was repaid included. */
  readonly amount: number;
}

/**
 * The claim comes down to what holds of it, never below what was repaid: what was repaid beyond is owed to the debtor. It
 * may have come down further meanwhile; an annulled claim has nothing left to uphold.
 */
function uphold({ appealId, by, amount }: UpholdClaimInPart, state: KnownRecovery): Answer {
  const { status, claimed, repaid } = state;
  if (status === 'annulled' || state.upheld?.appealId === appealId) return accept<RecoveryEvent>();
  if (isUnclaimed(state)) return refuse(inState(state, 'claimed'));
  const { recoveryId, awardId, amount: forewarned } = state.order;
  const money = (minor: number) => ({ amount: minor, currency: forewarned.currency });
  const upheld = Math.min(amount, claimed);
  const less = claimed - Math.max(upheld, repaid);
  const event: RecoveryEvent = {
    type: 'ClaimPartlyUpheld',
    data: {
      recoveryId,
      awardId,
      appealId,
      by,
      amount: money(upheld),
      less: money(less),
      owedBack: money(Math.max(0, repaid - upheld)),
      ...(repaid > upheld ? { toPayBack: true } : {}),
    },
  };
  return isRepayable(state) && owed(state) === less
    ? accept<RecoveryEvent>(event, {
        type: 'RecoverySettled',
        data: { recoveryId, awardId, amount: money(repaid) },
      })
    : accept<RecoveryEvent>(event);
}

/** The recovery once an appeal took so much off: of a plan the last instalments fall away. */
export function upheldInPart(
  state: KnownRecovery,
  { appealId, amount, less, owedBack, toPayBack }: ClaimPartlyUpheld['data'],
): KnownRecovery {
  const left = (state.upheld?.left ?? 0) + less.amount;
  const after = {
    ...withParts(state, withLess(state.parts, less.amount)),
    claimed: state.claimed - less.amount,
    plan: withoutLast(state.plan, Math.min(less.amount, expected(state))),
    upheld: { appealId, amount: amount.amount, left },
  };
  const fallen = partlyFallen(state, owedBack.amount, toPayBack);
  return rested(fallen ? { ...after, fallen } : after);
}

/** What an appeal leaves of a claim. */
export const upholding = { UpholdClaimInPart: uphold };
