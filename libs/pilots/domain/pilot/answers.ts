import { refuse, type Decision } from '#eventsourcing/decider.js';
import type { PilotEvent } from '../../contract/events.js';
import { inState, type PilotRefusal } from './refusals.js';
import type { KnownPilot, PilotStatus } from './state.js';

/** Who acts: `organisation` is that of the person's token. */
export interface Acting {
  readonly person: string;
  readonly organisation?: string | undefined;
}

/** What a pilot answers. */
export type Answer = Decision<PilotEvent, PilotRefusal>;

/** Partners come and go, and contracts are drafted, until one is agreed. */
export const beforeAgreement = during(
  'framework-adopted or contract-drafted',
  'framework-adopted',
  'contract-drafted',
);

/** Results come in while the contract is agreed, or was ended early and is not settled to its end. */
export const whileRunning = during('agreed or terminated', 'agreed', 'terminated');

/** Follow-up begins with the framework and ends with the pilot. */
export const whileFollowed = during(
  'framework-adopted and not closed',
  'framework-adopted',
  'contract-drafted',
  'agreed',
  'terminated',
);

function during(needed: string, ...statuses: readonly PilotStatus[]) {
  return <Command>(answer: (command: Command, state: KnownPilot) => Answer) =>
    (command: Command, state: KnownPilot): Answer =>
      statuses.includes(state.status) ? answer(command, state) : refuse(inState(state, needed));
}
