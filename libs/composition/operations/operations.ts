import type { BackupProgress, BackupSummary } from '#backup/manifest.js';
import type { Position } from '#eventsourcing/event.js';
import type { NumberingProgress } from '#grants/application/case-numbers/number-old-cases.js';
import type { HistoricalBond, HistoricalRegistration } from '#pilots/contract/historical.js';
import type { PausedKey, ProjectionStatus, RebuildProgress } from '#projections/read-models.js';
import type { ProcessesRetried, ProcessesStatus } from './processes.js';

/** What the log holds. */
export interface LogStats {
  readonly logId: string;
  /** Position of the last event. */
  readonly head: Position;
  readonly events: number;
  readonly streams: number;
  /** UTC instant; absent in an empty log. */
  readonly firstRecordedAt?: string;
  /** UTC instant; absent in an empty log. */
  readonly lastRecordedAt?: string;
  /** How many events of each type, by name. */
  readonly types: Readonly<Record<string, number>>;
}

/** Which part of the log to export. */
export interface ExportRange {
  /** Events after this position; from the start when left out. */
  readonly after?: Position;
  /** All up to the head when left out. */
  readonly limit?: number;
}

/** Absolute paths of the folders a backup is written to. */
export interface BackupFolders {
  readonly to: string;
  readonly keysTo: string;
}

/** Backs up a data folder; stopped by the signal, it can be gone on with. */
export type Backup = (
  folders: BackupFolders,
  onProgress: (progress: BackupProgress) => void,
  signal: AbortSignal,
) => Promise<BackupSummary>;

/** What an operator may ask of a data folder, whichever process holds it. Refusals are `ProblemException` or `AdminProblem`. */
export interface Operations {
  projections(options?: { readonly hashes?: boolean }): Promise<ProjectionStatus[]>;
  /** Builds read models again; ends when the new ones are live. */
  rebuild(names: readonly string[] | 'all'): AsyncIterable<RebuildProgress>;
  /** The paused keys of all projections. */
  pausedKeys(): Promise<PausedKey[]>;
  /** Folds a paused key again; answers the new pause when it still cannot be done. */
  resume(projection: string, key: string): Promise<PausedKey | undefined>;
  /** How reactions and timers stand. */
  processes(): Promise<ProcessesStatus>;
  /** Tries parked keys and failing timers now. Refused: `no-server` where nothing runs that could. */
  retryProcesses(): Promise<ProcessesRetried>;
  /** Registers a published impact bond as a historical pilot; nothing happens when the same is on record. */
  registerHistoricalPilot(bond: HistoricalBond): Promise<HistoricalRegistration>;
  /** Gives cases of before there were numbers theirs; what comes last is the result. */
  numberCases(): AsyncIterable<NumberingProgress>;
  /** Backs up all durable stores; what comes last is what was backed up. Stops when nobody listens any more. */
  backup(folders: BackupFolders): AsyncIterable<BackupProgress | BackupSummary>;
  logStats(): Promise<LogStats>;
  /** Events in their stored bytes, in log order, up to the head there is when it begins or a little further. */
  exportLog(range: ExportRange): AsyncIterable<string | Uint8Array>;
}
