import { ConfigError, readConfig, type Config } from '#platform/config.js';
import { FolderBusy } from '#platform/data-folder.js';
import { closeOnSignal } from '#platform/http/shutdown.js';
import { createLogger } from '#platform/logging.js';
import { openAdmin } from './admin.js';
import { startStandalone } from './standalone.js';

const config = configured();
const logger = createLogger(config.logLevel);
try {
  const standalone = await startStandalone(config, logger);
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
  fail(error instanceof FolderBusy || isListenError(error) ? error.message : undefined, error);
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
