import type { EventStore } from '#event-store/port.js';
import type { Position } from '#eventsourcing/event.js';
import type { Postgres } from '#postgres/postgres.js';
import { mapSealed } from '../sealed.js';

/** What keys must know of the log whose events name them. */
export type NamingLog = Pick<EventStore, 'logId' | 'head' | 'readAll' | 'isPosition'>;

/** The keys are of another log, or older than what the log names; the message says what to do. */
export class KeysUnfit extends Error {
  readonly code = 'keys-unfit';
  constructor(message: string) {
    super(message);
    this.name = 'KeysUnfit';
  }
}

const PAGE = 500;

/**
 * Looks whether all keys are here that the log names behind a position: those it names before were here when that was
 * noted. A database that was restored to an earlier moment lacks the newest. @throws KeysUnfit
 */
export async function checkKeysOf(
  log: NamingLog,
  known: Position | undefined,
  database: Postgres,
): Promise<void> {
  let after = known !== undefined && log.isPosition(known) ? known : undefined;
  for (;;) {
    const { events, position } = await log.readAll({
      ...(after === undefined ? {} : { after }),
      limit: PAGE,
    });
    if (events.length === 0) return;
    const kids = new Set<string>();
    for (const { data } of events)
      mapSealed(data, (sealed) => {
        kids.add(sealed.$sealed.kid);
        return sealed;
      });
    const [lacking] = await database.query<{ kid: string }>(
      `SELECT kid FROM unnest($1::text[]) AS kid
       WHERE NOT EXISTS (SELECT FROM keys WHERE keys.kid = kid.kid)
         AND NOT EXISTS (SELECT FROM erased WHERE erased.kid = kid.kid) LIMIT 1`,
      [[...kids]],
    );
    if (lacking)
      throw new KeysUnfit(
        `the keys in PostgreSQL lack ${lacking.kid}, which an event of the log ${log.logId} up to ${position} names: ` +
          'the database was restored to an earlier moment than the log, so restore a later one',
      );
    after = position;
  }
}
