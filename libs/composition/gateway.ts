import type { Config } from '#hosting/config.js';
import type { Logger } from '#hosting/logging.js';
import { pathOfLogin } from '#http/dev-login/dev-login.js';
import { agreesWithClock } from '#postgres/clock.js';
import { AwaitedConsequences } from '#processes/consequences.js';
import { contextsOver } from './contexts.js';
import type { StartOptions } from './foundation.js';
import { devLoginOf } from './http/dev-login.js';
import { openHttp } from './http/http.js';
import { listen } from './http/listening.js';
import { lanesOver } from './lanes.js';
import { reactionNames } from './process-managers.js';
import { openSharedReadModels } from './read-models/shared-read-models.js';
import type { Service } from './service.js';
import { onSharedFoundation } from './shared-foundation.js';
import { warmUp } from './warm-up.js';

/** Starts what answers HTTP, one of any number: what must follow from a command is done by the process managers. */
export function startGateway(config: Config, logger: Logger, options: StartOptions = {}): Promise<Service> {
  return onSharedFoundation(config, logger, options, async (foundation) => {
    const { stores, closers, failed } = foundation;
    const readModels = await openSharedReadModels(config, stores.log, logger, { follow: false });
    closers.add(() => readModels.close());
    const { module } = contextsOver(foundation, readModels);
    const devLogin = await devLoginOf(config);
    let names: readonly string[] = [];
    const lanes = lanesOver(stores, () => names);
    const consequences = new AwaitedConsequences({ log: stores.log, lanes });
    const parts = { readModels, clockAgrees: () => agreesWithClock(stores.database) };
    const { app, readiness } = await openHttp(module, foundation, parts, { devLogin, consequences });
    closers.add(() => app.close());
    names = reactionNames(app);
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
