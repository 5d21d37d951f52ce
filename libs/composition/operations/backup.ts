import { readFileSync } from 'node:fs';
import { backUp } from '#backup/sqlite/backup.js';
import { Unfit } from '#backup/sqlite/reading.js';
import type { Clock } from '#hosting/clock.js';
import { ProblemException } from '#http/problems.js';
import { projectFile } from '#hosting/project-file.js';
import { DURABLE_STORES } from '../stores/durable-stores.js';
import type { Backup } from './operations.js';

/** What a backup needs of the process that holds the folder. */
export interface BackedUp {
  /** The data folder. */
  readonly data: string;
  /** Where erasures are noted. */
  readonly erasures: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Keeps attachments that are removed until its answer is called. */
  readonly keepRemoved: () => () => Promise<void>;
}

/** Backups of a folder this process holds, one at a time. */
export function backupsOf({ data, erasures, clock, keepRemoved }: BackedUp): Backup {
  let underWay = false;
  return async ({ to, keysTo }, onProgress, signal) => {
    if (underWay) throw refused('a backup is under way already: try again when it is done');
    underWay = true;
    try {
      const now = () => clock.now();
      const about = { data, stores: DURABLE_STORES, erasures, version: version(), now, keepRemoved };
      return await backUp({ ...about, to, keysTo }, onProgress, signal);
    } catch (error) {
      throw error instanceof Unfit ? refused(error.message) : error;
    } finally {
      underWay = false;
    }
  };
}

function refused(detail: string): ProblemException {
  return new ProblemException({ code: 'no-backup', status: 409, detail });
}

function version(): string {
  return (JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { version: string }).version;
}
