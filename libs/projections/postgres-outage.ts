import { messageOf } from '#text/thrown.js';
import { ReadModelsUnavailable } from './read-models.js';

/** connection_exception, operator_intervention, too_many_connections */
const STATES = /^(?:08...|57P0\d|53300)$/;
const SOCKETS = new Set(
  'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH'.split(
    ' ',
  ),
);
/** What the driver says without a code. */
const WORDS =
  /connection terminated|connection ended|connection error|timeout exceeded when trying to connect/i;

/** Does something with the database; that it cannot be reached becomes known as such. @throws ReadModelsUnavailable, and its other errors */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    throw new ReadModelsUnavailable(`PostgreSQL cannot be reached: ${messageOf(error)}`, { cause: error });
  }
}

function isUnreachable(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (typeof code === 'string') return STATES.test(code) || SOCKETS.has(code);
  return WORDS.test(messageOf(error));
}
