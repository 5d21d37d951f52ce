import type { EventEmitter } from 'node:events';
import type { Logger } from '../logging.js';
import { messageOf } from '../thrown.js';

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

/** The messages of an error, those of the errors it is made of instead of its own, each in one line. */
function reasonsOf(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(reasonsOf);
  const text = messageOf(error);
  return [text.replaceAll(/\s*\n\s*/g, ' ')];
}
