import { setTimeout } from 'node:timers/promises';
import { messageOf } from '#text/thrown.js';

/** Waits so many milliseconds, or until the signal; never throws. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Waits on the machine's clock; does not keep the process alive. */
export const realWait: Wait = async (milliseconds, signal) => {
  await setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
};

/** Milliseconds before the next try: from 0.1 s doubling up to `longest`, half a minute when left out. */
export function backOff(failures: number, longest = 30_000): number {
  return Math.min(longest, 100 * 2 ** (failures - 1));
}

/** Tries before a key is parked: with their pauses they take less than a second, so that the others hardly wait. */
export const QUICK_TRIES = 4;

/** Codes of the errors stores throw then, whatever they are kept in. */
const OUTAGES = new Set(['store-unavailable', 'storage-unavailable', 'storage-closed']);

/** Whether a store cannot be reached: then nothing can be done for any key, so none is to blame. */
export function isOutage(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && OUTAGES.has(code);
}

/** Something that failed and will be tried again; carries no personal data, as refusals and errors carry none. */
export interface Failing {
  /** Event or timer id. */
  readonly id: string;
  /** Event type or timer kind. */
  readonly what: string;
  readonly attempts: number;
  readonly error: string;
  /** UTC instant of the first failure. */
  readonly since: string;
}

/** The record of one more failure. */
export function failedAgain(
  before: Failing | undefined,
  { id, what }: Pick<Failing, 'id' | 'what'>,
  error: unknown,
  now: string,
): Failing {
  const message = messageOf(error);
  return {
    id,
    what,
    attempts: (before?.attempts ?? 0) + 1,
    error: message,
    since: before?.since ?? now,
  };
}

/** As much of a logger as processes need; pino's order of arguments. */
export interface ProcessLogger {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
