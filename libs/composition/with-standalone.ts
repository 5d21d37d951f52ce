import type { Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import { openAdmin } from './admin.js';
import { startStandalone, type Standalone } from './standalone.js';

/**
 * Works with the whole system, which `tilsagn` can ask meanwhile, and closes it whatever happens: read models closed
 * otherwise are built again. @throws FolderBusy, ConfigError, Unfit, WrongErasureList
 */
export async function withStandalone<Result>(
  config: Config,
  logger: Logger,
  work: (standalone: Standalone) => Promise<Result>,
): Promise<Result> {
  const standalone = await startStandalone(config, logger);
  const closers = [() => standalone.close()];
  try {
    const admin = await openAdmin(standalone, logger);
    closers.push(() => admin.close());
    const result = await work(standalone);
    for (const close of closers.splice(0).toReversed()) await close();
    return result;
  } catch (error) {
    for (const close of closers.toReversed()) await close().catch(() => undefined);
    throw error;
  }
}
