import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

/** Bytes a socket's path may have: `sun_path` holds 104 on macOS (108 on Linux), one of them a zero. */
const LONGEST = 103;

/** Where a data folder's admin socket is: in it, or among the owner's temporary files when that path is too long. */
export function adminSocketPath(folder: string): string {
  const path = join(folder, 'admin.sock');
  if (Buffer.byteLength(path) <= LONGEST) return path;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `tilsagn-${userInfo().uid}`, `${name}.sock`);
}

/** Makes the folder of a socket if need be. @throws Error when others could put a socket of their own there */
export function prepareSocketFolder(path: string): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  if (uid !== userInfo().uid || (mode & 0o022) !== 0)
    throw new Error(`${folder} must belong to the user of this process, and nobody else may write to it`);
}
