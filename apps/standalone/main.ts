import { parseArgs } from 'node:util';
import { Unfit } from '#backup/sqlite/reading.js';
import { ConfigError, readConfig, type Config } from '#platform/config.js';
import { FolderBusy } from '#platform/data-folder.js';
import { closeOnSignal } from '#platform/http/shutdown.js';
import { createLogger } from '#platform/logging.js';
import { ForeignReadModels } from '#projections/postgres-database.js';
import { WrongErasureList } from '#sealing/erasure-list.js';
import { openAdmin } from './admin.js';
import { startStandalone, type StartOptions } from './standalone.js';

const asked = askedFor();
const config = configured();
const logger = createLogger(config.logLevel);
try {
  const standalone = await startStandalone(config, logger, asked);
  const admin = await openAdmin(standalone, logger);
  closeOnSignal(async () => {
    try {
      await admin.close();
    } finally {
      await standalone.close();
    }
  }, logger);
  process.stdout.write(`ready ${await standalone.listen()}\n`);
} catch (error) {
  fail(isForTheOperator(error) ? error.message : undefined, error);
}

function askedFor(): StartOptions {
  try {
    return { recovered: false, ...parseArgs({ options: { recovered: { type: 'boolean' } } }).values };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(2);
  }
}

function isForTheOperator(error: unknown): error is Error {
  const known = [FolderBusy, Unfit, WrongErasureList, ForeignReadModels];
  return known.some((kind) => error instanceof kind) || isListenError(error);
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

function isListenError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen';
}
