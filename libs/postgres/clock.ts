import type { Session } from './postgres.js';

/** How far a machine's clock may be from the server's, in milliseconds. */
const APART_AT_MOST = 1000;

/**
 * Whether this machine's clock shows what the database's does, as far as the way there lets it be seen: deadlines are
 * judged by the clock of whichever process a command comes to. While the database cannot be asked it says nothing, and
 * others say that. `now` tells milliseconds since 1970.
 */
export async function agreesWithClock(
  database: Pick<Session, 'query'>,
  now: () => number = Date.now,
): Promise<boolean> {
  const before = now();
  const asked = await database
    .query<{ ms: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms')
    .catch(() => undefined);
  const theirs = asked?.[0]?.ms;
  return theirs === undefined || (theirs >= before - APART_AT_MOST && theirs <= now() + APART_AT_MOST);
}
