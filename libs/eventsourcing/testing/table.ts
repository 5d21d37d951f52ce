import { fold, type Decider, type Decision } from '../decider.js';
import type { DomainEvent } from '../event.js';

/** What a lifecycle is tried with: a history that leads to each state, and a command of each kind. */
export interface Samples<State, Command, Event, StateName extends string, CommandName extends string> {
  /** Histories by the name of the state they lead to. */
  readonly states: Readonly<Record<StateName, readonly Event[]>>;
  /** Commands that the right state carries out; a function where the command depends on the state. */
  readonly commands: Readonly<Record<CommandName, Command | ((state: State) => Command)>>;
}

/** Every command in every state: `A, B` for the events it leads to, `·` for nothing to do, `✗ code` for a refusal. */
export type Table<StateName extends string, CommandName extends string> = Readonly<
  Record<CommandName, Readonly<Record<StateName, string>>>
>;

/** Every command in every state, as it is. */
export function tableOf<
  State,
  Command,
  Event extends DomainEvent,
  StateName extends string,
  CommandName extends string,
>(
  decider: Decider<State, Command, Event>,
  { states, commands }: Samples<State, Command, Event, StateName, CommandName>,
): Table<StateName, CommandName> {
  const rows: Record<string, Record<string, string>> = {};
  for (const [command, given] of Object.entries(commands) as [CommandName, Given<State, Command>][]) {
    const row: Record<string, string> = {};
    for (const [state, history] of Object.entries(states) as [StateName, readonly Event[]][]) {
      const before = fold(decider, history);
      row[state] = cellOf(decider.decide(commandIn(given, before), before));
    }
    rows[command] = row;
  }
  return rows as Table<StateName, CommandName>;
}

/** A step from one state to another, as a diagram shows it. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly command: string;
}

/** All steps the samples show, by the status before and after; found by asking the decider. */
export function transitionsOf<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  { states, commands }: Samples<State, Command, Event, string, string>,
  statusOf: (state: State) => string = (state) => (state as { readonly status: string }).status,
): Transition[] {
  const found = new Map<string, Transition>();
  for (const history of Object.values(states)) {
    const before = fold(decider, history);
    for (const [command, given] of Object.entries(commands) as [string, Given<State, Command>][]) {
      const decision = decider.decide(commandIn(given, before), before);
      if ('refused' in decision || decision.events.length === 0) continue;
      const after = fold({ ...decider, initial: before }, decision.events);
      const transition = { from: statusOf(before), to: statusOf(after), command };
      found.set(`${transition.from} ${transition.to} ${command}`, transition);
    }
  }
  return [...found.values(), ...stepsOf(decider, Object.values(states), [...found.values()], statusOf)];
}

/** Steps of the histories that no sample command takes: what an event does stands for the command that led to it. */
function stepsOf<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  histories: readonly (readonly Event[])[],
  known: readonly Transition[],
  statusOf: (state: State) => string,
): Transition[] {
  const joined = new Set(known.map(({ from, to }) => `${from} ${to}`));
  const found = new Map<string, Transition>();
  for (const history of histories) {
    let state = decider.initial;
    for (const event of history) {
      const from = statusOf(state);
      state = decider.evolve(state, event);
      const to = statusOf(state);
      if (from !== to && !joined.has(`${from} ${to}`))
        found.set(`${from} ${to} ${event.type}`, { from, to, command: event.type });
    }
  }
  return [...found.values()];
}

type Given<State, Command> = Command | ((state: State) => Command);

function commandIn<State, Command>(given: Given<State, Command>, state: State): Command {
  return typeof given === 'function' ? (given as (state: State) => Command)(state) : given;
}

function cellOf(decision: Decision<DomainEvent>): string {
  if ('refused' in decision) return `✗ ${decision.refused.code}`;
  return decision.events.map(({ type }) => type).join(', ') || '·';
}
