import type { Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import { onFoundation, type StartOptions } from './foundation.js';
import { openHealth } from './http/http.js';
import { listen } from './http/listening.js';
import { openReadModels } from './read-models/read-models.js';
import type { Service } from './service.js';

/** Starts what keeps the read models up to date, and answers how it is. */
export function startProjector(config: Config, logger: Logger, options: StartOptions = {}): Promise<Service> {
  return onFoundation(config, logger, options, async (foundation) => {
    const { folder, stores, closers, failed, onLost } = foundation;
    const readModels = await openReadModels(config, folder, stores.log, logger, { onExit: onLost });
    closers.add(() => readModels.close());
    const { app, readiness } = await openHealth(foundation, { readModels });
    closers.add(() => app.close());
    return { failed, readiness, listen: () => listen(app, foundation), close: () => closers.close() };
  });
}
