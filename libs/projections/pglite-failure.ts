import { StorageUnavailable } from '#hosting/storage.js';
import { asError, messageOf } from '#text/thrown.js';
import { sqlState } from './database.js';

/** Numbers of the file system PGlite was compiled against, which it throws as they are. */
const ERRNO: Readonly<Record<number, string>> = {
  2: 'EACCES',
  19: 'EDQUOT',
  22: 'EFBIG',
  29: 'EIO',
  33: 'EMFILE',
  41: 'ENFILE',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
};

/** disk_full, system_error, data_corrupted, index_corrupted, operator_intervention */
const UNSOUND = /^(?:53100|58|XX00[12]|57P)/;

/** What PGlite threw, as an error that says what the storage answered. */
export function pgliteFailure(thrown: unknown, folder: string): Error {
  const code = fileSystemCode(thrown);
  if (code)
    return new StorageUnavailable(`the files of the read models in ${folder}: ${code}`, { cause: thrown });
  return asError(thrown);
}

/**
 * Whether what PGlite threw leaves it in doubt: after an error of the disk, or a throw that left its own code half way
 * through (what WebAssembly throws of its own), it answers wrongly or not at all. An error of the statement or of its parameters does not.
 */
export function leavesInDoubt(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || thrown.name === 'RuntimeError') return true;
  return UNSOUND.test(sqlState(thrown) ?? '') || fileSystemCode(thrown) !== undefined;
}

function fileSystemCode(thrown: unknown): string | undefined {
  const { errno, code } = (thrown ?? {}) as { readonly errno?: unknown; readonly code?: unknown };
  if (code === '53100') return 'ENOSPC';
  const known = typeof errno === 'number' ? ERRNO[errno] : undefined;
  return known ?? /\b(?:ENOSPC|EDQUOT|EIO|EROFS)\b/.exec(messageOf(thrown))?.[0];
}
