import { describe, expect, it } from '@jest/globals';
import type { Decider } from '../decider.js';
import type { DomainEvent } from '../event.js';
import { tableOf, type Samples, type Table } from './table.js';

export type { Samples, Table } from './table.js';
export { tableOf } from './table.js';

/** States the whole matrix of a decider as tests: a missing cell does not compile, a surplus one fails. */
export function matrix<
  State,
  Command,
  Event extends DomainEvent,
  StateName extends string,
  CommandName extends string,
>(
  decider: Decider<State, Command, Event>,
  samples: Samples<State, Command, Event, StateName, CommandName>,
  expected: Table<StateName, CommandName>,
): void {
  const actual = tableOf(decider, samples);
  describe.each(Object.keys(actual) as CommandName[])('%s', (command) => {
    it.each(Object.keys(samples.states) as StateName[])('%s', (state) => {
      expect(actual[command][state]).toBe(expected[command]?.[state]);
    });
    it('is said for these states and no other', () => {
      expect(Object.keys(expected[command] ?? {}).toSorted()).toEqual(Object.keys(samples.states).toSorted());
    });
  });
  it('has no command that is not tried', () => {
    expect(Object.keys(expected).toSorted()).toEqual(Object.keys(samples.commands).toSorted());
  });
}
