import { refuse, type Decision } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
import { no, type AwardRefusal } from './refusals.js';
import type { AcceptedAward } from './state.js';

/** What an award answers. */
export type Answer = Decision<AwardEvent, AwardRefusal>;

/** What stands on the terms of a decision in force waits while an appeal has annulled it. */
export function onStandingTerms<Command>(answer: (command: Command, state: AcceptedAward) => Answer) {
  return (command: Command, state: AcceptedAward): Answer =>
    state.suspendedBy === undefined
      ? answer(command, state)
      : refuse(no.suspended(isAnnulledOnAppeal(state.suspendedBy)));
}

/** Whether an appeal annulled the decision; it is taken again as well where it was flagged or reversed of own motion. */
export function isAnnulledOnAppeal(suspendedBy: string): boolean {
  return !suspendedBy.startsWith(TAKEN_AGAIN);
}

const TAKEN_AGAIN = 'decision-';
