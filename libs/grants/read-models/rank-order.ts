import type { ScoringColumns } from './application-columns.js';

/** States in which points may still change. */
const UNSETTLED: ReadonlySet<string> = new Set([
  'submitted',
  'awaiting-supplement',
  'under-assessment',
  'awaiting-moderation',
]);

/** Those that have no rank sort from here on, behind all that have one: twice the points are far fewer. */
const UNRANKED = 1_000_000_000_000;

/** The scores that count: the moderation's, else those of both assessors, else of the only one. */
export function countedScores({ first, second, moderated }: ScoringColumns) {
  return moderated ? [moderated] : [first, second].filter((each) => each !== undefined);
}

/** The points that count: of two assessors the average; `null` where nobody scored. */
export function countedPoints(scoring: ScoringColumns): number | null {
  const counted = countedScores(scoring);
  if (counted.length === 0) return null;
  return counted.reduce((sum, { weightedTotal }) => sum + weightedTotal, 0) / counted.length;
}

/**
 * What the applications of a call are ranked by, lowest first: more points before fewer, and behind them in the same
 * way those whose points are not settled. In halves, which is what the average of two whole numbers comes to. `null`
 * for what was withdrawn, which is not ranked at all.
 */
export function rankOrder(state: string, scoring: ScoringColumns): number | null {
  if (state === 'withdrawn') return null;
  const points = countedPoints(scoring);
  if (points === null) return UNRANKED + 1;
  return (UNSETTLED.has(state) ? UNRANKED : 0) - 2 * points;
}

/** Whether what is ranked by this has a rank. */
export function hasRank(order: number): boolean {
  return order <= 0;
}
