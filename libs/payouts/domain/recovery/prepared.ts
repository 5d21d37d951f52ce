import {
  preparationsIn,
  preparedBy,
  type Preparation,
  type Preparations,
} from '#impartiality/preparations.js';
import { replacedIn, type Replacements } from '#eventsourcing/replaced-proposals.js';
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

const REPLACEMENTS: Replacements<RecoveryCommand, KnownRecovery> = {
  ApproveClaim: ({ proposal }) => (proposal?.number ?? 0) > 1,
  ApproveGivingUp: ({ givingUp }) => (givingUp?.proposers.size ?? 0) > 1,
  ApprovePayingBack: ({ payingBack }) => (payingBack?.proposers.size ?? 0) > 1,
  ApproveLimitationMove: ({ limitationMove }) => (limitationMove?.proposers.size ?? 0) > 1,
};

/** Whether a command approves what took the place of another proposal that waited. */
export function approvesReplacement(command: RecoveryCommand, state: Recovery): boolean {
  return state.status !== 'none' && replacedIn(REPLACEMENTS, command, state);
}
