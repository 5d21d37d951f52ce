import { adminLines, AdminProblem, adminRequest } from '#admin/admin-client.js';
import type { BackupProgress, BackupSummary } from '#backup/manifest.js';
import type { NumberingProgress } from '#grants/application/case-numbers/number-old-cases.js';
import type { HistoricalBond, HistoricalRegistration } from '#pilots/contract/historical.js';
import type { PausedKey, ProjectionStatus, RebuildProgress } from '#projections/read-models.js';
import type { BackupFolders, ExportRange, LogStats, Operations } from './operations.js';
import type { ProcessesRetried, ProcessesStatus } from './processes.js';

/** Operations on a data folder that another process holds, through its socket. */
export class RemoteOperations implements Operations {
  constructor(private readonly socket: string) {}

  projections({ hashes = false }: { readonly hashes?: boolean } = {}): Promise<ProjectionStatus[]> {
    return collect(this.ask<ProjectionStatus>('GET', hashes ? '/projections/hashes' : '/projections'));
  }

  rebuild(projections: readonly string[] | 'all'): AsyncIterable<RebuildProgress> {
    return this.ask('POST', '/projections/rebuild', { projections });
  }

  pausedKeys(): Promise<PausedKey[]> {
    return collect(this.ask<PausedKey>('GET', '/projections/paused'));
  }

  async resume(projection: string, key: string): Promise<PausedKey | undefined> {
    const path = `/projections/${encodeURIComponent(projection)}/resume`;
    const [paused] = await collect(this.ask<PausedKey>('POST', path, { key }));
    return paused;
  }

  async processes(): Promise<ProcessesStatus> {
    const [status] = await collect(this.ask<ProcessesStatus>('GET', '/processes'));
    return status!;
  }

  async retryProcesses(): Promise<ProcessesRetried> {
    const [retried] = await collect(this.ask<ProcessesRetried>('POST', '/processes/retry'));
    return retried!;
  }

  async registerHistoricalPilot(bond: HistoricalBond): Promise<HistoricalRegistration> {
    const registered = this.ask<HistoricalRegistration>('POST', '/historical-pilots', { bond });
    const [registration] = await collect(registered);
    return registration!;
  }

  numberCases(): AsyncIterable<NumberingProgress> {
    return this.ask('POST', '/case-numbers');
  }

  backup(folders: BackupFolders): AsyncIterable<BackupProgress | BackupSummary> {
    return this.ask('POST', '/backup', folders);
  }

  async logStats(): Promise<LogStats> {
    const [stats] = await collect(this.ask<LogStats>('GET', '/log/stats'));
    return stats!;
  }

  exportLog(range: ExportRange): AsyncIterable<string> {
    return answered(adminLines(this.socket, 'POST', '/log/export', range));
  }

  private ask<Item>(method: string, path: string, body?: unknown): AsyncGenerator<Item> {
    return answered(adminRequest<Item>(this.socket, method, path, body));
  }
}

/** A connection that breaks is said in terms of the process at its other end. */
async function* answered<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    if (error instanceof AdminProblem) throw error;
    throw new Error(`the process that holds the data folder went away: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
