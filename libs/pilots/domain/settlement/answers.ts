import { refuse, type Decision } from '#eventsourcing/decider.js';
import type { SettlementEvent } from '../../contract/events.js';
import { otherVersion, type SettlementRefusal } from './refusals.js';
import type { KnownSettlement } from './state.js';

/** What a settlement answers. */
export type Answer = Decision<SettlementEvent, SettlementRefusal>;

/** Nobody judges a version any more after another was calculated. */
export function onLastVersion<Command extends { readonly version: number }>(
  answer: (command: Command, state: KnownSettlement) => Answer,
) {
  return (command: Command, state: KnownSettlement): Answer =>
    command.version === state.current.version
      ? answer(command, state)
      : refuse(otherVersion(state, command.version));
}
