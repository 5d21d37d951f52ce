import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, readConfig, type Config } from '#hosting/config.js';
import type { Readiness } from '#hosting/health/readiness.js';
import { closeOnFailure, closeOnSignal } from '#hosting/shutdown.js';
import { createLogger, type Logger } from '#hosting/logging.js';
import { readOptions, WrongUsage } from '#terminal/arguments.js';
import { print, say } from '#terminal/output.js';
import { versionOf } from '#hosting/version.js';
import { forTheOperator } from './for-the-operator.js';
import type { StartOptions } from './foundation.js';
import { sayLogin } from './http/dev-login.js';

/** What runs in a process of its own. */
export interface Service {
  /** Resolves with the reason when a thread ended without which nothing can be served any more. */
  readonly failed: Promise<Error>;
  /** Begins to answer HTTP; answers the URL. @throws CannotListen */
  listen(): Promise<string>;
  /** Where at its URL the login page of the dev issuer is; nowhere where an OpenID provider gives out the tokens. */
  readonly loginPath?: string | undefined;
  /** What must work before it can serve. */
  readonly readiness: Pick<Readiness, 'missing'>;
  /** Finishes what is under way, saves the checkpoints and closes everything; more than once is once. */
  close(): Promise<void>;
}

/** A program that runs a service. */
export interface ServiceProgram {
  readonly usage: string;
  start(config: Config, logger: Logger, options: StartOptions): Promise<Service>;
}

interface Asked {
  readonly recovered: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const WRONG_USAGE = 2;
const LOOK_AGAIN_MS = 100;

/** Runs a service until a signal or a failure ends the process: says `ready` and where, or in a line why not. */
export async function serve(program: ServiceProgram): Promise<void> {
  const { recovered } = answered(process.argv.slice(2), program.usage);
  const config = configured();
  const logger = createLogger(config.logLevel);
  try {
    const { mode, data } = config;
    logger.info({ version: versionOf(), node: process.version, mode, data }, 'starting');
    const service = await program.start(config, logger, { recovered });
    const closing = new AbortController();
    const close = () => {
      closing.abort();
      return service.close();
    };
    closeOnSignal(close, logger);
    closeOnFailure(service.failed, close, logger);
    const url = await service.listen();
    if (!(await becomesReady(service.readiness, closing.signal, logger))) return;
    sayLogin(url, service.loginPath);
    process.stdout.write(`ready ${url}\n`);
  } catch (error) {
    const said = forTheOperator(error);
    if (said !== undefined) fail(said);
    logger.fatal({ err: error }, 'the server cannot start');
    process.exit(1);
  }
}

/** Waits until everything works; false when it is closed before. Health answers meanwhile, and says what is missing. */
async function becomesReady(
  readiness: Service['readiness'],
  closing: AbortSignal,
  logger: Logger,
): Promise<boolean> {
  let told = '';
  for (;;) {
    const missing = (await readiness.missing()).join(', ');
    if (closing.aborted) return false;
    if (missing === '') return true;
    if (missing !== told) logger.warn({ missing }, 'not ready yet');
    told = missing;
    await pause(LOOK_AGAIN_MS, undefined, { signal: closing }).catch(() => undefined);
  }
}

/** What it is started with; ends the program where it was asked for something else than to serve. */
function answered(argv: readonly string[], usage: string): Asked {
  try {
    const asked = readOptions(argv, {
      recovered: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      version: { type: 'boolean', default: false },
    });
    if (!asked.help && !asked.version) return asked;
    print(asked.help ? usage : versionOf());
    process.exit(0);
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    say(error.message);
    process.exit(WRONG_USAGE);
  }
}

function configured(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message);
    throw error;
  }
}

/** What the operator can mend is said in a line; anything else is logged with all there is. */
function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
