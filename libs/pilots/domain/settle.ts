import type { Measurements } from '../contract/measurements.js';
import type { CapKind, OutcomeSettlement, SettlementLine } from '../contract/settlement.js';
import type { MetricTerms, OutcomeTerms } from '../contract/terms.js';
import { perUnitLines, tieredLines } from './counted.js';
import type { EarnedLine, PricingContext } from './earned.js';
import { exact, fractionText, minorUnits, moneyText } from './exact.js';
import { guaranteedLines, milestoneLines, savingsLines } from './fixed.js';
import { capLines, type CappedLine } from './line-caps.js';
import { rateReductionLines } from './rate-reduction.js';
import { divide } from './shares.js';
import { tally, tallyOf } from './tallies.js';

/**
 * What terms pay for verified measurements; both must have been read (`readTerms`, `readMeasurements`).
 * Caps apply participant → metric → cohort → payer and state → overall: from the narrowest promise to the widest, so
 * that a wide cap is not used up by what a narrow one takes away in any case.
 * @throws TooMuch for amounts beyond what JSON carries exactly
 */
export function settle(terms: OutcomeTerms, measurements: Measurements): OutcomeSettlement {
  const tallies = tally(measurements);
  const earned = terms.metrics.flatMap((metric) =>
    earnedLines(metric, { terms, tallies, tally: tallyOf(tallies, metric.code) }),
  );
  const { lines, caps } = capLines(terms, tallies, earned);
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0n);
  const divided = divide(terms, subtotal);
  return {
    format: 1,
    title: terms.title,
    ...(terms.reference === undefined ? {} : { reference: terms.reference }),
    currency: terms.currency,
    rounding: terms.rounding,
    lines: lines.map((line) => lineOf(line, terms)),
    subtotal: minorUnits(subtotal),
    caps: [...caps, ...divided.caps],
    shares: divided.shares,
    remainders: 'largest remainder',
    total: minorUnits(divided.total),
    statePayee: terms.statePayee,
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

function lineOf({ earned, rounded, capped, amount }: CappedLine, terms: OutcomeTerms): SettlementLine {
  const { metric, scope, cohort, evidence, input, term, arithmetic } = earned;
  const cuts = capped.map(({ cap, by }) => ({ cap, by: minorUnits(by) }));
  return {
    metric: metric.code,
    form: metric.pricing.form,
    scope,
    ...(cohort === undefined ? {} : { cohort }),
    evidence,
    input,
    term,
    arithmetic,
    exact: fractionText(earned.exact),
    rounded: minorUnits(rounded),
    capped: cuts,
    amount: minorUnits(amount),
    explanation: explained(earned, rounded, cuts, amount, terms),
  };
}

const CAP_WORDS: Readonly<Record<CapKind, string>> = {
  participant: 'the cap per participant',
  metric: 'the cap of the metric',
  cohort: 'the cap of the cohort',
  pooled: 'what the cohorts’ own lines already pay',
  payer: 'the cap of the payer',
  state: 'the cap of the state',
  overall: 'the overall cap',
};

function explained(
  { metric, scope, cohort, input, term, arithmetic, exact: earned }: EarnedLine,
  whole: bigint,
  cuts: SettlementLine['capped'],
  amount: bigint,
  { currency, rounding }: OutcomeTerms,
): string {
  const money = (value: bigint | number) => moneyText(exact(value), currency);
  const where = scope === 'cohort' ? `, ${cohort}` : scope === 'pooled' ? ', all cohorts pooled' : '';
  const steps = [input, `terms: ${term}`, arithmetic];
  if (!earned.equals(exact(whole))) steps.push(`rounded ${rounding} to ${money(whole)}`);
  for (const { cap, by } of cuts) steps.push(`less ${money(by)} for ${CAP_WORDS[cap]}`);
  return `${metric.title}${where}: ${steps.join('; ')}; pays ${money(amount)}.`;
}
