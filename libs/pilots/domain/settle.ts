import type { Measurements } from '../contract/measurements.js';
import type { ComparedPool, OutcomeSettlement, SettlementLine } from '../contract/settlement.js';
import type { MetricTerms, OutcomeTerms } from '../contract/terms.js';
import { perUnitLines, tieredLines } from './counted.js';
import type { EarnedLine, PricingContext } from './earned.js';
import { fractionText, minorUnits } from './exact.js';
import { explained } from './explained.js';
import { guaranteedLines, milestoneLines, savingsLines } from './fixed.js';
import { paidOnce, paidTheHigher } from './higher.js';
import type { CappedLine } from './line-caps.js';
import { rateReductionLines } from './rate-reduction.js';
import { tally, tallyOf } from './tallies.js';

/**
 * What terms pay for verified measurements; both must have been read (`readTerms`, `readMeasurements`).
 * Caps apply participant → metric → cohort → payer and state → overall: from the narrowest promise to the widest, so
 * that a wide cap is not used up by what a narrow one takes away in any case; terms may put the overall one before
 * those of payers.
 * @throws TooMuch for amounts beyond what JSON carries exactly
 */
export function settle(terms: OutcomeTerms, measurements: Measurements): OutcomeSettlement {
  const tallies = tally(measurements, terms);
  const earned = terms.metrics.flatMap((metric) => {
    const context = { terms, tallies, tally: tallyOf(tallies, metric.code) };
    return withLate(earnedLines(metric, context), context);
  });
  const { lines, caps, subtotal, divided, pools } = (terms.format === 1 ? paidOnce : paidTheHigher)(
    terms,
    tallies,
    earned,
  );
  return {
    format: 1,
    title: terms.title,
    ...(terms.reference === undefined ? {} : { reference: terms.reference }),
    currency: terms.currency,
    rounding: terms.rounding,
    lines: lines.map((line) => lineOf(line, terms, pools)),
    subtotal: minorUnits(subtotal),
    caps: [...caps, ...divided.caps],
    shares: divided.shares,
    remainders: 'largest remainder',
    total: minorUnits(divided.total),
    statePayee: terms.statePayee,
    ...(tallies.lastDay === undefined ? {} : { lastDay: tallies.lastDay }),
    ...(pools.length === 0 ? {} : { pools }),
  };
}

function earnedLines(metric: MetricTerms, context: PricingContext): readonly EarnedLine[] {
  const { pricing } = metric;
  switch (pricing.form) {
    case 'per-unit':
      return perUnitLines(metric, pricing, context);
    case 'tiered':
      return tieredLines(metric, pricing, context);
    case 'rate-reduction':
      return rateReductionLines(metric, pricing, context);
    case 'milestone':
      return milestoneLines(metric, pricing, context);
    case 'guaranteed':
      return guaranteedLines(metric, pricing, context);
    case 'savings-share':
      return savingsLines(metric, pricing, context);
  }
}

/** Says with each line what of the measured is not paid. */
function withLate(lines: readonly EarnedLine[], { tally: { late } }: PricingContext): readonly EarnedLine[] {
  return lines.map((line) => {
    const own = late.filter(({ cohort }) => line.cohort === undefined || cohort === line.cohort);
    const periods = new Map(own.map(({ period }) => [`${period.from} to ${period.to}`, period]));
    if (periods.size === 0) return line;
    const input = `${line.input}; not counted, since it reaches beyond the early end: ${[...periods.keys()].join(', ')}`;
    return { ...line, input, late: [...periods.values()] };
  });
}

function lineOf(line: CappedLine, terms: OutcomeTerms, pools: readonly ComparedPool[]): SettlementLine {
  const { earned, rounded, capped, amount } = line;
  const { metric, scope, cohort, evidence, input, late, term, arithmetic } = earned;
  return {
    metric: metric.code,
    form: metric.pricing.form,
    scope,
    ...(cohort === undefined ? {} : { cohort }),
    evidence,
    input,
    ...(late === undefined ? {} : { notCounted: late }),
    term,
    arithmetic,
    exact: fractionText(earned.exact),
    rounded: minorUnits(rounded),
    capped: capped.map(({ cap, by }) => ({ cap, by: minorUnits(by) })),
    amount: minorUnits(amount),
    explanation: explained(
      line,
      terms,
      pools.find((pool) => pool.metric === metric.code),
    ),
  };
}
