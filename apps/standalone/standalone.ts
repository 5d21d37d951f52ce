import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { GatewayModule } from '#apps/gateway/gateway.module.js';
import type { EventStore } from '#event-store/port.js';
import { SealedAttachments } from '#attachments/sealed/sealed-attachments.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import { ShiftedClock } from '#platform/clock.js';
import { ConfigError, type Config } from '#platform/config.js';
import { DataFolder } from '#platform/data-folder.js';
import { lookedAt, readOncePerLook } from '#platform/cqrs/one-look.js';
import { othersTurn } from '#platform/fair-turns.js';
import { createHttpApp } from '#platform/http/app.js';
import { tokenVerifierOf } from '#platform/identity/key-sets.js';
import type { Logger } from '#platform/logging.js';
import { ReactionRunner } from '#processes/reaction-runner.js';
import { TimerRunner } from '#processes/timer-runner.js';
import type { ReadModels } from '#projections/read-models.js';
import { openEmbeddedStores, type EmbeddedStores } from './embedded-stores.js';
import { checkFolder } from './fit-folder.js';
import { startProcessManagers } from './process-managers.js';
import { openReadModels } from './read-models.js';
import { readinessOf } from './readiness.js';
import { warmUp, type WarmUp } from './warm-up.js';

/** The whole system in one process, running. */
export interface Standalone {
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
  /** Resolves with the reason when a thread ended without which nothing can be served any more. */
  readonly failed: Promise<Error>;
  /** Begins to answer HTTP; answers the URL. @throws CannotListen */
  listen(): Promise<string>;
  /** Finishes what is under way, saves the checkpoints and closes everything; more than once is once. */
  close(): Promise<void>;
}

/** How to start. */
export interface StartOptions {
  /** A copy of a folder that was taken while it was open is meant. */
  readonly recovered?: boolean;
}

/** Starts everything on the embedded stores of `config.data`. @throws FolderBusy, ConfigError, Unfit, WrongErasureList */
export async function startStandalone(
  config: Config,
  logger: Logger,
  { recovered = false }: StartOptions = {},
): Promise<Standalone> {
  const closers: (() => Promise<void> | void)[] = [];
  let closing: Promise<void> | undefined;
  const { promise: failed, resolve: onLost } = Promise.withResolvers<Error>();
  const close = () =>
    (closing ??= (async () => {
      const errors: unknown[] = [];
      for (const closer of closers.toReversed()) {
        try {
          await closer();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw new AggregateError(errors, 'not everything could be closed');
    })());

  try {
    const folder = await DataFolder.open(config.data);
    closers.push(() => folder.close());
    tellWhatWasOpen(folder, logger);
    checkFolder(folder, { recovered });
    const clock = new ShiftedClock(config.startsAt);
    const stores = await openEmbeddedStores(folder, clock.offset, config.erasures, onLost);
    closers.push(() => stores.close());
    if (stores.erasures.begunAgain)
      logger.warn(
        `the list of erased keys was not in ${config.erasures}: it is begun again with what these keys know; ` +
          'if this folder is an older copy, put the list back and restart',
      );
    if (config.startsAt !== undefined) await notBeforeTheLog(config.startsAt, stores.log);
    const { log, keys, drafts, processes, sealer, unsealer } = stores;
    const readModels = await openReadModels(config, folder, log, logger, { onExit: onLost });
    closers.push(() => readModels.close());

    const { checkpoints, parked } = processes;
    const reactions = new ReactionRunner({ log, checkpoints, parked, clock, logger });
    const timers = new TimerRunner({ timers: processes.timers, clock, logger });
    const shown = readOncePerLook(log);
    const handling = new CommandHandling(log, sealer, {
      reactions: reactions.inline,
      receipts: drafts.receipts,
      pause: othersTurn,
      once: lookedAt,
      shown,
      alarm: (facts, message) => logger.error(facts, message),
    });
    const module = GatewayModule.over({
      store: shown,
      readModels,
      keys,
      drafts,
      attachments: new SealedAttachments(stores.attachments, keys, config.attachmentMaxBytes),
      attachmentRegister: stores.attachmentRegister,
      receipts: drafts.receipts,
      timers: processes.timers,
      clock,
      handling,
      unsealer,
    });
    const app = await createHttpApp(module, {
      logger,
      clock,
      tokens: await tokenVerifierOf(config),
      commandKey: await keys.secret('command-hash'),
      readiness: readinessOf({
        stores,
        room: { folder: folder.path, largest: config.attachmentMaxBytes },
        readModels,
        reactions,
        timers,
      }),
    });
    closers.push(() => reactions.close());
    closers.push(() => timers.close());
    closers.push(() => app.close());
    await startProcessManagers(app, reactions, timers);
    const warming = warmUp(app, readModels, logger);
    closers.push(() => warming.stop());

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
      warming,
      async listen() {
        const url = await listen(app, config);
        folder.announce({ url });
        return url;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function tellWhatWasOpen({ path, closedToOthers: [first, ...others] }: DataFolder, logger: Logger): void {
  if (first === undefined) return;
  logger.warn({ first, others: others.length }, `files of ${path} were open to others: now they are not`);
}

/** The address cannot be listened at: said in a line with what to do. */
export class CannotListen extends Error {}

/** Past Nest, which would write to the log what is said in a line. */
async function listen(app: NestFastifyApplication, { port, host }: Config): Promise<string> {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  try {
    return await fastify.listen({ port, host });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new CannotListen(
      code === 'EADDRINUSE'
        ? `port ${port} on ${host} is taken: end what uses it, or set TILSAGN_PORT to another one (0: any that is free)`
        : `cannot listen: ${message}; TILSAGN_HOST and TILSAGN_PORT say where`,
      { cause },
    );
  }
}

/** A clock set back would judge deadlines by a time the log has passed already. @throws ConfigError */
async function notBeforeTheLog(startsAt: string, log: EventStore): Promise<void> {
  const last = await log.lastRecordedAt();
  if (last !== undefined && startsAt < last)
    throw new ConfigError([`TILSAGN_NOW must not lie before ${last}, when the log was last written`]);
}
