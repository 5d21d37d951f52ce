import type { Fault } from '../../contract/faults.js';
import type { OutcomeTarget } from '../../contract/pilot.js';
import type { MetricTerms, OutcomeTerms } from '../../contract/terms.js';

const WHOLE = /^\d{1,15}$/;
const PER_CENT = /^(?:100(?:\.0{1,6})?|\d{1,2}(?:\.\d{1,6})?)$/;

/** Targets that no measurement could reach or miss, and targets set twice. */
export function targetFaults(targets: readonly OutcomeTarget[], terms: OutcomeTerms): Fault[] {
  return targets.flatMap((target, index): Fault[] => {
    const path = `/targets/${index}`;
    const metric = terms.metrics.find(({ code }) => code === target.metric);
    if (metric === undefined)
      return [{ path: `${path}/metric`, message: `There is no metric "${target.metric}".` }];
    if (targets.findIndex((other) => sameAs(target, other)) !== index)
      return [{ path, message: 'This target is set twice.' }];
    return [...cohortFaults(target, metric, terms, path), ...valueFaults(target, metric, path)];
  });
}

function sameAs(one: OutcomeTarget, other: OutcomeTarget): boolean {
  return one.metric === other.metric && one.cohort === other.cohort;
}

/** Where the metric is measured by cohort a target may be one cohort's or that of all together. */
function cohortFaults(
  { cohort }: OutcomeTarget,
  { pricing }: MetricTerms,
  { cohorts }: OutcomeTerms,
  path: string,
): Fault[] {
  if (cohort === undefined) return [];
  if (pricing.form === 'milestone' || pricing.form === 'savings-share')
    return [{ path: `${path}/cohort`, message: 'This metric is not measured by cohort.' }];
  return cohorts.some(({ code }) => code === cohort)
    ? []
    : [{ path: `${path}/cohort`, message: `There is no cohort "${cohort}".` }];
}

function valueFaults({ value }: OutcomeTarget, { pricing }: MetricTerms, path: string): Fault[] {
  const at = (message: string) => [{ path: `${path}/value`, message }];
  switch (pricing.form) {
    case 'guaranteed':
      return [{ path: `${path}/metric`, message: 'This metric is guaranteed: nothing is measured.' }];
    case 'rate-reduction':
      return PER_CENT.test(value) ? [] : at('A reduction is from 0 to 100 per cent.');
    case 'milestone':
      return value === '1' ? [] : at('A milestone is reached once.');
    case 'per-unit':
    case 'tiered':
    case 'savings-share':
      return WHOLE.test(value) ? [] : at('A whole number is aimed at.');
  }
}
