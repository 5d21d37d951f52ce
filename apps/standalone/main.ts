import { Unfit } from '#backup/sqlite/reading.js';
import { ConfigError, readConfig, type Config } from '#platform/config.js';
import { FolderBusy } from '#platform/data-folder.js';
import { closeOnFailure, closeOnSignal } from '#platform/http/shutdown.js';
import { createLogger } from '#platform/logging.js';
import { WrongUsage } from '#platform/terminal/arguments.js';
import { print, say } from '#platform/terminal/output.js';
import { versionOf } from '#platform/version.js';
import { ForeignReadModels } from '#projections/postgres-database.js';
import { WrongErasureList } from '#sealing/erasure-list.js';
import { openAdmin } from './admin.js';
import { readArguments, USAGE, type Asked } from './arguments.js';
import { CannotListen, startStandalone } from './standalone.js';

const WRONG_USAGE = 2;

const { recovered } = answered(process.argv.slice(2));
const config = configured();
const logger = createLogger(config.logLevel);
try {
  logger.info(
    { version: versionOf(), node: process.version, mode: config.mode, data: config.data },
    'starting',
  );
  const standalone = await startStandalone(config, logger, { recovered });
  const admin = await openAdmin(standalone, logger);
  const close = async () => {
    try {
      await admin.close();
    } finally {
      await standalone.close();
    }
  };
  closeOnSignal(close, logger);
  closeOnFailure(standalone.failed, close, logger);
  process.stdout.write(`ready ${await standalone.listen()}\n`);
} catch (error) {
  fail(isForTheOperator(error) ? error.message : undefined, error);
}

function isForTheOperator(error: unknown): error is Error {
  const known = [FolderBusy, Unfit, WrongErasureList, ForeignReadModels, CannotListen];
  return known.some((kind) => error instanceof kind);
}

/** What it is started with; ends the program where it was asked for something else than to serve. */
function answered(argv: readonly string[]): Asked {
  try {
    const asked = readArguments(argv);
    if (!asked.help && !asked.version) return asked;
    print(asked.help ? USAGE : versionOf());
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
    if (error instanceof ConfigError) return fail(error.message, error);
    throw error;
  }
}

/** What the operator can mend is said in a line; anything else is logged with all there is. */
function fail(message: string | undefined, error: unknown): never {
  if (message === undefined) logger.fatal({ err: error }, 'the server cannot start');
  else process.stderr.write(`${message}\n`);
  process.exit(1);
}
