import { setImmediate, setTimeout } from 'node:timers/promises';
import type { BackupProgress, BackupSummary } from '#backup/manifest.js';
import { START, type EventStore } from '#event-store/port.js';
import type { NumberingProgress, NumberOldCases } from '#grants/application/case-numbers/number-old-cases.js';
import { ProblemException, refused } from '#http/problems.js';
import {
  type HistoricalPilots,
  RegistrationRefused,
} from '#pilots/application/historical/historical-pilots.js';
import type { HistoricalBond, HistoricalRegistration } from '#pilots/contract/historical.js';
import type { PausedKey, ProjectionStatus, ReadModels, RebuildProgress } from '#projections/read-models.js';
import { logStats, storedEvents } from './log-pages.js';
import { Newest } from './newest.js';
import type { Backup, BackupFolders, ExportRange, LogStats, Operations } from './operations.js';
import type { Processes, ProcessesRetried, ProcessesStatus } from './processes.js';

/** What the operations of this process work on. */
export interface LocalOperationsOptions {
  readonly log: EventStore;
  /** Asked for only when needed, since opening them takes a while. */
  readonly readModels: () => Promise<ReadModels>;
  readonly processes: () => Promise<Processes>;
  readonly historicalPilots: () => Promise<Pick<HistoricalPilots, 'register'>>;
  readonly caseNumbers: () => Promise<Pick<NumberOldCases, 'run'>>;
  readonly backup: Backup;
  /** A rebuild failed when nobody was waiting for it any more. */
  readonly onUnheard?: (error: unknown) => void;
}

const LOOK_AGAIN_MS = 100;

/** Operations on a data folder this process holds. */
export class LocalOperations implements Operations {
  constructor(private readonly options: LocalOperationsOptions) {}

  async projections(options: { readonly hashes?: boolean } = {}): Promise<ProjectionStatus[]> {
    return (await this.options.readModels()).status(options);
  }

  /** Goes on to the end also when nobody listens any more. A first build under way does instead of a second one. */
  async *rebuild(names: readonly string[] | 'all'): AsyncGenerator<RebuildProgress> {
    const readModels = await this.options.readModels();
    const wanted = await namesOf(readModels, names);
    const first = await firstBuilds(readModels, wanted);
    while ((await firstBuilds(readModels, first)).length > 0) await setTimeout(LOOK_AGAIN_MS);
    const built = (await readModels.status()).filter(({ state }) => state === 'live').map(({ name }) => name);
    const left = wanted.filter((name) => !(first.includes(name) && built.includes(name)));
    if (left.length === 0) return;

    const progress = new Newest<RebuildProgress>();
    const work = readModels.rebuild(left, progress.put);
    work.then(progress.end, progress.end);
    let heard = false;
    try {
      yield* progress;
      heard = true;
    } finally {
      if (!heard) work.catch((error: unknown) => this.options.onUnheard?.(error));
    }
    await work;
  }

  async pausedKeys(): Promise<PausedKey[]> {
    const readModels = await this.options.readModels();
    const keys: PausedKey[] = [];
    for (const { name, paused } of await readModels.status())
      if (paused > 0) keys.push(...(await readModels.pausedKeys(name)));
    return keys;
  }

  async resume(projection: string, key: string): Promise<PausedKey | undefined> {
    const readModels = await this.options.readModels();
    await namesOf(readModels, [projection]);
    if ((await readModels.pausedKeys(projection, [key])).length === 0)
      throw new ProblemException({
        code: 'key-not-paused',
        status: 404,
        detail: `${key} is not paused in ${projection}`,
      });
    return readModels.resume(projection, key);
  }

  async processes(): Promise<ProcessesStatus> {
    return (await this.options.processes()).status();
  }

  async retryProcesses(): Promise<ProcessesRetried> {
    return (await this.options.processes()).retry();
  }

  async registerHistoricalPilot(bond: HistoricalBond): Promise<HistoricalRegistration> {
    const pilots = await this.options.historicalPilots();
    return pilots.register(bond).catch((error: unknown) => {
      throw error instanceof RegistrationRefused ? refused(error.refusal) : error;
    });
  }

  async *numberCases(): AsyncGenerator<NumberingProgress> {
    for await (const progress of (await this.options.caseNumbers()).run()) {
      yield progress;
      await setImmediate();
    }
  }

  async *backup(folders: BackupFolders): AsyncGenerator<BackupProgress | BackupSummary> {
    const progress = new Newest<BackupProgress>();
    const stopped = new AbortController();
    const work = this.options.backup(folders, progress.put, stopped.signal);
    work.then(progress.end, progress.end);
    try {
      yield* progress;
    } finally {
      stopped.abort(new Error('nobody waits for the backup any more'));
      await work.catch(() => undefined);
    }
    yield await work;
  }

  logStats(): Promise<LogStats> {
    return logStats(this.options.log);
  }

  async *exportLog(range: ExportRange): AsyncGenerator<Uint8Array> {
    for await (const page of storedEvents(this.options.log, range)) for (const { bytes } of page) yield bytes;
  }
}

/** Those asked for, all of which there are. @throws ProblemException */
async function namesOf(readModels: ReadModels, asked: readonly string[] | 'all'): Promise<readonly string[]> {
  const known = (await readModels.status()).map(({ name }) => name);
  if (asked === 'all') return known;
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length === 0) return asked;
  throw new ProblemException({
    code: 'unknown-projection',
    status: 404,
    detail: `there is no projection ${unknown.join(', ')}; there are ${known.join(', ')}`,
  });
}

/** Which of them are being built and have never been. */
async function firstBuilds(readModels: ReadModels, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return names;
  const status = await readModels.status();
  const unbuilt = status.filter(({ state, position }) => state === 'building' && position === START);
  return unbuilt.map(({ name }) => name).filter((name) => names.includes(name));
}
