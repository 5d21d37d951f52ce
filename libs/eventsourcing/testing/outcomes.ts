import { describe, expect, it } from '@jest/globals';
import type { Decider } from '../decider.js';
import type { DomainEvent } from '../event.js';
import { tableOf, type Samples } from './table.js';

/** What a command leads to, as {@link tableOf} writes it: in most states, and by outcome the states where it is another. */
export type Outcome<StateName extends string> = readonly [
  usual: string,
  otherwise?: { readonly [outcome: string]: readonly StateName[] },
];

/** The outcomes of every command that is tried. */
export type Outcomes<CommandName extends string, StateName extends string> = Readonly<
  Record<CommandName, Outcome<StateName>>
>;

/** States as tests what every command leads to in every state: no cell is left unspoken, and none is told twice. */
export function leadTo<
  State,
  Command,
  Event extends DomainEvent,
  StateName extends string,
  CommandName extends string,
>(
  decider: Decider<State, Command, Event>,
  samples: Samples<State, Command, Event, StateName, CommandName> & {
    readonly outcomes: Outcomes<NoInfer<CommandName>, NoInfer<StateName>>;
  },
): void {
  const actual = tableOf(decider, samples);
  const states = Object.keys(samples.states) as StateName[];
  describe.each(Object.keys(actual) as CommandName[])('%s', (command) => {
    const [usual, otherwise = {}] = samples.outcomes[command] ?? ['not said'];
    const others = Object.entries(otherwise);
    it.each(states)('%s', (state) => {
      const [other] = others.find(([, where]) => where.includes(state)) ?? [];
      expect(actual[command][state]).toBe(other ?? usual);
    });
    it('is told once of each state', () => {
      const named = others.flatMap(([, where]) => where);
      expect(named).toEqual([...new Set(named)]);
      expect(states).toEqual(expect.arrayContaining(named));
      expect(Object.keys(otherwise)).not.toContain(usual);
    });
  });
  it('has no command that is not tried', () => {
    expect(Object.keys(samples.outcomes).toSorted()).toEqual(Object.keys(samples.commands).toSorted());
  });
}
