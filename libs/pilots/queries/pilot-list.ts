import { Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { invalidRequest } from '#http/problems.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { scopeFor } from '#cqrs/queries/scope.js';
import { Where } from '#cqrs/queries/where.js';
import type { Scope } from '#access/policy.js';
import { MAY } from '../access.js';
import { pilotsProjection, type PilotRow } from '../read-models/pilots.js';

/** A pilot as it is listed. */
export interface PilotSummary {
  readonly id: string;
  readonly schemeId: string;
  readonly directorates: readonly [string, string];
  readonly title: string;
  readonly state: string;
  /** What the state pays at most; `null` before a contract is drafted. */
  readonly stateCap: Money | null;
  readonly openCohorts: number;
  /** Measurements that wait for the validator. */
  readonly unverified: number;
  readonly disputed: number;
  /** The last version; `null` before the first. */
  readonly settlement: { readonly version: number; readonly state: string } | null;
  /** By the version that is concluded. */
  readonly settled: Money | null;
  readonly updatedAt: string;
}

/** Which pilots to list. */
export interface PilotFilter {
  readonly schemeId?: string | undefined;
  readonly state?: string | undefined;
}

/** The list of pilots. */
@Injectable()
export class PilotList {
  constructor(private readonly reader: Reader) {}

  /** Pilots a person takes part in, by id. */
  async of(
    { schemeId, state }: PilotFilter,
    { limit, after: last }: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Page<PilotSummary> & Completeness> {
    const scope = scopeFor(actor, MAY['pilot.read']);
    await this.reader.reached([pilotsProjection.name], after);
    const where = new Where()
      .equals('scheme_id', schemeId)
      .equals('state', state)
      .beyond(['pilot_id'], 'asc', checked(last));
    within(scope, where);
    const rows = await this.reader.rows<PilotRow>(
      `SELECT * FROM pilots ${where.sql} ORDER BY pilot_id LIMIT ${limit + 1}`,
      where.parameters,
    );
    const { items, ...rest } = pageOf(rows, limit, (row) => [row.pilot_id]);
    return {
      items: items.map(summaryOf),
      ...rest,
      ...(await this.reader.completeness(pilotsProjection.name)),
    };
  }
}

function within({ everything, directorate, partner }: Scope, where: Where): void {
  if (everything) return;
  const ways: string[] = [];
  if (directorate !== undefined) ways.push(`${where.value(directorate)} IN (directorate, other_directorate)`);
  if (partner !== undefined)
    ways.push(
      `pilot_id IN (SELECT pilot_id FROM pilot_partners WHERE active AND organisation = ${where.value(partner)})`,
    );
  where.and(`(${ways.join(' OR ')})`);
}

function summaryOf(row: PilotRow): PilotSummary {
  const money = (amount: number | null) => (amount === null ? null : { amount, currency: row.currency });
  return {
    id: row.pilot_id,
    schemeId: row.scheme_id,
    directorates: [row.directorate, row.other_directorate],
    title: row.title,
    state: row.state,
    stateCap: money(row.state_cap),
    openCohorts: row.cohorts_open,
    unverified: row.unverified,
    disputed: row.disputed,
    settlement:
      row.settlement_version === null || row.settlement_state === null
        ? null
        : { version: row.settlement_version, state: row.settlement_state },
    settled: money(row.settled),
    updatedAt: row.updated_on,
  };
}

function checked(last: PageRequest['after']) {
  if (last === undefined || typeof last[0] === 'string') return last;
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
