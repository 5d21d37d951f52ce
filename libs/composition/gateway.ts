import type { Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import { pathOfLogin } from '#http/dev-login/dev-login.js';
import { contextsOver } from './contexts.js';
import { onFoundation, type StartOptions } from './foundation.js';
import { devLoginOf } from './http/dev-login.js';
import { openHttp } from './http/http.js';
import { listen } from './http/listening.js';
import { openReadModels } from './read-models/read-models.js';
import type { Service } from './service.js';
import { warmUp } from './warm-up.js';

/** Starts what answers HTTP: what must follow from a command is done by whoever runs the process managers. */
export function startGateway(config: Config, logger: Logger, options: StartOptions = {}): Promise<Service> {
  return onFoundation(config, logger, options, async (foundation) => {
    const { folder, stores, closers, failed, onLost } = foundation;
    const readModels = await openReadModels(config, folder, stores.log, logger, { onExit: onLost });
    closers.add(() => readModels.close());
    const { module } = contextsOver(foundation, readModels);
    const devLogin = await devLoginOf(config);
    const { app, readiness } = await openHttp(module, foundation, { readModels }, devLogin);
    closers.add(() => app.close());
    const warming = warmUp(app, readModels, logger);
    closers.add(() => warming.stop());
    return {
      failed,
      readiness,
      loginPath: devLogin && pathOfLogin(devLogin),
      listen: () => listen(app, foundation),
      close: () => closers.close(),
    };
  });
}
