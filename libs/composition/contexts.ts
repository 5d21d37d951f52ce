import type { DynamicModule } from '@nestjs/common';
import { SealedAttachments } from '#attachments/sealed/sealed-attachments.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { Reactions } from '#eventsourcing/reactions.js';
import { lookedAt, readOncePerLook } from '#cqrs/one-look.js';
import { othersTurn } from '#cqrs/fair-turns.js';
import { giveWay } from '#cqrs/giving-way.js';
import type { ReadModels } from '#projections/read-models.js';
import type { Foundation } from './foundation.js';
import { ContextsModule } from './modules/contexts.module.js';

/** Commands, queries and process managers of all contexts, over open stores. */
export interface Contexts {
  readonly module: DynamicModule;
  readonly handling: CommandHandling;
}

/** How commands run. */
export interface CommandRunning {
  /** With them, what must follow from an append follows at once. */
  readonly reactions?: Reactions;
  /** Asked before a command that another one was faster than is decided again; throws when it must not be. */
  readonly beforeAgain?: () => Promise<void>;
}

/** The contexts over a foundation. */
export function contextsOver(
  { config, logger, clock, stores }: Foundation,
  readModels: ReadModels,
  { reactions, beforeAgain }: CommandRunning = {},
): Contexts {
  const { log, keys, drafts, people, processes, sealer, unsealer } = stores;
  const shown = readOncePerLook(log);
  const handling = new CommandHandling(log, sealer, {
    ...(reactions && { reactions }),
    receipts: drafts.receipts,
    pause: othersTurn,
    async giveWay(lost) {
      await giveWay(lost);
      await beforeAgain?.();
    },
    once: lookedAt,
    shown,
    alarm: (facts, message) => logger.error(facts, message),
  });
  const module = ContextsModule.over({
    store: shown,
    readModels,
    keys,
    drafts,
    people,
    attachments: new SealedAttachments(stores.attachments, keys, config.attachmentMaxBytes),
    attachmentRegister: stores.attachmentRegister,
    receipts: drafts.receipts,
    timers: processes.timers,
    clock,
    handling,
    unsealer,
  });
  return { module, handling };
}
