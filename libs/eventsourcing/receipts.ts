import { type CommandContext, KEY_REUSED, type Outcome } from './command.js';
import type { Position } from './event.js';
import { type Refusal, refusal } from './refusal.js';

/** A command that was carried out and left no event that tells of it. */
export interface Receipted {
  readonly commandId: string;
  readonly commandHash: string;
  /** Its answer. */
  readonly id: string;
  readonly revision: number;
  readonly position: Position;
  /** UTC instant. */
  readonly at: string;
}

/** Days for which such a command is known again; one that left events is known for ever. */
export const RECEIPTS_DAYS = 30;

/** Durable memory of commands that may be sent again and left no event. */
export interface Receipts {
  find(commandId: string): Promise<Receipted | undefined>;
  /** Durable when it resolves; what is there already stays as it is. */
  keep(receipted: Receipted): Promise<void>;
}

/** Remembers nothing. */
export const NO_RECEIPTS: Receipts = {
  find: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
};

/** The answer a command had before, if it had one; refused when it had other content then. */
export async function answeredBefore(
  receipts: Receipts,
  { commandId, commandHash, keyed }: Pick<CommandContext, 'commandId' | 'commandHash' | 'keyed'>,
): Promise<Outcome | undefined> {
  const before = keyed ? await receipts.find(commandId) : undefined;
  if (!before) return undefined;
  if (before.commandHash !== commandHash) return { ok: false, refusal: keyReused() };
  const { id, revision, position } = before;
  return { ok: true, receipt: { id, revision, position } };
}

/** Carries out a command that leaves no event, or answers what it answered before. */
export async function once(
  receipts: Receipts,
  context: CommandContext,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const before = await answeredBefore(receipts, context);
  if (before) return before;
  const outcome = await work();
  const { commandId, commandHash, keyed, dryRun, now: at } = context;
  if (outcome.ok && keyed && !dryRun) await receipts.keep({ commandId, commandHash, at, ...outcome.receipt });
  return outcome;
}

/** The key of a command carried out before came with other content. */
export function keyReused(): Refusal {
  return refusal(
    'invalid',
    KEY_REUSED,
    'this Idempotency-Key was used before for the same operation with another content',
  );
}
