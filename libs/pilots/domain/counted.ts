import type { CountedUnit, MetricTerms, PerUnitPricing, Tier, TieredPricing } from '../contract/terms.js';
import { measuredCohorts, participantsOf, tooSmall, type EarnedLine, type PricingContext } from './earned.js';
import { exact, moneyText, total, ZERO } from './exact.js';
import { pooled } from './tallies.js';

/** Count × price, a line per cohort. */
export function perUnitLines(
  metric: MetricTerms,
  pricing: PerUnitPricing,
  context: PricingContext,
): EarnedLine[] {
  const { currency } = context.terms;
  const price = exact(pricing.price);
  return measuredCohorts(context).map((cohort) => {
    const { count, evidence } = context.tally.cohorts.get(cohort)!;
    const small = tooSmall(context, cohort);
    const earned = small === undefined ? price.mul(count) : ZERO;
    return {
      metric,
      scope: 'cohort',
      cohort,
      evidence,
      input: counted(count, pricing.unit),
      term: `${moneyText(price, currency)} for each ${pricing.unit}`,
      arithmetic: small ?? `${count} × ${moneyText(price, currency)} = ${moneyText(earned, currency)}`,
      exact: earned,
      ...participantsOf(context, [cohort]),
    };
  });
}

/** Each outcome at the price of its tier; one line, for tiers count over all cohorts that are large enough. */
export function tieredLines(
  metric: MetricTerms,
  { tiers, unit }: TieredPricing,
  context: PricingContext,
): EarnedLine[] {
  const { currency } = context.terms;
  const measured = measuredCohorts(context);
  if (measured.length === 0) return [];
  const cohorts = measured.filter((cohort) => tooSmall(context, cohort) === undefined);
  const { count } = pooled(cohorts.map((cohort) => context.tally.cohorts.get(cohort)!));
  const parts = tiers
    .map((tier) => ({ inTier: countIn(tier, count), price: exact(tier.price) }))
    .filter(({ inTier }) => inTier > 0n);
  const earned = total(parts.map(({ inTier, price }) => price.mul(inTier)));
  const sum = parts.map(({ inTier, price }) => `${inTier} × ${moneyText(price, currency)}`).join(' + ');
  const left = measured.filter((cohort) => !cohorts.includes(cohort));
  const leftOut =
    left.length === 0 ? '' : `; without ${left.join(', ')}, which has fewer persons than a cohort needs`;
  return [
    {
      metric,
      scope: 'contract',
      evidence: context.tally.evidence,
      input: `${counted(count, unit)} over all cohorts${leftOut}`,
      term: tiers.map((tier) => `${rangeOf(tier)}: ${moneyText(exact(tier.price), currency)}`).join('; '),
      arithmetic: `${sum || '0'} = ${moneyText(earned, currency)}`,
      exact: earned,
      ...participantsOf(context, cohorts),
    },
  ];
}

function countIn({ from, to }: Tier, count: bigint): bigint {
  const last = to === undefined || count < BigInt(to) ? count : BigInt(to);
  const inTier = last - BigInt(from) + 1n;
  return inTier > 0n ? inTier : 0n;
}

function rangeOf({ from, to }: Tier): string {
  return to === undefined ? `from ${from}` : `${from} to ${to}`;
}

function counted(count: bigint, unit: CountedUnit): string {
  return `${count} ${unit}${count === 1n ? '' : 's'}`;
}
