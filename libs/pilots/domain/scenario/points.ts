import type { PayoffThreshold } from '../../contract/scenario.js';
import type { OutcomeSettlement } from '../../contract/settlement.js';
import type { OutcomeTerms } from '../../contract/terms.js';
import { tranchesOf } from '../shares.js';
import type { Border, Course } from './course.js';
import { changes, evenly, firstWhere } from './positions.js';
import { MOST_POINTS } from './read-variation.js';
import type { Settler } from './settled-at.js';

/** Enough for every whole count of a short range, and round distances on a long one. */
const POINTS = 201;
/** Positions that show each bend and jump of a course, by rising success; and where its terms change. */
export function pointsOf(
  terms: OutcomeTerms,
  course: Course,
  settled: Settler,
  points = usualPoints(settled),
): { readonly positions: readonly number[]; readonly thresholds: readonly PayoffThreshold[] } {
  const { first, last } = course;
  const reached = course.borders.flatMap((border) => reachedOn(course, border, settled));
  const wanted = new Set([first, last]);
  for (const { position } of reached) wanted.add(Math.max(first, position - 1)).add(position);
  for (const position of capsBegin(terms, course, settled, [...wanted])) wanted.add(position);
  const most = Math.min(MOST_POINTS, settled.most);
  const needed = [...wanted].slice(0, most);
  const all = new Set([...needed, ...evenly(first, last, points)]);
  // What bends the line goes first; the rest is spread over what is left.
  const kept =
    all.size <= most ? all : new Set([...needed, ...evenly(first, last, most - needed.length).slice(1, -1)]);
  return {
    positions: [...kept].toSorted((a, b) => a - b),
    thresholds: thresholdsOf(course, reached),
  };
}

function usualPoints({ most }: Settler): number {
  return Math.min(POINTS, Math.ceil(most / 2));
}

interface Reached {
  readonly border: Border;
  /** The first position on the other side. */
  readonly position: number;
}

function reachedOn({ first, last, x }: Course, border: Border, settled: Settler): readonly Reached[] {
  const position = firstWhere(first, last, (at) => border.isReached(at, settled.at));
  if (position === undefined) return [];
  // What was reached before the course begins is no change on it, unless it begins just there.
  return position > first || border.at?.equals(x(first)) ? [{ border, position }] : [];
}

function capsBegin(
  terms: OutcomeTerms,
  { first, last }: Course,
  settled: Settler,
  wanted: readonly number[],
): readonly number[] {
  const grid = [...new Set([...evenly(first, last, usualPoints(settled)), ...wanted])].toSorted(
    (a, b) => a - b,
  );
  return grid.slice(1).flatMap((position, index) =>
    changes(
      grid[index]!,
      position,
      (at) => whatBites(terms, settled.at(at)),
      () => settled.count() < settled.most,
    ),
  );
}

/** Changes where a cap begins or ceases to bite and where the split enters its next tranche. */
function whatBites({ split }: OutcomeTerms, { caps, lines, subtotal }: OutcomeSettlement): string {
  const tranche = tranchesOf(split).findIndex(({ upTo }) => upTo === undefined || subtotal <= upTo);
  const cut = lines.map(({ capped }) => capped.map(({ cap }) => cap).join('+')).join();
  return `${tranche} ${caps.map(({ bit }) => Number(bit)).join('')} ${cut}`;
}

function thresholdsOf({ x }: Course, reached: readonly Reached[]): readonly PayoffThreshold[] {
  const placed = reached
    .map(({ border, position }) => ({ ...border, x: border.at ?? x(position) }))
    .toSorted((a, b) => a.x.compare(b.x));
  return [...Map.groupBy(placed, ({ x: at }) => at.toFraction()).values()].map((same) => ({
    x: same[0]!.x.valueOf(),
    label: [...new Set(same.map(({ label }) => label))].join('; '),
    jump: same.some(({ jump }) => jump),
  }));
}
