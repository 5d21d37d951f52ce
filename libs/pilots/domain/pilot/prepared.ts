import {
  preparationsIn,
  preparedBy,
  type Preparation,
  type Preparations,
} from '#impartiality/preparations.js';
import type { PilotCommand } from './pilot.js';
import type { KnownPilot, Pilot } from './state.js';

// What both directorates say is one decision: the first of the two is looked at with the second.
const PREPARATIONS: Preparations<PilotCommand, KnownPilot> = {
  AdoptFramework: ({ framework }) => [
    ...preparedBy(framework?.draftedBy),
    ...[...(framework?.adoptions ?? [])].map(({ person }) => ({ person, as: 'mayDecide' as const })),
  ],
  // What was signed stays: the parties stand behind it.
  SignContract: ({ contract }) => preparedBy(contract?.draftedBy),
  ApproveTermination: ({ termination }) =>
    termination ? [{ person: termination.proposedBy, as: 'mayDecide' }] : [],
  ApprovePartnerAccount: ({ accountWaiting }) =>
    accountWaiting?.byPartner ? [] : preparedBy(accountWaiting?.proposer),
};

/** Whose work a command on a pilot decides on. */
export function preparationsOf(command: PilotCommand, state: Pilot): readonly Preparation[] {
  return state.status === 'none' || state.status === 'historical'
    ? []
    : preparationsIn(PREPARATIONS, command, state);
}
