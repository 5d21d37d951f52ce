import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, Position, RecordedEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { notFound } from '#access/policy.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { invalidRequest, refused } from '#http/problems.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { mustSee, scopeFor } from '#cqrs/queries/scope.js';
import { Where } from '#cqrs/queries/where.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { MAY } from '../access.js';
import { pilotStream, type HistoricalPilotRegistered } from '../contract/events.js';
import type {
  HistoricalBond,
  HistoricalComparison,
  HistoricalOutcome,
  SourceFile,
} from '../contract/historical.js';
import { historicalPilotsProjection, type HistoricalPilotRow } from '../read-models/historical-pilots.js';

/** A historical pilot as it is listed. Amounts in minor units, `null` where there is none. */
export interface HistoricalPilotSummary {
  readonly id: string;
  readonly dataSet: string;
  /** Id of the bond in the data set. */
  readonly reference: string;
  readonly title: string;
  readonly outcome: HistoricalOutcome;
  readonly computed: Money | null;
  readonly paid: Money | null;
  readonly difference: Money | null;
  /** How many of its metrics came out so. */
  readonly metricsBy: { readonly [outcome in HistoricalOutcome]: number };
  /** UTC instant of the registration that counts. */
  readonly registeredAt: string;
  readonly revision: number;
}

/** A registration, and what it said of the bond as a whole. */
export interface RegistrationView extends HistoricalComparison {
  readonly revision: number;
  /** UTC instant. */
  readonly registeredAt: string;
  readonly by: string;
  readonly files: readonly Omit<SourceFile, 'rows'>[];
}

/** A historical pilot with its metrics, where they come from, and all its registrations, oldest first. */
export interface HistoricalPilotView
  extends HistoricalPilotSummary, Pick<HistoricalBond, 'reason' | 'provenance' | 'metrics'>, Completeness {
  readonly registrations: readonly RegistrationView[];
}

/** Which historical pilots to list. */
export interface HistoricalPilotFilter {
  readonly outcome?: HistoricalOutcome | undefined;
  /** Words in the reference or the title. */
  readonly q?: string | undefined;
}

const { name: PROJECTION } = historicalPilotsProjection;
const ORDER = ['reference', 'pilot_id'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Impact bonds that others ran. */
@Injectable()
export class HistoricalPilotList {
  constructor(
    private readonly reader: Reader,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  /** Historical pilots by the id they have in their data set. */
  async list(
    { outcome, q }: HistoricalPilotFilter,
    { limit, after: last }: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Page<HistoricalPilotSummary> & Completeness> {
    scopeFor(actor, MAY['historical-pilots.read']);
    await this.reader.reached([PROJECTION], after);
    const where = new Where()
      .equals('outcome', outcome)
      .contains('search', q)
      .beyond(ORDER, 'asc', checked(last));
    const rows = await this.reader.rows<HistoricalPilotRow>(
      `SELECT * FROM historical_pilots ${where.sql} ORDER BY ${ORDER.join(', ')} LIMIT ${limit + 1}`,
      where.parameters,
    );
    const { items, ...rest } = pageOf(rows, limit, (row) => [row.reference, row.pilot_id]);
    return { items: items.map(summaryOf), ...rest, ...(await this.reader.completeness(PROJECTION)) };
  }

  /** One historical pilot. @throws ProblemException 404 */
  async one(id: string, actor: Actor, after?: Position): Promise<HistoricalPilotView> {
    mustSee(actor, MAY['historical-pilots.read'], {});
    await this.reader.reached([PROJECTION], after);
    const [row] = await this.reader.rows<HistoricalPilotRow>(
      'SELECT * FROM historical_pilots WHERE pilot_id = $1',
      [id],
    );
    if (!row) throw refused(notFound());
    // No further than the row: what is shown belongs together.
    const events = await this.store.readStream(pilotStream(id), { limit: row.revision + 1 });
    const { reason, provenance, metrics } = bondIn(events.at(-1)!);
    return {
      ...summaryOf(row),
      ...(reason !== undefined && { reason }),
      provenance,
      metrics,
      registrations: events.map(registrationOf),
      ...(await this.reader.completeness(PROJECTION, [id])),
    };
  }
}

function bondIn({ data }: RecordedEvent): HistoricalBond {
  return (data as unknown as HistoricalPilotRegistered['data']).bond;
}

function registrationOf(event: RecordedEvent): RegistrationView {
  const { outcome, computed, paid, difference, reason, provenance } = bondIn(event);
  return {
    revision: event.revision,
    registeredAt: event.metadata.recordedAt,
    by: event.metadata.actor.subject,
    outcome,
    computed,
    paid,
    difference,
    ...(reason !== undefined && { reason }),
    files: provenance.map(({ file, sha256 }) => ({ file, sha256 })),
  };
}

function summaryOf(row: HistoricalPilotRow): HistoricalPilotSummary {
  return {
    id: row.pilot_id,
    dataSet: row.data_set,
    reference: row.reference,
    title: row.title,
    outcome: row.outcome as HistoricalOutcome,
    computed: moneyOf(row.computed, row.currency),
    paid: moneyOf(row.paid, row.paid_currency),
    difference: moneyOf(row.difference, row.currency),
    metricsBy: {
      matched: row.matched,
      differs: row.differing,
      'computed-nothing-to-compare': row.not_compared,
      'cannot-be-computed': row.not_computed,
    },
    registeredAt: row.registered_at,
    revision: row.revision,
  };
}

function moneyOf(amount: number | null, currency: string | null): Money | null {
  return amount === null || currency === null ? null : { amount, currency };
}

function checked(last: PageRequest['after']) {
  if (last === undefined) return undefined;
  const [reference, id] = last;
  if (typeof reference === 'string' && typeof id === 'string' && UUID.test(id)) return last;
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
