import { accept } from '#eventsourcing/decider.js';
import type { RecoveryEvent } from '../../contract/events.js';
import type { Answer } from './refusals.js';
import { isUnclaimed, type KnownRecovery } from './state.js';

/** Somebody with a conflict had a part in the claim. */
interface FlagClaim {
  readonly type: 'FlagClaim';
  readonly decision: number;
}

/** Once is enough; of what is not claimed another person proposes or approves anew. */
function flag({ decision }: FlagClaim, state: KnownRecovery): Answer {
  if (state.flagged || state.status === 'annulled' || isUnclaimed(state)) return accept<RecoveryEvent>();
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({ type: 'ClaimFlagged', data: { recoveryId, decision } });
}

/** It was looked at by somebody without a part in it, and stands. */
interface UpholdFlaggedClaim {
  readonly type: 'UpholdFlaggedClaim';
  readonly decision: number;
}

/** Its days count again. */
function uphold({ decision }: UpholdFlaggedClaim, state: KnownRecovery): Answer {
  if (!state.flagged) return accept<RecoveryEvent>();
  const { recoveryId } = state.order;
  return accept<RecoveryEvent>({ type: 'FlaggedClaimUpheld', data: { recoveryId, decision } });
}

/** A conflict that is found after the claim. */
export const flagging = { FlagClaim: flag, UpholdFlaggedClaim: uphold };
