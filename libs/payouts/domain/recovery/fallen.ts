import { List } from 'immutable';
import { accept, refuse } from '#eventsourcing/decider.js';
import { markOf } from '#money/references.js';
import type { ClaimAnnulled, FollowedUpEvent, RecoveryEvent } from '../../contract/events.js';
import type { Fallen, PaidBack } from './fallen-state.js';
import { inState, type Answer } from './refusals.js';
import type { KnownRecovery } from './state.js';

/** What is left of it where an appeal against it, or one against what it rests on, annulled it, or it is decided anew. */
export function annulled(
  { claimed, repaid, fallen }: KnownRecovery,
  { appealId, by, retaken }: Pick<ClaimAnnulled['data'], 'appealId' | 'by' | 'retaken'>,
): Fallen | undefined {
  if (appealId === undefined && retaken === undefined) return fallen;
  const paidBack = fallen?.paidBack ?? 0;
  const sentBack = (by === 'appeal' || retaken !== undefined) && claimed > 0;
  return {
    owedBack: repaid - paidBack,
    paidBack,
    undecided: sentBack ? claimed - repaid + paidBack : 0,
    ...(sentBack ? { sentBack: true } : {}),
    ...(by === undefined && retaken === undefined ? {} : { followed: true, itself: true }),
  };
}

/** What is repaid of it and not to be kept, where it holds in part. */
export function partlyFallen(
  { fallen }: KnownRecovery,
  owedBack: number,
  followed: true | undefined,
): Fallen | undefined {
  if (owedBack === 0) return fallen;
  const paidBack = fallen?.paidBack ?? 0;
  return { owedBack: owedBack - paidBack, paidBack, undecided: 0, ...(followed ? { followed } : {}) };
}

/** A caseworker has a claim that was sent back made anew. */
interface ClaimAnew {
  readonly type: 'ClaimAnew';
  readonly person: string;
  readonly grounds: string;
}

/** The debtor is forewarned of what is kept beyond what may be kept, under a recovery of its own; what was repaid on this one is paid back. */
function claimAnew({ person, grounds }: ClaimAnew, state: KnownRecovery): Answer {
  const { fallen, order } = state;
  if (!fallen?.sentBack) return refuse(inState(state, 'sent back, and not decided anew'));
  const amount = { ...order.amount, amount: fallen.undecided };
  const { recoveryId, awardId } = order;
  return accept<RecoveryEvent>({
    type: 'ClaimRenewed',
    data: { recoveryId, awardId, person, amount, grounds },
  });
}

/** What is left of it is payable again by what it was paid for, or may be kept. */
interface LowerFallenClaim {
  readonly type: 'LowerFallenClaim';
  /** Minor units at most. */
  readonly owedBack: number;
  readonly undecided: number;
}

/** Never more than before, and nothing where nobody follows it up. */
function lowerFallen(command: LowerFallenClaim, { fallen, order }: KnownRecovery): Answer {
  if (!fallen?.followed) return accept<RecoveryEvent>();
  const owedBack = Math.min(fallen.owedBack, command.owedBack);
  const undecided = Math.min(fallen.undecided, command.undecided);
  if (owedBack === fallen.owedBack && undecided === fallen.undecided) return accept<RecoveryEvent>();
  const { recoveryId, awardId, amount } = order;
  const money = (minor: number) => ({ ...amount, amount: minor });
  return accept<RecoveryEvent>({
    type: 'FallenClaimLowered',
    data: { recoveryId, awardId, left: money(owedBack), undecided: money(undecided) },
  });
}

/** What becomes of a claim that fell. */
export const falling = { ClaimAnew: claimAnew, LowerFallenClaim: lowerFallen };

/** The recovery after an event of a claim that fell. */
export function evolveFallen(state: KnownRecovery, event: FollowedUpEvent): KnownRecovery {
  const fallen = state.fallen ?? { owedBack: 0, paidBack: 0, undecided: 0 };
  switch (event.type) {
    case 'PayingBackProposed': {
      const { payingBack: number, proposer, amount } = event.data;
      const proposers = (state.payingBack?.proposers ?? List<string>()).push(proposer);
      return { ...state, payingBacks: number, payingBack: { number, amount: amount.amount, proposers } };
    }
    case 'PayingBackApproved': {
      const { amount, approvedOn } = event.data;
      const { payingBack } = state;
      const moved = movedBy(fallen, amount.amount);
      if (!payingBack) return { ...state, fallen: moved };
      return { ...state, fallen: moved, payingBack: { ...payingBack, amount: amount.amount, approvedOn } };
    }
    case 'PayingBackReturned': {
      const { payingBack, ...rest } = state;
      const undone = payingBack?.approvedOn === undefined ? 0 : payingBack.amount;
      return { ...rest, fallen: movedBack(fallen, undone) };
    }
    case 'OwedBackPaid': {
      const { amount, paidOn, referenceDigest, bankReference } = event.data;
      const { payingBack: _, ...rest } = state;
      const paid = { amount: amount.amount, paidOn, reference: markOf(referenceDigest, bankReference) };
      return { ...rest, paidBacks: (state.paidBacks ?? List<PaidBack>()).push(paid) };
    }
    case 'ClaimRenewed': {
      const { sentBack: _, ...rest } = fallen;
      return { ...state, givingUp: undefined, fallen: { ...rest, undecided: 0, takenUp: true } };
    }
    case 'FallenClaimLowered': {
      const { left, undecided } = event.data;
      const { sentBack, ...others } = fallen;
      const open = left.amount + undecided.amount > 0 && sentBack ? { sentBack } : {};
      const lowered = (others.lowered ?? 0) + others.undecided - undecided.amount;
      const counted = lowered > 0 ? { lowered } : {};
      const down = { ...others, ...open, ...counted, owedBack: left.amount, undecided: undecided.amount };
      const after = { ...state, fallen: down };
      const { payingBack, ...rest } = after;
      // What nobody approved yet is not owed any more.
      return left.amount === 0 && payingBack?.approvedOn === undefined ? rest : after;
    }
  }
}

/** What fell is left to the debtor: nothing of it is to be decided any more. */
export function decided({ sentBack: _, ...fallen }: Fallen): Fallen {
  return { ...fallen, undecided: 0 };
}

/** So much is paid back, and with that kept again. */
function movedBy(fallen: Fallen, amount: number): Fallen {
  return {
    ...fallen,
    owedBack: fallen.owedBack - amount,
    paidBack: fallen.paidBack + amount,
    undecided: fallen.undecided + (fallen.sentBack ? amount : 0),
  };
}

/** So much is not paid back after all, and kept no more: what came down meanwhile of what it left undecided came down for nothing. */
function movedBack(fallen: Fallen, amount: number): Fallen {
  const undecided = fallen.sentBack ? Math.max(0, fallen.undecided - amount) : fallen.undecided;
  const lowered = Math.max(0, (fallen.lowered ?? 0) - (amount - fallen.undecided + undecided));
  return {
    ...fallen,
    owedBack: fallen.owedBack + amount,
    paidBack: fallen.paidBack - amount,
    undecided,
    ...(fallen.lowered === undefined ? {} : { lowered }),
  };
}
