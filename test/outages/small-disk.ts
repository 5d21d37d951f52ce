import { execFileSync } from 'node:child_process';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';

const MEGABYTE = 1024 * 1024;

/** A disk of its own in memory, which can be full and can grow. */
export interface SmallDisk {
  readonly path: string;
  /** Makes it so many megabytes large; what lies on it stays. */
  resize(megabytes: number): void;
  remove(): void;
}

/** Whether this process may mount one. Where all must be tested it is an error when it may not. */
export function mayMount(): boolean {
  try {
    smallDisk(1).remove();
    return true;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    process.stderr.write(
      'no disk can be mounted here (that needs root): the tests of a full disk are skipped\n',
    );
    return false;
  }
}

/** Mounts an empty disk of so many megabytes. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = temporaryFolder();
  const { path } = folder;
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'pipe' });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes * MEGABYTE}`, 'tilsagn-test', path);
  } catch (error) {
    folder.remove();
    throw error;
  }
  return {
    path,
    resize: (size) => void run('mount', '-o', `remount,size=${size * MEGABYTE}`, path),
    remove() {
      run('umount', path);
      folder.remove();
    },
  };
}
