import type { Fault } from '../contract/faults.js';
import type {
  MetricTerms,
  OutcomeTerms,
  ReductionPrice,
  ReturnCondition,
  SavingsSharePricing,
  Tier,
} from '../contract/terms.js';
import { exact } from './exact.js';
import { MOST_POOLS } from './higher.js';

/** What contradicts itself in how metrics are priced, and pools beyond those whose sides can be compared. */
export function pricingFaults({ format, metrics }: OutcomeTerms): Fault[] {
  return [
    ...metrics.flatMap((metric, index) => faultsOf(metric, metrics, `/metrics/${index}/pricing`)),
    ...(format === 1 ? [] : poolFaults(metrics)),
  ];
}

function poolFaults(metrics: OutcomeTerms['metrics']): Fault[] {
  return metrics
    .flatMap(({ pricing }, index) => ('pooled' in pricing ? [index] : []))
    .slice(MOST_POOLS)
    .map((index) => ({
      path: `/metrics/${index}/pricing/pooled`,
      message: `At most ${MOST_POOLS} metrics have a pool: the sides of each are compared with those of all others.`,
    }));
}

function faultsOf({ pricing, code }: MetricTerms, metrics: OutcomeTerms['metrics'], path: string): Fault[] {
  switch (pricing.form) {
    case 'tiered':
      return tierFaults(pricing.tiers, `${path}/tiers`);
    case 'rate-reduction':
      return [
        ...stepFaults(pricing.pays, pricing.threshold, `${path}/pays`),
        ...(pricing.pooled === undefined
          ? []
          : stepFaults(pricing.pooled.pays, pricing.pooled.threshold, `${path}/pooled/pays`)),
      ];
    case 'savings-share':
      return [
        ...savingsFaults(pricing, path),
        ...(pricing.return?.condition === undefined
          ? []
          : conditionFaults(pricing.return.condition, code, metrics, `${path}/return/condition`)),
      ];
    default:
      return [];
  }
}

function tierFaults(tiers: readonly Tier[], path: string): Fault[] {
  const faults: Fault[] = [];
  let next: number | undefined = 1;
  for (const [index, { from, to }] of tiers.entries()) {
    const at = `${path}/${index}`;
    if (next !== undefined && from < next)
      faults.push({
        path: `${at}/from`,
        message: `This tier overlaps the one before it, which ends with ${next - 1}.`,
      });
    if (next !== undefined && from > next)
      faults.push({
        path: `${at}/from`,
        message: `No tier says what the outcomes from ${next} to ${from - 1} cost.`,
      });
    if (to !== undefined && to < from)
      faults.push({ path: `${at}/to`, message: 'The tier ends before it begins.' });
    const isLast = index === tiers.length - 1;
    if (isLast && to !== undefined)
      faults.push({ path: `${at}/to`, message: `No tier says what the outcomes above ${to} cost.` });
    if (!isLast && to === undefined)
      faults.push({ path: `${at}/to`, message: 'Only the last tier has no end.' });
    next = to === undefined ? undefined : to + 1;
  }
  return faults;
}

function stepFaults(pays: ReductionPrice, threshold: string, path: string): Fault[] {
  if (pays.per === 'avoided') return [];
  return pays.steps.flatMap(({ from, amount }, index) => {
    const at = `${path}/steps/${index}`;
    const before = pays.steps[index - 1];
    if (exact(from).compare(exact(threshold)) < 0)
      return [
        { path: `${at}/from`, message: `Below the threshold of ${threshold} % no step is ever reached.` },
      ];
    if (before === undefined) return [];
    if (exact(from).compare(exact(before.from)) <= 0)
      return [{ path: `${at}/from`, message: 'This step does not begin above the one before it.' }];
    if (amount < before.amount)
      return [{ path: `${at}/amount`, message: 'A higher step pays less than the one before it.' }];
    return [];
  });
}

function savingsFaults(
  { guaranteed, share, breakEven, return: back }: SavingsSharePricing,
  path: string,
): Fault[] {
  const faults: Fault[] = [];
  if (breakEven < guaranteed)
    faults.push({ path: `${path}/breakEven`, message: 'Break-even is less than what is guaranteed.' });
  if (exact(share).compare(0) === 0)
    faults.push({ path: `${path}/share`, message: 'A share of nothing never reaches break-even.' });
  if (back !== undefined && back.upTo < breakEven)
    faults.push({ path: `${path}/return/upTo`, message: 'The cap of the return is less than break-even.' });
  return faults;
}

function conditionFaults(
  { metric, atLeast }: ReturnCondition,
  own: string,
  metrics: OutcomeTerms['metrics'],
  path: string,
): Fault[] {
  const form = metrics.find(({ code }) => code === metric)?.pricing.form;
  const at = (member: string, message: string): Fault[] => [{ path: `${path}/${member}`, message }];
  if (form === undefined) return at('metric', `There is no metric "${metric}".`);
  if (metric === own || form === 'guaranteed' || form === 'savings-share')
    return at('metric', 'A return depends on another metric, one that shows an outcome.');
  if (form === 'milestone' && atLeast !== undefined)
    return at('atLeast', 'A milestone is reached or not; it has no least figure.');
  if (form !== 'milestone' && atLeast === undefined)
    return at('atLeast', 'It must be said what this metric must show at least.');
  return [];
}
