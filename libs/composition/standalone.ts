import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CommandHandling } from '#eventsourcing/command-handling.js';
import type { ShiftedClock } from '#hosting/clock.js';
import type { Config } from '#hosting/config.js';
import type { DataFolder } from '#hosting/data-folder.js';
import type { Logger } from '#hosting/logging.js';
import { pathOfLogin } from '#http/dev-login/dev-login.js';
import { ReactionRunner } from '#processes/reaction-runner.js';
import { TimerRunner } from '#processes/timer-runner.js';
import type { ReadModels } from '#projections/read-models.js';
import { contextsOver } from './contexts.js';
import { onFoundation, type StartOptions } from './foundation.js';
import { devLoginOf } from './http/dev-login.js';
import { openHttp } from './http/http.js';
import { listen } from './http/listening.js';
import { startProcessManagers } from './process-managers.js';
import { openReadModels } from './read-models/read-models.js';
import type { Service } from './service.js';
import type { EmbeddedStores } from './stores/embedded-stores.js';
import { warmUp, type WarmUp } from './warm-up.js';

/** The whole system in one process, running. */
export interface Standalone extends Service {
  readonly app: NestFastifyApplication;
  readonly commands: CommandBus;
  readonly stores: EmbeddedStores;
  readonly readModels: ReadModels;
  readonly reactions: ReactionRunner;
  readonly timers: TimerRunner;
  readonly folder: DataFolder;
  /** Where erasures are noted. */
  readonly erasures: string;
  readonly clock: ShiftedClock;
  readonly handling: CommandHandling;
  readonly warming: WarmUp;
}

/** Starts everything on the embedded stores of `config.data`. @throws FolderBusy, ConfigError, Unfit, WrongErasureList */
export function startStandalone(
  config: Config,
  logger: Logger,
  options: StartOptions = {},
): Promise<Standalone> {
  return onFoundation(config, logger, options, async (foundation) => {
    const { folder, stores, clock, closers, failed, onLost } = foundation;
    const readModels = await openReadModels(config, folder, stores.log, logger, { onExit: onLost });
    closers.add(() => readModels.close());
    const { checkpoints, parked, timers: kept } = stores.processes;
    const reactions = new ReactionRunner({ log: stores.log, checkpoints, parked, clock, logger });
    const timers = new TimerRunner({ timers: kept, clock, logger });
    const { module, handling } = contextsOver(foundation, readModels, { reactions: reactions.inline });
    const devLogin = await devLoginOf(config);
    const { app, readiness } = await openHttp(
      module,
      foundation,
      { readModels, reactions, timers },
      { devLogin },
    );
    closers.add(() => reactions.close());
    closers.add(() => timers.close());
    closers.add(() => app.close());
    await startProcessManagers(app, reactions, timers);
    const warming = warmUp(app, readModels, logger);
    closers.add(() => warming.stop());
    return {
      app,
      commands: app.get(CommandBus, { strict: false }),
      stores,
      readModels,
      reactions,
      timers,
      folder,
      erasures: config.erasures,
      clock,
      handling,
      failed,
      readiness,
      loginPath: devLogin && pathOfLogin(devLogin),
      warming,
      listen: () => listen(app, foundation),
      close: () => closers.close(),
    };
  });
}
