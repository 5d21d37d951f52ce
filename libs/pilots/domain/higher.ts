import type { AppliedCap, ComparedPool } from '../contract/settlement.js';
import type { OutcomeTerms } from '../contract/terms.js';
import type { EarnedLine } from './earned.js';
import { minorUnits, rounded } from './exact.js';
import { capLines, type CappedLine } from './line-caps.js';
import { divide, type Shares } from './shares.js';
import type { Tallies } from './tallies.js';

/** More than so many pools would have to be tried in too many combinations: each may count or not. */
export const MOST_POOLS = 4;

/** What is paid of what was earned, line by line and payer by payer. */
export interface Paid {
  readonly lines: readonly CappedLine[];
  readonly caps: readonly AppliedCap[];
  readonly subtotal: bigint;
  readonly divided: Shares;
  readonly pools: readonly ComparedPool[];
}

/** All lines under the caps at once: a metric with a pool pays at most the higher of its two sides. */
export function paidOnce(terms: OutcomeTerms, tallies: Tallies, earned: readonly EarnedLine[]): Paid {
  const { lines, caps } = capLines(terms, tallies, earned);
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0n);
  return { lines, caps, subtotal, divided: divide(terms, subtotal), pools: [] };
}

/**
 * The most that is paid with one side of each pool, after all caps. Side by side, as in `paidOnce`, a pool would pay
 * what the caps of the cohorts take from their own lines. Where both sides pay the same, the own lines count.
 */
export function paidTheHigher(terms: OutcomeTerms, tallies: Tallies, earned: readonly EarnedLine[]): Paid {
  const pooled = earned.filter(({ scope }) => scope === 'pooled').map(({ metric }) => metric.code);
  const tried = Array.from({ length: 2 ** pooled.length }, (_, choice) => {
    const lines = earned.filter(({ metric, scope }) => {
      const pool = pooled.indexOf(metric.code);
      return pool < 0 || takesPool(choice, pool) === (scope === 'pooled');
    });
    return paidOnce(terms, tallies, lines);
  });
  const totalOf = (choice: number) => tried[choice]!.divided.total;
  const best = [...tried.keys()].reduce((one, other) => (totalOf(other) > totalOf(one) ? other : one));
  return {
    ...tried[best]!,
    lines: withTheOthers(tried[best]!.lines, earned, terms),
    pools: pooled.map((metric, pool) => ({
      metric,
      counts: takesPool(best, pool) ? 'pool' : 'own',
      own: minorUnits(totalOf(best & ~(1 << pool))),
      pool: minorUnits(totalOf(best | (1 << pool))),
    })),
  };
}

/** A choice is a number with a bit for each pool; 0 takes everybody's own lines. */
function takesPool(choice: number, pool: number): boolean {
  return (choice & (1 << pool)) !== 0;
}

/** All lines in their order; those of the side that does not count pay nothing. */
function withTheOthers(
  lines: readonly CappedLine[],
  earned: readonly EarnedLine[],
  terms: OutcomeTerms,
): readonly CappedLine[] {
  const paid = new Map(lines.map((line) => [line.earned, line]));
  return earned.map((line) => {
    const counted = paid.get(line);
    if (counted !== undefined) return counted;
    const whole = rounded(line.exact, terms.rounding);
    const capped = whole > 0n ? [{ cap: 'pooled' as const, by: whole }] : [];
    return { earned: line, rounded: whole, capped, amount: 0n };
  });
}
