import type { DomainEvent } from './event.js';
import type { Refusal } from './refusal.js';

/** The answer of a decider: the events that happen, or why nothing does. An empty list means: already so. */
export type Decision<Event, No extends Refusal = Refusal> =
  { readonly events: readonly Event[] } | { readonly refused: No };

/** The rules of one stream as pure functions: no clock, no randomness, no I/O. */
export interface Decider<State, Command, Event extends DomainEvent, No extends Refusal = Refusal> {
  /** The state before the first event. */
  readonly initial: State;
  /** What the command leads to in this state. */
  decide(command: Command, state: State): Decision<Event, No>;
  /** The state after the event; never refuses, since the event has happened. */
  evolve(state: State, event: Event): State;
}

/** An answer to each command, under its type. */
type AnswersTo<State, Decided, Command extends { readonly type: string }> = {
  readonly [Type in Command['type']]: (command: Extract<Command, { type: Type }>, state: State) => Decided;
};

/** The commands that a table of answers knows. */
export type CommandOf<Table> = Parameters<Extract<Table[keyof Table], (...given: never[]) => unknown>>[0];

/** The answer that stands in the table under the command's type. */
export function answer<State, Decided, Command extends { readonly type: string }>(
  table: AnswersTo<State, Decided, Command>,
  command: Command,
  state: State,
): Decided {
  const answers: Readonly<Record<string, (command: never, state: State) => Decided>> = table;
  return answers[command.type]!(command as never, state);
}

/** The command is carried out by these events. */
export function accept<Event>(...events: Event[]): { readonly events: readonly Event[] } {
  return { events };
}

/** The command is refused. */
export function refuse<No extends Refusal>(refused: No): { readonly refused: No } {
  return { refused };
}

/** Folds a history into the state it leads to. */
export function fold<State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  history: Iterable<Event>,
): State {
  let state = decider.initial;
  for (const event of history) state = decider.evolve(state, event);
  return state;
}
