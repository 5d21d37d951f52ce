import { expect } from '@jest/globals';
import type { Decider } from './decider.js';
import { fold } from './decider.js';
import type { DomainEvent } from './event.js';
import type { Refusal } from './refusal.js';

/** `given(events).when(command).then(events)` or `.refused(code)`, for any decider. */
export function specification<State, Command, Event extends DomainEvent, No extends Refusal>(
  decider: Decider<State, Command, Event, No>,
) {
  return {
    given: (...history: readonly Event[]) => ({
      when: (command: Command) => {
        const decision = decider.decide(command, fold(decider, history));
        return {
          /** Exactly these events happen; none at all when called without any. */
          then: (...events: readonly Event[]) => expect(decision).toEqual({ events }),
          /** Events of these types happen, in this order. */
          thenTypes: (...types: readonly Event['type'][]) =>
            expect('events' in decision ? decision.events.map((event) => event.type) : decision).toEqual(
              types,
            ),
          /** The command is refused with this code. */
          refused: (code: No['code']) =>
            expect('refused' in decision ? decision.refused.code : decision).toBe(code),
        };
      },
    }),
  };
}
