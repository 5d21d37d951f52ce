import {
  preparationsIn,
  preparedBy,
  type Preparation,
  type Preparations,
} from '#impartiality/preparations.js';
import type { RecoveryCommand } from './recovery.js';
import type { KnownRecovery, Recovery } from './state.js';

const PREPARATIONS: Preparations<RecoveryCommand, KnownRecovery> = {
  ApproveClaim: ({ proposers }) => preparedBy(proposers.last()),
  ApproveGivingUp: ({ givingUp }) => preparedBy(givingUp?.proposers.last()),
  ApprovePayingBack: ({ payingBack }) => preparedBy(payingBack?.proposers.last()),
  ApproveLimitationMove: ({ limitationMove }) => preparedBy(limitationMove?.proposers.last()),
};

/** Whose work a command on a recovery decides on. */
export function preparationsOf(command: RecoveryCommand, state: Recovery): readonly Preparation[] {
  return state.status === 'none' ? [] : preparationsIn(PREPARATIONS, command, state);
}
