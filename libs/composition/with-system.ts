import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { setTimeout as pause } from 'node:timers/promises';
import type { CommandHandling } from '#eventsourcing/command-handling.js';
import type { Position } from '#eventsourcing/event.js';
import type { Clock } from '#hosting/clock.js';
import type { Config } from '#hosting/config.js';
import { type Logger, NestLog } from '#hosting/logging.js';
import { StorageUnavailable } from '#hosting/storage.js';
import type { LanesWatched } from '#processes/consequences.js';
import type { ReadModels } from '#projections/read-models.js';
import { contextsOver } from './contexts.js';
import { lanesOver } from './lanes.js';
import { reactionNames } from './process-managers.js';
import { openSharedReadModels } from './read-models/shared-read-models.js';
import { onSharedFoundation } from './shared-foundation.js';
import type { Standalone } from './standalone.js';
import type { Stores } from './stores/stores.js';
import { withStandalone } from './with-standalone.js';

/** The system without HTTP: what sends commands works with it, wherever its stores lie. */
export interface System {
  readonly app: INestApplicationContext;
  readonly commands: CommandBus;
  readonly handling: CommandHandling;
  readonly stores: Pick<Stores, 'log' | 'keys'>;
  readonly readModels: ReadModels;
  readonly clock: Clock;
  /** The whole, where all of it is in this process. */
  readonly standalone?: Standalone;
  /** Waits until every reaction is done with the log up to a position, where none is done with it at once. */
  readonly followed: (position: Position) => Promise<void>;
  /** Waits until nothing more follows from what is in the log. */
  allFollowed(interrupted: AbortSignal): Promise<void>;
}

const LOOK_AGAIN_MS = 20;
const PATIENCE_MS = 60_000;

/**
 * Works with the system on the folder or the stores that the configuration names, and closes it whatever happens. On
 * stores that services share, what follows from commands is left to those, as is showing them.
 * @throws what opening the stores throws
 */
export async function withSystem<Result>(
  config: Config,
  logger: Logger,
  work: (system: System) => Promise<Result>,
): Promise<Result> {
  if (config.shared) return withSharedStores(config, logger, work);
  return withStandalone(config, logger, (standalone) => work(systemOf(standalone)));
}

function systemOf(standalone: Standalone): System {
  const { app, commands, handling, stores, readModels, clock, reactions } = standalone;
  return {
    app,
    commands,
    handling,
    stores,
    readModels,
    clock,
    standalone,
    followed: () => Promise.resolve(),
    async allFollowed(interrupted) {
      while (!interrupted.aborted && (await reactions.status()).some(({ lag }) => lag > 0))
        await pause(LOOK_AGAIN_MS);
    },
  };
}

async function withSharedStores<Result>(
  config: Config,
  logger: Logger,
  work: (system: System) => Promise<Result>,
): Promise<Result> {
  const opened = await onSharedFoundation(config, logger, {}, async (foundation) => {
    const { stores, clock, closers } = foundation;
    const readModels = await openSharedReadModels(config, stores.log, logger, { follow: false });
    closers.add(() => readModels.close());
    const { module, handling } = contextsOver(foundation, readModels);
    const app = await NestFactory.createApplicationContext(module, { logger: new NestLog(logger) });
    closers.add(() => app.close());
    const names = reactionNames(app);
    const lanes = lanesOver(stores, () => names);
    const system: System = {
      app,
      commands: app.get(CommandBus, { strict: false }),
      handling,
      stores,
      readModels,
      clock,
      followed: (position) => passed(lanes, position),
      async allFollowed(interrupted) {
        for (let before: Position | undefined; !interrupted.aborted;) {
          const head = await stores.log.head();
          if (head === before) return;
          await passed(lanes, head);
          before = head;
        }
      },
    };
    return { system, close: () => closers.close() };
  });
  try {
    return await work(opened.system);
  } finally {
    await opened.close();
  }
}

/** @throws StorageUnavailable when the reactions do not get there */
async function passed(lanes: LanesWatched, position: Position): Promise<void> {
  if (await lanes.passed(position, PATIENCE_MS)) return;
  throw new StorageUnavailable(
    `what must follow from commands has not within ${PATIENCE_MS / 1000} s: does a service "processes" run on these stores?`,
  );
}
