import { types } from 'node:util';
import { DatabaseError } from 'pg';
import { StorageBusy, StorageClosed, StorageUnavailable } from '#hosting/storage.js';
import { messageOf } from '#text/thrown.js';

/** connection_exception, operator_intervention, too_many_connections */
const UNREACHABLE = /^(?:08...|57P0\d|53300)$/;
const SOCKETS = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH'.split(
    ' ',
  ),
);
/** What the driver says without a code. */
const WORDS =
  /connection terminated|connection ended|connection error|timeout exceeded when trying to connect/i;

/**
 * What else is the server's own and not what was asked of it: no resources, no disk, damaged pages, a standby that
 * takes no writes, a sign-in or a database that is not there now, a transaction that lay idle too long.
 */
const OUT_OF_ORDER = /^(?:53...|58...|XX00[12]|25006|25P03|28...|3D000)$/;
/** A statement that took too long, a lock that was not to be had, two that waited for each other. */
const IN_THE_WAY = new Set(['57014', '55P03', '40P01', '40001']);
const POOL_ENDED = /cannot use a pool after calling end/i;

/** Whether a database cannot be reached: nothing listens, the connection broke, the server ends or starts. */
export function isUnreachable(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (typeof code === 'string') return UNREACHABLE.test(code) || SOCKETS.has(code);
  return WORDS.test(messageOf(error));
}

/**
 * Asks the database something; that it is away, or in nobody's power now, becomes known as such.
 * @throws StorageUnavailable, StorageClosed, and what it says of the statement itself
 */
export async function asking<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw outageOf(error, what);
  }
}

/** What the database or the driver threw, in the words of stores. */
export function outageOf(error: unknown, what: string): unknown {
  if (error instanceof DatabaseError) {
    const code = error.code ?? '';
    if (IN_THE_WAY.has(code)) return new StorageBusy(`${what}: ${error.message}`);
    if (!UNREACHABLE.test(code) && !OUT_OF_ORDER.test(code)) return error;
  } else if (!types.isNativeError(error) || error.name === 'TypeError') return error;
  else if (POOL_ENDED.test(error.message)) return new StorageClosed(what);
  // All else comes from the way there: sockets, TLS, time-outs of the driver.
  return new StorageUnavailable(`${what} cannot be used: ${messageOf(error)}`, { cause: error });
}

/** Whether a connection that met this is still good for others. */
export function isOfConnection(error: unknown): boolean {
  return !(error instanceof DatabaseError) || UNREACHABLE.test(error.code ?? '') || error.code === '25P03';
}
