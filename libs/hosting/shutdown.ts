import type { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from './logging.js';
import { messageOf } from '#text/thrown.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** What a shell answers for a command that was interrupted. */
const INTERRUPTED = 130;

/** Where signals come from and how the process ends; a test has its own. */
export interface SignalOptions {
  readonly graceMs?: number;
  readonly from?: EventEmitter;
  readonly exit?: (code: number) => void;
}

/**
 * Closes everything on the first SIGTERM or SIGINT and lets the process end by itself, with 0. When closing fails or
 * takes longer than the grace, it says so in a line and ends the process with 1. A second signal ends it at once, with 130.
 */
export function closeOnSignal(
  close: () => Promise<void>,
  logger: Logger,
  { graceMs = 30_000, from = process, exit = (code) => process.exit(code) }: SignalOptions = {},
): void {
  const fail = (reason: string): void => {
    logger.fatal(reason);
    logger.flush(() => exit(1));
  };
  const onSecond = (): void => exit(INTERRUPTED);
  const onSignal = (signal: NodeJS.Signals): void => {
    for (const each of SIGNALS) from.off(each, onSignal).on(each, onSecond);
    logger.info({ signal }, 'closing');
    const late = setTimeout(() => fail(`not closed within ${graceMs} ms`), graceMs);
    late.unref();
    close()
      .then(() => logger.info('closed'))
      .catch((error: unknown) => fail(`closing failed: ${reasonsOf(error).join('; ')}`))
      .finally(() => clearTimeout(late));
  };
  for (const each of SIGNALS) from.on(each, onSignal);
}

/**
 * Ends the process with 1 once a part of it is gone for good: says which in a line, and closes the others for a moment
 * in which what is under way is answered. Whoever watches the process starts it again.
 */
export function closeOnFailure(
  failed: Promise<Error>,
  close: () => Promise<void>,
  logger: Logger,
  { graceMs = 5000, exit = (code) => process.exit(code) }: Omit<SignalOptions, 'from'> = {},
): void {
  const end = async (loss: Error): Promise<void> => {
    logger.fatal(`${reasonsOf(loss).join('; ')}: the process ends, to be started again`);
    const late = new AbortController();
    const grace = pause(graceMs, undefined, { signal: late.signal }).catch(() => undefined);
    await Promise.race([close().catch(() => undefined), grace]);
    late.abort();
    logger.flush(() => exit(1));
  };
  void failed.then(end);
}

/** The messages of an error, those of the errors it is made of instead of its own, each in one line. */
function reasonsOf(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(reasonsOf);
  const text = messageOf(error);
  return [text.replaceAll(/\s*\n\s*/g, ' ')];
}
