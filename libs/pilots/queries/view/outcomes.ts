import type { OutcomeAgainstTarget } from '../../contract/dashboard.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import type { PayoffUnit } from '../../contract/scenario.js';
import type { CohortTerms, MetricTerms, OutcomeTerms } from '../../contract/terms.js';
import { asVerified } from '../../domain/pilot/basis.js';
import type { KnownPilot, MeasurementState } from '../../domain/pilot/state.js';
import { reductionOf } from '../../domain/rate-reduction.js';
import { pooled, tally, tallyOf, type CohortTally, type Tally } from '../../domain/tallies.js';

/** Decimals a reduction is shown with. */
const SHOWN = 1000;

/**
 * What came out beside what was aimed at, by metric and cohort in the order of the terms. What is disputed counts as not
 * recorded; what is guaranteed is not measured. Where a target is set for all cohorts together, they are shown so too.
 */
export function outcomesOf({ contract, measurements }: KnownPilot): OutcomeAgainstTarget[] {
  if (contract === undefined) return [];
  const { terms } = contract.contract;
  const undisputed = measurements.filter(({ status }) => status !== 'disputed');
  const recorded = measuredIn(undisputed, terms);
  const verified = measuredIn(
    undisputed.filter(({ status }) => status === 'verified'),
    terms,
  );
  return terms.metrics.flatMap((metric) =>
    ofMetric(metric, contract.contract, recorded(metric.code), verified(metric.code)),
  );
}

function measuredIn(
  measurements: readonly MeasurementState[],
  terms: OutcomeTerms,
): (metric: string) => Tally {
  const outcomes = measurements.map(({ outcome }) => asVerified(outcome));
  const tallies = tally({ format: 1, measurements: outcomes }, terms);
  return (metric) => tallyOf(tallies, metric);
}

function ofMetric(
  { code, title, pricing }: MetricTerms,
  { terms, targets }: OutcomeContract,
  recorded: Tally,
  verified: Tally,
): OutcomeAgainstTarget[] {
  const unit = UNITS[pricing.form];
  const metric = { code, title };
  const targetOf = (cohort?: string): number | null => {
    const target = targets.find((each) => each.metric === code && each.cohort === cohort);
    return target === undefined ? null : Number(target.value);
  };
  switch (pricing.form) {
    case 'guaranteed':
      return [];
    case 'milestone': {
      const reached = (of: Tally) => (of.achieved ? 1 : of.evidence.length > 0 ? 0 : null);
      return [
        { metric, unit: unit!, target: targetOf(), recorded: reached(recorded), verified: reached(verified) },
      ];
    }
    case 'savings-share': {
      const saved = (of: Tally) => (of.evidence.length === 0 ? null : Number(of.savings));
      const { currency } = terms;
      return [
        {
          metric,
          unit: unit!,
          currency,
          target: targetOf(),
          recorded: saved(recorded),
          verified: saved(verified),
        },
      ];
    }
    case 'per-unit':
    case 'tiered':
    case 'rate-reduction': {
      const counts = 'unit' in pricing ? (`${pricing.unit}s` as const) : 'per cent';
      const figure = counts === 'per cent' ? reduction : counted;
      const inCohort = (cohort: CohortTerms): OutcomeAgainstTarget => ({
        metric,
        unit: counts,
        cohort: { code: cohort.code, title: cohort.title },
        target: targetOf(cohort.code),
        recorded: figure(recorded.cohorts.get(cohort.code)),
        verified: figure(verified.cohorts.get(cohort.code)),
      });
      const together: OutcomeAgainstTarget = {
        metric,
        unit: counts,
        target: targetOf(),
        recorded: figure(all(recorded)),
        verified: figure(all(verified)),
      };
      return [...terms.cohorts.map(inCohort), ...(together.target === null ? [] : [together])];
    }
  }
}

const UNITS: Partial<Record<MetricTerms['pricing']['form'], PayoffUnit>> = {
  milestone: 'reached',
  'savings-share': 'minor units',
};

function all({ cohorts }: Tally): CohortTally | undefined {
  return cohorts.size === 0 ? undefined : pooled(cohorts.values());
}

function counted(of: CohortTally | undefined): number | null {
  return of === undefined ? null : Number(of.count);
}

function reduction(of: CohortTally | undefined): number | null {
  const exact = of && reductionOf(of);
  return exact === undefined ? null : Math.round(exact.valueOf() * SHOWN) / SHOWN;
}
