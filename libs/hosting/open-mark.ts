import {
  chmodSync,
  closeSync,
  fsyncSync,
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
  /** When each was made, in nanoseconds; left out where that is not kept. Older marks have none. */
  readonly births?: Readonly<Record<string, string>>;
}

/** How often a file is changed to see whether the time of its making stays, with a millisecond between. */
const TRIES = 50;

/** Says durably which log is open in a folder. */
export function markOpen(folder: string, log: string): void {
  const handle = openSync(join(folder, MARK), 'w', OWNER_FILE);
  try {
    const files = [log, MARK].map((name) => [name, identityOf(join(folder, name))] as const);
    const inodes = Object.fromEntries(files.map(([name, { inode }]) => [name, inode]));
    const births = Object.fromEntries(
      files.flatMap(([name, { birth }]) => (birth === undefined ? [] : [[name, birth]])),
    );
    const { device } = files[0]![1];
    const mark: Mark = { pid: process.pid, boot: bootId(), device, inodes, births };
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
 * whose machine lost its power, are still the same ones, and so are those in an image of the whole disk. A copy may by
 * chance get the same inodes on a disk of its own, but it is made later. Where that is not kept, the device tells,
 * until the machine starts again and may give it another number.
 */
export function isCopyOfOpen(folder: string): boolean {
  const mark = markIn(folder);
  if (!mark) return false;
  const device = mark.boot === bootId() ? mark.device : undefined;
  return Object.entries(mark.inodes).some(([name, inode]) => {
    const found = statSync(join(folder, name), { bigint: true, throwIfNoEntry: false });
    if (!found) return false;
    if (String(found.ino) !== inode) return true;
    const birth = mark.births?.[name];
    if (birth !== undefined) return String(found.birthtimeNs) !== birth;
    return device !== undefined && String(found.dev) !== device;
  });
}

function identityOf(file: string): { inode: string; device: string; birth: string | undefined } {
  let found = statSync(file, { bigint: true });
  // Where it is not kept, some systems answer with the last change instead: after another one that is still the same.
  for (let tries = 0; tries < TRIES && found.birthtimeNs === found.ctimeNs; tries++) {
    chmodSync(file, OWNER_FILE);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    found = statSync(file, { bigint: true });
  }
  const { ino, dev, birthtimeNs, ctimeNs } = found;
  const kept = birthtimeNs > 0n && birthtimeNs !== ctimeNs;
  return { inode: String(ino), device: String(dev), birth: kept ? String(birthtimeNs) : undefined };
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
