/** Name of the file that a finished backup has in both of its folders. */
export const MANIFEST = 'manifest.json';

/** Stands in the manifest's place until a backup is finished. */
export const UNFINISHED = 'unfinished.json';

/** Name of the list of attachments: a line each, as `sha256sum --check` reads them. */
export const ATTACHMENTS_LIST = 'attachments.sha256';

/** One SQLite file of a backup. */
export interface CopiedFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
}

/** What a folder of a backup holds. Both folders of one backup have the same id. */
export interface Manifest {
  readonly format: 1;
  readonly id: string;
  readonly logId: string;
  /** Position of the last event. */
  readonly head: number;
  /** Version of the program that made it. */
  readonly version: string;
  /** UTC instant of its first begin. */
  readonly startedAt: string;
  /** UTC instant the SQLite files show. */
  readonly takenAt: string;
  readonly finishedAt: string;
  readonly files: readonly CopiedFile[];
  /** In the folder that has them. */
  readonly attachments?: Attachments;
  /** In the folder of the keys: the list of erased keys that a restore needs. */
  readonly erasures?: string;
}

/** The attachments of a backup. */
export interface Attachments {
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 of the list of them. */
  readonly list: string;
  /** Digests of those whose bytes had changed already where they were kept; they are not in the backup. */
  readonly damaged: readonly string[];
}

/** How far a backup is, in bytes. */
export interface BackupProgress {
  readonly stage: 'stores' | 'attachments';
  readonly done: number;
  readonly total: number;
}

/** What was backed up or restored, for who asked for it. */
export interface BackupSummary {
  readonly id: string;
  readonly logId: string;
  readonly head: number;
  readonly startedAt: string;
  readonly takenAt: string;
  readonly finishedAt: string;
  /** Bytes of all files. */
  readonly bytes: number;
  readonly attachments: number;
  /** Digests of attachments that were damaged before. */
  readonly damaged: readonly string[];
}

/** In short. */
export function summaryOf(data: Manifest, keys: Manifest): BackupSummary {
  const { id, logId, head, startedAt, takenAt, finishedAt, attachments } = data;
  const stores = [...data.files, ...keys.files].reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    id,
    logId,
    head,
    startedAt,
    takenAt,
    finishedAt,
    bytes: stores + (attachments?.bytes ?? 0),
    attachments: attachments?.files ?? 0,
    damaged: attachments?.damaged ?? [],
  };
}
