import {
  preparationsIn,
  preparedBy,
  type Preparation,
  type Preparations,
} from '#impartiality/preparations.js';
import { replacedIn, type Replacements } from '#eventsourcing/replaced-proposals.js';
import type { AppealCommand } from './appeal.js';
import type { Appeal, SubmittedAppeal } from './state.js';

// The appeal body decides on no proposal: what the deciding body says to an appeal does not bind it.
const PREPARATIONS: Preparations<AppealCommand, SubmittedAppeal> = {
  ApproveDismissal: ({ proposer }) => preparedBy(proposer),
  ApproveReversal: ({ proposer }) => preparedBy(proposer),
  ApproveReceiptCorrection: ({ receiptCorrection }) => preparedBy(receiptCorrection?.proposer),
};

/** Whose work a command in an appeal decides on. */
export function preparationsOf(command: AppealCommand, state: Appeal): readonly Preparation[] {
  return state.status === 'none' ? [] : preparationsIn(PREPARATIONS, command, state);
}

const REPLACEMENTS: Replacements<AppealCommand, SubmittedAppeal> = {
  ApproveDismissal: ({ replacesProposal = false }) => replacesProposal,
  ApproveReversal: ({ replacesProposal = false }) => replacesProposal,
};

/** Whether a command approves what took the place of another proposal that waited. */
export function approvesReplacement(command: AppealCommand, state: Appeal): boolean {
  return state.status !== 'none' && replacedIn(REPLACEMENTS, command, state);
}
