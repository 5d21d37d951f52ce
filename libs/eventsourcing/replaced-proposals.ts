import type { CommandContext } from './command.js';
import { refusal, type Refusal } from './refusal.js';

type Typed = { readonly type: string };

/** Whether what a command approves took the place of another proposal that waited, under its type; what names its proposal has no row. */
export type Replacements<Command extends Typed, State> = {
  readonly [Type in Command['type']]?: (state: State, command: Extract<Command, { type: Type }>) => boolean;
};

/** Whether a command approves such a proposal, by the table of its stream. */
export function replacedIn<Command extends Typed, State>(
  table: Replacements<Command, State>,
  command: Command,
  state: State,
): boolean {
  const rows: Readonly<Record<string, ((state: State, command: never) => boolean) | undefined>> = table;
  return rows[command.type]?.(state, command as never) ?? false;
}

/** What is approved took the place of something that the approver may have seen instead. */
export const PROPOSAL_REPLACED = 'proposal-replaced';

/** Why a person who does not say what they have seen does not approve it; a program sees what it decides on. */
export function unseen({ ifMatch, following, actor }: CommandContext, revision: number): Refusal | undefined {
  if (ifMatch !== undefined || following || actor.program) return undefined;
  return refusal(
    'conflict',
    PROPOSAL_REPLACED,
    'what is approved took the place of an earlier proposal: say with If-Match which revision you have seen',
    { revision },
  );
}
