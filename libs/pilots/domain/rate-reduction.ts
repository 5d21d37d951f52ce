import type { Decimal, MetricTerms, RateReductionPricing, ReductionPrice } from '../contract/terms.js';
import { measuredCohorts, participantsOf, tooSmall, type EarnedLine, type PricingContext } from './earned.js';
import { decimalText, exact, moneyText, ZERO, type Exact } from './exact.js';
import { pooled, type Arm, type CohortTally } from './tallies.js';

/**
 * Per cent by which the first arm is below the second, both pooled before dividing; negative when it is above.
 * Undefined where there is nothing to compare: an empty arm, or a baseline in which nothing happened.
 */
export function reductionOf({ intervention, baseline }: CohortTally): Exact | undefined {
  if (intervention.persons === 0n || baseline.persons === 0n || baseline.events === 0n) return undefined;
  return exact(1)
    .sub(rateOf(intervention).div(rateOf(baseline)))
    .mul(100);
}

/** A line per cohort on its own and, where the terms have it, one for all of them pooled. */
export function rateReductionLines(
  metric: MetricTerms,
  pricing: RateReductionPricing,
  context: PricingContext,
): EarnedLine[] {
  const cohorts = measuredCohorts(context);
  const lines = cohorts.map((cohort): EarnedLine => {
    const measured = context.tally.cohorts.get(cohort)!;
    const small = tooSmall(context, cohort);
    return {
      metric,
      scope: 'cohort',
      cohort,
      ...compared(measured, pricing, pricing, context, small),
      ...participantsOf(context, [cohort]),
    };
  });
  if (pricing.pooled === undefined || cohorts.length === 0) return lines;
  const all = pooled(cohorts.map((cohort) => context.tally.cohorts.get(cohort)!));
  const { neverOpened } = context.tallies;
  const missing = context.terms.cohorts
    .map(({ code }) => code)
    .filter((code) => !cohorts.includes(code) && !neverOpened.includes(code));
  // A pool of what happens to be measured first would pay what the cohorts together may never earn.
  const early =
    missing.length === 0 ? undefined : `not all cohorts are measured (${missing.join(', ')}): nothing`;
  const line = compared(all, pricing, pricing.pooled, context, early);
  const without = neverOpened.length === 0 ? '' : `; never opened: ${neverOpened.join(', ')}`;
  return [
    ...lines,
    {
      metric,
      scope: 'pooled',
      ...line,
      input: `${line.input}${without}`,
      ...participantsOf(context, cohorts),
    },
  ];
}

interface ReductionTerm {
  readonly threshold: Decimal;
  readonly pays: ReductionPrice;
}

function compared(
  measured: CohortTally,
  { measure }: RateReductionPricing,
  { threshold, pays }: ReductionTerm,
  { terms: { currency } }: PricingContext,
  refused?: string,
): Pick<EarnedLine, 'evidence' | 'input' | 'term' | 'arithmetic' | 'exact'> {
  const { intervention, baseline, evidence } = measured;
  const what = measure === 'frequency' ? 'events' : 'persons with an event';
  const shown = {
    evidence,
    input: `${intervention.events} ${what} of ${intervention.persons} persons, baseline ${baseline.events} of ${baseline.persons}`,
    term: `at least ${threshold} % below the baseline: ${priceText(pays, measure, currency)}`,
  };
  const nothing = (why: string) => ({ ...shown, arithmetic: why, exact: ZERO });
  if (refused !== undefined) return nothing(refused);
  const reduction = reductionOf(measured);
  if (reduction === undefined) return nothing('there is nothing to compare with: nothing');
  const rates = `${perHundred(intervention)} against ${perHundred(baseline)} per 100 persons is ${decimalText(reduction)} % fewer`;
  if (reduction.compare(exact(threshold)) < 0)
    return nothing(`${rates}, which is less than ${threshold} %: nothing`);
  if (pays.per === 'avoided') {
    const avoided = rateOf(baseline).mul(intervention.persons).sub(intervention.events);
    const earned = avoided.mul(exact(pays.price));
    const sum = `${decimalText(avoided)} avoided × ${moneyText(exact(pays.price), currency)} = ${moneyText(earned, currency)}`;
    return { ...shown, arithmetic: `${rates}; ${sum}`, exact: earned };
  }
  const step = pays.steps.findLast(({ from }) => reduction.compare(exact(from)) >= 0);
  if (step === undefined) return nothing(`${rates}, which reaches no step: nothing`);
  const earned = exact(step.amount);
  return {
    ...shown,
    arithmetic: `${rates}; step from ${step.from} % = ${moneyText(earned, currency)}`,
    exact: earned,
  };
}

function rateOf({ events, persons }: Arm): Exact {
  return exact(events).div(persons);
}

function perHundred(arm: Arm): string {
  return decimalText(rateOf(arm).mul(100));
}

function priceText(pays: ReductionPrice, measure: RateReductionPricing['measure'], currency: string): string {
  if (pays.per === 'avoided')
    return `${moneyText(exact(pays.price), currency)} for each ${measure === 'frequency' ? 'event' : 'person'} avoided`;
  return pays.steps
    .map(({ from, amount }) => `${moneyText(exact(amount), currency)} from ${from} %`)
    .join(', ');
}
