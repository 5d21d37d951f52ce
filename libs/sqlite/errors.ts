import { StorageBusy, StorageUnavailable } from '#hosting/storage.js';
import { messageOf } from '#text/thrown.js';

/** One call's statements could not be carried out; nothing of that call was written. */
export class StatementFailed extends Error {
  readonly code = 'statement-failed';
  constructor(
    message: string,
    /** SQLite's extended result code, 0 when SQLite was not reached. */
    readonly sqliteCode: number,
  ) {
    super(message);
    this.name = 'StatementFailed';
  }

  /** A unique, foreign-key, check or not-null rule of the schema was broken. */
  get constraint(): boolean {
    return (this.sqliteCode & 0xff) === CONSTRAINT;
  }
}

/** The file was written by a later version of the program. */
export class SchemaTooNew extends Error {
  readonly code = 'schema-too-new';
  constructor(file: string) {
    super(`${file} was written by a later version`);
    this.name = 'SchemaTooNew';
  }
}

/** An error in the form it crosses threads in. */
export interface Failure {
  readonly kind: 'statement' | 'storage' | 'schema';
  readonly message: string;
  readonly sqliteCode: number;
}

const BUSY = 5;
const CONSTRAINT = 19;
/** BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: not the statement's fault. */
const OF_STORAGE = new Set([5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26]);

/** What went wrong, ready to cross threads. */
export function failureOf(error: unknown): Failure {
  const message = messageOf(error);
  if (error instanceof SchemaTooNew) return { kind: 'schema', message, sqliteCode: 0 };
  const sqliteCode = sqliteCodeOf(error);
  return { kind: OF_STORAGE.has(sqliteCode & 0xff) ? 'storage' : 'statement', message, sqliteCode };
}

/** What was to be done in full was done in part only, because another connection is in the way. */
export function busy(message: string): Failure {
  return { kind: 'storage', message, sqliteCode: BUSY };
}

/** The typed error for a failure in `file`. */
export function errorOf({ kind, message, sqliteCode }: Failure, file: string): Error {
  if (kind === 'schema') return new SchemaTooNew(file);
  if (kind === 'storage' && (sqliteCode & 0xff) === BUSY) return new StorageBusy(`${file}: ${message}`);
  if (kind === 'storage') return new StorageUnavailable(`${file}: ${message}`);
  return new StatementFailed(`${file}: ${message}`, sqliteCode);
}

function sqliteCodeOf(error: unknown): number {
  const code = (error as { readonly errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code : 0;
}
