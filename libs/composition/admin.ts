import type { FolderAttachmentStore } from '#attachments/folder/folder-store.js';
import type { EventStore } from '#event-store/port.js';
import type { CommandHandling } from '#eventsourcing/command-handling.js';
import { NumberOldCases } from '#grants/application/case-numbers/number-old-cases.js';
import { HistoricalPilots } from '#pilots/application/historical/historical-pilots.js';
import { AdminServer } from '#admin/admin-server.js';
import { adminSocketPath } from '#admin/socket-path.js';
import type { Clock } from '#hosting/clock.js';
import type { DataFolder } from '#hosting/data-folder.js';
import type { Logger } from '#hosting/logging.js';
import type { ReactionRunner } from '#processes/reaction-runner.js';
import type { TimerRunner } from '#processes/timer-runner.js';
import type { ReadModels } from '#projections/read-models.js';
import { backupsOf } from './operations/backup.js';
import { LocalOperations } from './operations/local-operations.js';
import { runningProcesses } from './operations/processes.js';
import { addRoutes } from './operations/routes.js';

/** What of a running process its owner may work on. */
export interface Administered {
  readonly folder: DataFolder;
  readonly stores: {
    readonly log: EventStore;
    readonly attachments: Pick<FolderAttachmentStore, 'keepRemoved'>;
  };
  /** Where erasures are noted. */
  readonly erasures: string;
  readonly readModels: ReadModels;
  readonly reactions: ReactionRunner;
  readonly timers: TimerRunner;
  readonly handling: CommandHandling;
  readonly clock: Clock;
}

/** Lets the command line work through the process that holds the data folder, over an owner-only socket. */
export async function openAdmin(
  { folder, stores, erasures, readModels, reactions, timers, handling, clock }: Administered,
  logger: Logger,
): Promise<{ close(): Promise<void> }> {
  const socket = adminSocketPath(folder.path);
  const server = new AdminServer(logger);
  const operations = new LocalOperations({
    log: stores.log,
    readModels: () => Promise.resolve(readModels),
    processes: () => Promise.resolve(runningProcesses(reactions, timers)),
    historicalPilots: () => Promise.resolve(new HistoricalPilots(handling, clock)),
    caseNumbers: () => Promise.resolve(new NumberOldCases(stores.log, handling, clock)),
    backup: backupsOf({
      data: folder.path,
      erasures,
      clock,
      keepRemoved: () => stores.attachments.keepRemoved(),
    }),
    onUnheard: (err) => logger.error({ err }, 'rebuilding the read models failed'),
  });
  addRoutes(server, operations);
  await server.listen(socket);
  folder.announce({ socket });
  return server;
}
