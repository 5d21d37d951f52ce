import { NestFactory } from '@nestjs/core';
import type { Config } from '#hosting/config.js';
import { type Logger, NestLog } from '#hosting/logging.js';
import { ReactionRunner } from '#processes/reaction-runner.js';
import { TimerRunner } from '#processes/timer-runner.js';
import { contextsOver } from './contexts.js';
import { onFoundation, type StartOptions } from './foundation.js';
import { openHealth } from './http/http.js';
import { listen } from './http/listening.js';
import { startProcessManagers } from './process-managers.js';
import { NO_READ_MODELS } from './read-models/no-read-models.js';
import type { Service } from './service.js';

/** Starts the process managers and timers, which decide from streams alone, and answers how they are. */
export function startProcesses(config: Config, logger: Logger, options: StartOptions = {}): Promise<Service> {
  return onFoundation(config, logger, options, async (foundation) => {
    const { stores, clock, closers, failed } = foundation;
    const { checkpoints, parked, timers: kept } = stores.processes;
    const reactions = new ReactionRunner({ log: stores.log, checkpoints, parked, clock, logger });
    const timers = new TimerRunner({ timers: kept, clock, logger });
    const { module } = contextsOver(foundation, NO_READ_MODELS, reactions.inline);
    const contexts = await NestFactory.createApplicationContext(module, { logger: new NestLog(logger) });
    closers.add(() => contexts.close());
    closers.add(() => reactions.close());
    closers.add(() => timers.close());
    const { app, readiness } = await openHealth(foundation, { reactions, timers });
    closers.add(() => app.close());
    await startProcessManagers(contexts, reactions, timers);
    return { failed, readiness, listen: () => listen(app, foundation), close: () => closers.close() };
  });
}
