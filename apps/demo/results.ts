import { createHash } from 'node:crypto';
import { caughtUp } from '#composition/read-models/caught-up.js';
import { START, type EventStore } from '#event-store/port.js';
import type { Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { PayoutSettled } from '#payouts/contract/events.js';
import type { ProjectionStatus, ReadModels } from '#projections/read-models.js';
import type { RecordRefusal, RecordRemark } from '#importing/records/grant-record.js';

/** What the demo answers with `--json`; amounts in minor units. */
export interface DemoResult {
  /** Records in the file. */
  readonly read: number;
  /** Records that landed as cases. */
  readonly grants: number;
  /** Cases that ended as a rejection. */
  readonly rejected: number;
  readonly refused: number;
  readonly refusals: readonly RecordRefusal[];
  /** What records that landed say and their cases do not show. */
  readonly remarks: readonly RecordRemark[];
  /** From the read models. */
  readonly awarded: readonly TotalOf[];
  readonly paid: readonly TotalOf[];
  /** Folded from the log itself. */
  readonly paidFromLog: readonly TotalOf[];
  readonly events: number;
  readonly projections: readonly {
    readonly name: string;
    readonly position: string;
    readonly lag: number;
    readonly contentHash: string;
    readonly paused: number;
  }[];
  /** Over all read models without times and places in the log. */
  readonly resultHash: string;
}

/** A sum in one currency. */
export interface TotalOf {
  readonly currency: string;
  readonly amount: number;
}

/** One programme's line in the closing table. */
export interface ProgrammeLine {
  readonly schemeId: string;
  readonly currency: string;
  readonly applications: number;
  readonly awarded: number;
  readonly paid: number;
  readonly free: number;
}

const PAGE = 5000;
const MOVEMENTS = ['PayoutPartiallySettled', 'PayoutSettled', 'PayoutReturned'];

/** Reads the results once the read models show the whole log. @throws Error when they do not get there */
export async function resultsOf(
  { read, remarks, refusals }: Pick<DemoResult, 'read' | 'remarks' | 'refusals'>,
  store: EventStore,
  readModels: ReadModels,
): Promise<DemoResult> {
  const head = await caughtUp(readModels, store);
  const status = await readModels.status({ hashes: true });
  const [counts] = await readModels.query<{ rejected: number }>(
    `SELECT count(*) AS rejected FROM cases WHERE state = 'rejected'`,
  );
  return {
    read,
    grants: read - refusals.length,
    rejected: counts?.rejected ?? 0,
    refused: refusals.length,
    refusals,
    remarks,
    awarded: await readModels.query<TotalOf>(
      `SELECT currency, sum(granted)::bigint AS amount FROM cases
       WHERE state IN ('granted', 'accepted', 'paid') GROUP BY currency ORDER BY currency`,
    ),
    paid: await readModels.query<TotalOf>(
      `SELECT currency, sum(paid)::bigint AS amount FROM payouts
       WHERE paid > 0 GROUP BY currency ORDER BY currency`,
    ),
    paidFromLog: await paidFromLog(store),
    events: await eventsUpTo(head, store),
    projections: status.map(({ name, position, lag, contentHash = '', paused }) => ({
      name,
      position,
      lag,
      contentHash,
      paused,
    })),
    resultHash: hashOf(status),
  };
}

/** Applications, money and what is left, by programme. */
export function programmeLines(readModels: ReadModels): Promise<ProgrammeLine[]> {
  return readModels.query<ProgrammeLine>(
    `WITH c AS (
       SELECT scheme_id, count(*) AS applications, sum(coalesce(granted, 0))::bigint AS awarded,
              sum(paid)::bigint AS paid
       FROM cases GROUP BY scheme_id
     ), b AS (
       SELECT scheme_id, currency, sum(appropriated + transferred_in - reserved)::bigint AS free
       FROM budget_years GROUP BY scheme_id, currency
     )
     SELECT c.scheme_id AS "schemeId", b.currency, c.applications, c.awarded, c.paid, b.free
     FROM c JOIN b USING (scheme_id) ORDER BY c.awarded DESC, c.scheme_id`,
  );
}

async function eventsUpTo(head: Position, store: EventStore): Promise<number> {
  if (store.promises.exactDistance) return store.distance(START, head);
  let events = 0;
  for (let after = START; store.compare(after, head) < 0;) {
    const page = await store.readAll({ after, limit: PAGE });
    events += page.events.filter(({ position }) => store.compare(position, head) <= 0).length;
    after = page.position;
  }
  return events;
}

/** What was paid and did not come back, by currency, folded from the payouts' events. */
export async function paidFromLog(store: EventStore): Promise<TotalOf[]> {
  const totals = new Map<string, Money>();
  for (let after = START; ;) {
    const page = await store.readAll({ after, types: MOVEMENTS, limit: PAGE });
    for (const event of page.events) {
      const { amount, currency } = (event.data as unknown as PayoutSettled['data']).amount;
      const moved = event.type === 'PayoutReturned' ? -amount : amount;
      totals.set(currency, { currency, amount: (totals.get(currency)?.amount ?? 0) + moved });
    }
    after = page.position;
    if (page.atHead) break;
  }
  return [...totals.values()].toSorted((a, b) => a.currency.localeCompare(b.currency));
}

function hashOf(status: readonly ProjectionStatus[]): string {
  const lines = status.map(({ name, resultHash }) => `${name} ${resultHash}`).toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
