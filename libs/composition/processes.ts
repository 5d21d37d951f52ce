import { NestFactory } from '@nestjs/core';
import type { Config } from '#hosting/config.js';
import { type Logger, NestLog } from '#hosting/logging.js';
import { LEASE_MS, PostgresLeases } from '#leases/postgres/leases.js';
import { agreesWithClock } from '#postgres/clock.js';
import { LeasedReactions, stillHeld } from '#processes/leased-reactions.js';
import { PostgresCheckpoints } from '#processes/postgres/checkpoints.js';
import { PostgresParked } from '#processes/postgres/parked.js';
import { TimerRunner } from '#processes/timer-runner.js';
import { contextsOver } from './contexts.js';
import type { StartOptions } from './foundation.js';
import { openHealth } from './http/http.js';
import { listen } from './http/listening.js';
import { startProcessManagers } from './process-managers.js';
import { NO_READ_MODELS } from './read-models/no-read-models.js';
import type { Service } from './service.js';
import { onSharedFoundation } from './shared-foundation.js';

/**
 * Starts the process managers and timers, which decide from streams alone: each reaction where this process has its
 * lease, each timer where it took it.
 */
export function startProcesses(config: Config, logger: Logger, options: StartOptions = {}): Promise<Service> {
  return onSharedFoundation(config, logger, options, async (foundation) => {
    const { stores, clock, closers, failed } = foundation;
    const { database, log } = stores;
    const leases = new PostgresLeases(database);
    const reactions = new LeasedReactions({
      log,
      leases,
      leaseMs: LEASE_MS,
      keptUnder: (lease) => ({
        checkpoints: new PostgresCheckpoints(database, lease),
        parked: new PostgresParked(database, lease),
      }),
      clock,
      logger,
    });
    const timers = new TimerRunner({ timers: stores.processes.timers, clock, logger });
    const { module } = contextsOver(foundation, NO_READ_MODELS, { beforeAgain: () => stillHeld(leases) });
    const contexts = await NestFactory.createApplicationContext(module, { logger: new NestLog(logger) });
    closers.add(() => contexts.close());
    closers.add(() => reactions.close());
    closers.add(() => timers.close());
    const { app, readiness } = await openHealth(foundation, {
      reactions,
      timers,
      clockAgrees: () => agreesWithClock(database),
    });
    closers.add(() => app.close());
    await startProcessManagers(contexts, reactions, timers);
    return { failed, readiness, listen: () => listen(app, foundation), close: () => closers.close() };
  });
}
