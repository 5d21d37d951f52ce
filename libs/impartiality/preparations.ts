import type { OfficialPart } from './impartiality.js';

/** Somebody's part in what another person now decides on. */
export interface Preparation {
  readonly person: string;
  readonly as: OfficialPart;
}

type Typed = { readonly type: string };

/** Whose work a command builds on, under its type; those that decide on nothing that another prepared have no row. */
export type Preparations<Command extends Typed, State> = {
  readonly [Type in Command['type']]?: (
    state: State,
    command: Extract<Command, { type: Type }>,
  ) => readonly Preparation[];
};

/** Whose work a command builds on, by the table of its stream. */
export function preparationsIn<Command extends Typed, State>(
  table: Preparations<Command, State>,
  command: Command,
  state: State,
): readonly Preparation[] {
  const rows: Readonly<
    Record<string, ((state: State, command: never) => readonly Preparation[]) | undefined>
  > = table;
  return rows[command.type]?.(state, command as never) ?? [];
}

/** These persons prepared it; whoever is not named did not. */
export function preparedBy(...persons: readonly (string | undefined)[]): readonly Preparation[] {
  return [...new Set(persons)].flatMap((person) =>
    person === undefined ? [] : [{ person, as: 'mayPrepare' as const }],
  );
}
