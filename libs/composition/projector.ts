import type { Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import type { StartOptions } from './foundation.js';
import { openHealth } from './http/http.js';
import { listen } from './http/listening.js';
import { openSharedReadModels } from './read-models/shared-read-models.js';
import type { Service } from './service.js';
import { onSharedFoundation } from './shared-foundation.js';

/** Starts what keeps the read models up to date, or stands by while another one does, and answers how it is. */
export function startProjector(config: Config, logger: Logger, options: StartOptions = {}): Promise<Service> {
  return onSharedFoundation(config, logger, options, async (foundation) => {
    const { stores, closers, failed } = foundation;
    const readModels = await openSharedReadModels(config, stores.log, logger, { follow: true });
    closers.add(() => readModels.close());
    const { app, readiness } = await openHealth(foundation, { readModels });
    closers.add(() => app.close());
    return { failed, readiness, listen: () => listen(app, foundation), close: () => closers.close() };
  });
}
