import { Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { denied, notFound } from '#access/policy.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { invalidRequest, refused } from '#http/problems.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { Where } from '#cqrs/queries/where.js';
import { MAY } from '../access.js';
import { Calls } from '../application/calls/calls.js';
import { scoringOf, type CaseRow } from '../read-models/case-row.js';
import { caseView } from '../read-models/case-view.js';
import { countedPoints, countedScores, hasRank } from '../read-models/rank-order.js';

/** An application among those of its call. */
export interface RankedApplication {
  /** 1 is best; those with equal points share a rank. `null` while the assessment is not settled. */
  readonly rank: number | null;
  /** Whether another application has the same rank. */
  readonly tied: boolean;
  readonly id: string;
  readonly state: string;
  readonly title: string;
  readonly applicant: { readonly organisation: string; readonly name: string };
  /** Weighted total: of the moderation, else the average of both assessors, else of the only one. */
  readonly points: number | null;
  readonly firstAssessor: number | null;
  readonly secondAssessor: number | null;
  readonly moderated: boolean;
  /** Criteria on which somebody whose scores count stayed below the threshold. */
  readonly belowThreshold: readonly string[];
  readonly applied: Money;
  readonly granted: Money | null;
}

/** A page of the applications of a call, best first. */
export interface Ranking extends Page<RankedApplication>, Completeness {
  readonly callId: string;
}

const COLUMNS = [
  'case_id',
  'state',
  'title',
  'applicant',
  'applicant_name',
  'scoring',
  'applied',
  'granted',
  'currency',
  'rank_order',
] as const satisfies readonly (keyof CaseRow)[];

/** A row with what lies before the page it is on. */
type RankedRow = Pick<CaseRow, (typeof COLUMNS)[number]> & {
  readonly rank_order: number;
  /** How many applications have more points than the page's first one. */
  readonly better: number;
  /** How many before the page have the points of its first one. */
  readonly alike: number;
};

/** Parts of a cursor of a ranking. */
export const RANKING_CURSOR_PARTS = 2;

const ORDER = ['rank_order', 'case_id'];

/** How the applications of a call compare. */
@Injectable()
export class Rankings {
  constructor(
    private readonly reader: Reader,
    private readonly calls: Calls,
  ) {}

  /** All but those withdrawn. @throws ProblemException 404, 403, 400 for another list's cursor */
  async of(
    callId: string,
    { limit, after: last }: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Ranking> {
    const beyond = checked(last);
    const call = await this.calls.find(callId);
    const no = denied(actor, MAY['ranking.read'], call.status === 'none' ? {} : { owner: call.directorate });
    if (no) throw refused(no);
    // Overseers may read the ranking of any call, and of none at all.
    if (call.status === 'none') throw refused(notFound());
    await this.reader.reached([caseView.name], after);
    const rows = await this.rowsOf(callId, limit + 1, beyond);
    const { items, ...rest } = pageOf(rows, limit, (row) => [row.rank_order, row.case_id]);
    return {
      callId,
      items: ranked(items, rows[items.length]),
      ...rest,
      ...(await this.reader.completeness(caseView.name)),
    };
  }

  /** One statement, so that rows and what lies before them are of the same moment. */
  private rowsOf(callId: string, limit: number, last: PageRequest['after']): Promise<RankedRow[]> {
    const where = new Where()
      .equals('call_id', callId)
      .and('rank_order IS NOT NULL')
      .beyond(ORDER, 'asc', last);
    const order = ORDER.join(', ');
    const ofCall = 'SELECT count(*) FROM cases, first WHERE cases.call_id = $1 AND cases.rank_order';
    return this.reader.rows<RankedRow>(
      `WITH
         page AS (SELECT ${COLUMNS.join(', ')} FROM cases ${where.sql} ORDER BY ${order} LIMIT ${limit}),
         first AS (SELECT ${order} FROM page ORDER BY ${order} LIMIT 1)
       SELECT page.*,
         (${ofCall} < first.rank_order) AS better,
         (${ofCall} = first.rank_order AND cases.case_id < first.case_id) AS alike
       FROM page ORDER BY ${order}`,
      where.parameters,
    );
  }
}

/** The rows of a page as they rank; `next` is the one that follows them, on the next page. */
function ranked(rows: readonly RankedRow[], next?: RankedRow): RankedApplication[] {
  let rank = 0;
  return rows.map((row, index) => {
    const [before, behind] = [rows[index - 1], rows[index + 1] ?? next];
    const { better, alike } = row;
    const asBefore = before?.rank_order === row.rank_order;
    if (!asBefore) rank = before ? better + alike + index + 1 : better + 1;
    if (!hasRank(row.rank_order)) return { ...itemOf(row), rank: null, tied: false };
    const tied = asBefore || behind?.rank_order === row.rank_order || (!before && alike > 0);
    return { ...itemOf(row), rank, tied };
  });
}

function itemOf(row: RankedRow): Omit<RankedApplication, 'rank' | 'tied'> {
  const scoring = scoringOf(row);
  const { first, second, moderated } = scoring;
  const { currency } = row;
  return {
    id: row.case_id,
    state: row.state,
    title: row.title,
    applicant: { organisation: row.applicant, name: row.applicant_name },
    points: countedPoints(scoring),
    firstAssessor: first?.weightedTotal ?? null,
    secondAssessor: second?.weightedTotal ?? null,
    moderated: moderated !== undefined,
    belowThreshold: [...new Set(countedScores(scoring).flatMap(({ belowThreshold }) => belowThreshold))],
    applied: { amount: row.applied, currency },
    granted: row.granted === null ? null : { amount: row.granted, currency },
  };
}

function checked(last: PageRequest['after']) {
  if (last === undefined || (Number.isSafeInteger(last[0]) && typeof last[1] === 'string')) return last;
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
