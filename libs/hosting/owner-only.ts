import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  statSync,
  type Dirent,
} from 'node:fs';
import { join } from 'node:path';

/** Mode of a file that only its owner may read and write. */
export const OWNER_FILE = 0o600;

/** Mode of a folder that only its owner may look into. */
export const OWNER_FOLDER = 0o700;

/** Makes a file for its owner only where there is none, whatever the umask; an existing one becomes so. */
export function ownerOnly(file: string): void {
  // One that is there is not opened: closing it would let go of what SQLite has locked of it in this process.
  if (!existsSync(file)) closeSync(openSync(file, 'a', OWNER_FILE));
  // SQLite gives its log and index files the mode of the main file.
  if (permissions(statSync(file)) !== OWNER_FILE) chmodSync(file, OWNER_FILE);
}

/**
 * Takes from others what they may do with a folder and all in it; links are not followed.
 * Answers the paths that others could reach: what lies in a closed folder is closed to them whatever its own mode.
 */
export function closeToOthers(folder: string): string[] {
  const reachable = narrow(folder, OWNER_FOLDER) ? [folder] : [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const inside = entry.isDirectory() ? closeToOthers(path) : narrowFile(entry, path);
    if (reachable.length > 0) reachable.push(...inside);
  }
  return reachable;
}

function narrowFile(entry: Dirent, path: string): string[] {
  return entry.isFile() && narrow(path, OWNER_FILE) ? [path] : [];
}

/** What its owner may not do, a file that should not change for one, stays as it is. */
function narrow(path: string, mode: number): boolean {
  const before = permissions(lstatSync(path));
  if ((before & ~mode) === 0) return false;
  chmodSync(path, before & mode);
  return true;
}

function permissions({ mode }: { readonly mode: number }): number {
  return mode & 0o7777;
}
