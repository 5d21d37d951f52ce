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
  /** Durable when it resolves; what is there already stays as it is. @throws StorageBusy when another process does the command by now */
  keep(receipted: Receipted): Promise<void>;
  /**
   * Does the work of a command while nobody else does that of the same one, in this process or another: of those who
   * send it at once one decides, and the others find what it has kept. One that died or stopped is not waited for.
   * @throws StorageBusy when it takes too long, and what the work throws
   */
  alone<T>(commandId: string, work: () => Promise<T>): Promise<T>;
}

/** Remembers nothing. */
export const NO_RECEIPTS: Receipts = {
  find: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
  alone: (_, work) => work(),
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

/** Does what a command asks; one that may come again, while nobody else does the same one. */
export function oneAtATime<T>(
  receipts: Receipts,
  { commandId, keyed, dryRun }: Pick<CommandContext, 'commandId' | 'keyed' | 'dryRun'>,
  work: () => Promise<T>,
): Promise<T> {
  return keyed && !dryRun ? receipts.alone(commandId, work) : work();
}

/** Carries out a command that leaves no event, or answers what it answered before. */
export function once(
  receipts: Receipts,
  context: CommandContext,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  return oneAtATime(receipts, context, async () => {
    const before = await answeredBefore(receipts, context);
    if (before) return before;
    const outcome = await work();
    const { commandId, commandHash, keyed, dryRun, now: at } = context;
    if (outcome.ok && keyed && !dryRun)
      await receipts.keep({ commandId, commandHash, at, ...outcome.receipt });
    return outcome;
  });
}

/** The key of a command carried out before came with other content. */
export function keyReused(): Refusal {
  return refusal(
    'invalid',
    KEY_REUSED,
    'this Idempotency-Key was used before for the same operation with another content',
  );
}
