import {
  closeSync,
  fsyncSync,
  fstatSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { bootId } from './boot-id.js';
import { OWNER_FILE } from './owner-only.js';

/** Lies in a data folder while its log is open, and after an end that was not clean. */
const MARK = 'open';

/** Which files those of an open folder are: a copy of them is other files. */
interface Mark {
  readonly pid: number;
  readonly boot: string;
  readonly device: string;
  /** Inode by file, the mark's own among them. */
  readonly inodes: Readonly<Record<string, string>>;
}

/** Says durably which log is open in a folder. */
export function markOpen(folder: string, log: string): void {
  const handle = openSync(join(folder, MARK), 'w', OWNER_FILE);
  try {
    const { dev, ino } = statSync(join(folder, log), { bigint: true });
    const own = fstatSync(handle, { bigint: true }).ino;
    const inodes = { [log]: String(ino), [MARK]: String(own) };
    const mark: Mark = { pid: process.pid, boot: bootId(), device: String(dev), inodes };
    writeSync(handle, `${JSON.stringify(mark)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  flushFolder(folder);
}

/** The log was closed cleanly: from now on a copy of the folder is as good as the folder. */
export function clearMark(folder: string): void {
  rmSync(join(folder, MARK), { force: true });
  flushFolder(folder);
}

/**
 * Whether the folder is a copy that was taken while its log was open. The files of one whose process was killed, or
 * whose machine lost its power, are still the same ones. A device may get another number when the machine starts.
 */
export function isCopyOfOpen(folder: string): boolean {
  const mark = markIn(folder);
  if (!mark) return false;
  const device = mark.boot === bootId() ? mark.device : undefined;
  return Object.entries(mark.inodes).some(([name, inode]) => {
    const found = statSync(join(folder, name), { bigint: true, throwIfNoEntry: false });
    if (!found) return false;
    return String(found.ino) !== inode || (device !== undefined && String(found.dev) !== device);
  });
}

/** A power cut may have left half a mark: then there was one, of this folder. */
function markIn(folder: string): Mark | undefined {
  try {
    const mark = JSON.parse(readFileSync(join(folder, MARK), 'utf8')) as Partial<Mark>;
    return mark.inodes && mark.device !== undefined ? (mark as Mark) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
