import {
  preparationsIn,
  preparedBy,
  type Preparation,
  type Preparations,
} from '#impartiality/preparations.js';
import { replacedIn, type Replacements } from '#eventsourcing/replaced-proposals.js';
import type { ApplicationCommand } from './application.js';
import type { Application, SubmittedApplication } from './state.js';

// The approval of a decision asks this itself, of all whose work still counts.
const PREPARATIONS: Preparations<ApplicationCommand, SubmittedApplication> = {
  ApproveOwnReversal: ({ ownReversal }) => preparedBy(ownReversal?.proposer),
  ApproveReceiptCorrection: ({ decision, decisions }, command) =>
    preparedBy(decisions.get(command.decision ?? decision?.number ?? 0)?.receiptCorrection?.proposer),
};

/** Whose work a command on an application decides on. */
export function preparationsOf(command: ApplicationCommand, state: Application): readonly Preparation[] {
  return state.status === 'none' ? [] : preparationsIn(PREPARATIONS, command, state);
}

const REPLACEMENTS: Replacements<ApplicationCommand, SubmittedApplication> = {
  // The approval of a decision names its proposal, or takes the latest.
  ApproveOwnReversal: ({ ownReversal }) => ownReversal?.replacesProposal === true,
};

/** Whether a command approves what took the place of another proposal that waited. */
export function approvesReplacement(command: ApplicationCommand, state: Application): boolean {
  return state.status !== 'none' && replacedIn(REPLACEMENTS, command, state);
}
