import { Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { denied, notFound } from '#platform/access/policy.js';
import { refused } from '#platform/http/problems.js';
import { Reader, type Completeness } from '#platform/queries/reader.js';
import { Calls } from '../application/calls/calls.js';
import { scoringOf, type CaseRow } from '../read-models/case-row.js';
import { caseView } from '../read-models/case-view.js';

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

/** The applications of a call, best first. */
export interface Ranking extends Completeness {
  readonly callId: string;
  readonly items: readonly RankedApplication[];
}

type RankedRow = Pick<
  CaseRow,
  | 'case_id'
  | 'state'
  | 'title'
  | 'applicant'
  | 'applicant_name'
  | 'scoring'
  | 'applied'
  | 'granted'
  | 'currency'
>;

const COLUMNS = 'case_id, state, title, applicant, applicant_name, scoring, applied, granted, currency';

/** States in which points may still change. */
const UNSETTLED: ReadonlySet<string> = new Set([
  'submitted',
  'awaiting-supplement',
  'under-assessment',
  'awaiting-moderation',
]);

/** How the applications of a call compare. */
@Injectable()
export class Rankings {
  constructor(
    private readonly reader: Reader,
    private readonly calls: Calls,
  ) {}

  /** All but those withdrawn. @throws ProblemException 404, 403 */
  async of(callId: string, actor: Actor, after?: Position): Promise<Ranking> {
    const call = await this.calls.find(callId);
    const no = denied(actor, 'ranking.read', call.status === 'none' ? {} : { owner: call.directorate });
    if (no) throw refused(no);
    // Overseers may read the ranking of any call, and of none at all.
    if (call.status === 'none') throw refused(notFound());
    await this.reader.reached([caseView.name], after);
    const rows = await this.reader.rows<RankedRow>(
      `SELECT ${COLUMNS} FROM cases WHERE call_id = $1 AND state <> 'withdrawn'`,
      [callId],
    );
    return { callId, items: ranked(rows), ...(await this.reader.completeness(caseView.name)) };
  }
}

/** Orders applications by their points, those without settled points last; equal points share a rank. */
export function ranked(rows: readonly RankedRow[]): RankedApplication[] {
  const items = rows.map(itemOf).toSorted(byPoints);
  const settled = items.filter(({ points, state }) => points !== null && !UNSETTLED.has(state));
  const withPoints = Map.groupBy(settled, ({ points }) => points);
  const ranks = new Map<string, Pick<RankedApplication, 'rank' | 'tied'>>();
  for (const same of withPoints.values()) {
    const rank = settled.indexOf(same[0]!) + 1;
    for (const { id } of same) ranks.set(id, { rank, tied: same.length > 1 });
  }
  const all = items.map((item) => ({ ...item, ...(ranks.get(item.id) ?? { rank: null, tied: false }) }));
  return [...all.filter(({ rank }) => rank !== null), ...all.filter(({ rank }) => rank === null)];
}

function itemOf(row: RankedRow): Omit<RankedApplication, 'rank' | 'tied'> {
  const { first, second, moderated } = scoringOf(row);
  const counted = moderated ? [moderated] : [first, second].filter((each) => each !== undefined);
  const { currency } = row;
  return {
    id: row.case_id,
    state: row.state,
    title: row.title,
    applicant: { organisation: row.applicant, name: row.applicant_name },
    points:
      counted.length === 0
        ? null
        : counted.reduce((sum, { weightedTotal }) => sum + weightedTotal, 0) / counted.length,
    firstAssessor: first?.weightedTotal ?? null,
    secondAssessor: second?.weightedTotal ?? null,
    moderated: moderated !== undefined,
    belowThreshold: [...new Set(counted.flatMap(({ belowThreshold }) => belowThreshold))],
    applied: { amount: row.applied, currency },
    granted: row.granted === null ? null : { amount: row.granted, currency },
  };
}

function byPoints(
  a: Pick<RankedApplication, 'points' | 'id'>,
  b: Pick<RankedApplication, 'points' | 'id'>,
): number {
  const [more, less] = [b.points ?? -1, a.points ?? -1];
  return more - less || (a.id < b.id ? -1 : 1);
}
