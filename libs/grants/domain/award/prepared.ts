import {
  preparationsIn,
  preparedBy,
  type Preparation,
  type Preparations,
} from '#impartiality/preparations.js';
import { replacedIn, type Replacements } from '#eventsourcing/replaced-proposals.js';
import type { AwardCommand } from './award.js';
import { wasAccepted, type AcceptedAward, type Award } from './state.js';

const PREPARATIONS: Preparations<AwardCommand, AcceptedAward> = {
  ApproveAmendment: ({ amendment }) => preparedBy(amendment?.proposer),
  ApproveAmendmentRefusal: ({ requests }, { refusal: number }) =>
    preparedBy(requests?.find(({ refusal }) => refusal?.number === number)?.refusal?.proposer),
  // The hearing of the recipient is a part of it: another person forewarns anew.
  ApproveRevocation: ({ revocation }) => preparedBy(revocation?.preparers.first(), revocation?.proposer),
  ApproveReinstatement: ({ reinstatement }) => preparedBy(reinstatement?.proposer),
  // A party is no official: what it says of its account is looked at by one.
  ApproveAccountCorrection: ({ accountCorrection }) =>
    accountCorrection?.byRecipient ? [] : preparedBy(accountCorrection?.proposer),
};

/** Whose work a command on an award decides on. */
export function preparationsOf(command: AwardCommand, state: Award): readonly Preparation[] {
  return wasAccepted(state) ? preparationsIn(PREPARATIONS, command, state) : [];
}

const REPLACEMENTS: Replacements<AwardCommand, AcceptedAward> = {
  ApproveRevocation: ({ revocation }) => revocation?.replacesProposal === true,
  ApproveReinstatement: ({ reinstatement }) => reinstatement?.replacesProposal === true,
};

/** Whether a command approves what took the place of another proposal that waited. */
export function approvesReplacement(command: AwardCommand, state: Award): boolean {
  return wasAccepted(state) && replacedIn(REPLACEMENTS, command, state);
}
