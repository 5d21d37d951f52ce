import type { Fault } from '../../contract/faults.js';
import type { Measurements } from '../../contract/measurements.js';
import type { Variation } from '../../contract/scenario.js';
import type { MetricTerms, OutcomeTerms } from '../../contract/terms.js';
import type { PricingContext } from '../earned.js';
import { tally, tallyOf } from '../tallies.js';
import { runningTime } from './assumed.js';
import type { CurveWords } from './words/curve-words.js';

/** What a range of outcomes is laid out in. All of it has been read. */
export interface Setting {
  readonly terms: OutcomeTerms;
  readonly metric: MetricTerms;
  readonly vary: Variation;
  readonly assumed: Measurements;
  readonly words: CurveWords;
}

/** What every measurement of a scenario has: it is taken as verified, for as long as the pilot runs. */
export function takenAsVerified({ terms, metric, assumed }: Setting) {
  return { metric: metric.code, period: runningTime(terms, assumed.lastDay), status: 'verified' } as const;
}

/** What pricing is asked with, as far as it is assumed. */
export function assumedContext({ terms, metric, assumed }: Setting): PricingContext {
  const tallies = tally(assumed, terms);
  return { terms, tallies, tally: tallyOf(tallies, metric.code) };
}

/** Cohorts that are varied: the one that is named; otherwise all, or the first where they are counted together. */
export function variedCohorts({ terms, metric, vary, assumed }: Setting): readonly string[] {
  if (vary.cohort !== undefined) return [vary.cohort];
  const { neverOpened = [] } = assumed;
  const codes = terms.cohorts.map(({ code }) => code).filter((code) => !neverOpened.includes(code));
  return metric.pricing.form === 'tiered' ? codes.slice(0, 1) : codes;
}

/** What the axis counts, in words: of which cohort, where there are several. */
export function axisLabel(setting: Setting): string {
  const { terms, metric, words } = setting;
  if (terms.cohorts.length === 1) return metric.title;
  const [varied, ...others] = variedCohorts(setting);
  if (others.length > 0) return words.inEachCohort(metric.title);
  return `${metric.title}, ${terms.cohorts.find(({ code }) => code === varied)?.title}`;
}

/** Members that mean something for other forms of pricing only. */
export function strangers(vary: Variation, members: readonly (keyof Variation)[]): Fault[] {
  return members
    .filter((member) => vary[member] !== undefined)
    .map((member) => ({ path: `/${member}`, message: 'This means nothing for the form of this metric.' }));
}

/** What other metrics ask of this one before they pay a return. */
export function returnConditions({
  terms,
  metric,
}: Setting): readonly { readonly atLeast: string; readonly of: string }[] {
  return terms.metrics.flatMap(({ pricing, title }) => {
    const condition = pricing.form === 'savings-share' ? pricing.return?.condition : undefined;
    return condition?.metric === metric.code && condition.atLeast !== undefined
      ? [{ atLeast: condition.atLeast, of: title }]
      : [];
  });
}
