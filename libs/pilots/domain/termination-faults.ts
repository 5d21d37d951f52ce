import type { Fault } from '../contract/faults.js';
import type { OutcomeTerms } from '../contract/terms.js';

/** Metrics of a termination clause that there are not, that are named twice, or of which nothing is observed. */
export function terminationFaults({ termination, metrics }: OutcomeTerms): Fault[] {
  const codes = termination?.laterObservation ?? [];
  return codes.flatMap((code, index): Fault[] => {
    const path = `/termination/laterObservation/${index}`;
    const metric = metrics.find((each) => each.code === code);
    if (metric === undefined) return [{ path, message: `There is no metric "${code}".` }];
    if (codes.indexOf(code) !== index) return [{ path, message: `The metric "${code}" is named twice.` }];
    return metric.pricing.form === 'guaranteed'
      ? [{ path, message: 'This metric is guaranteed: nothing is observed. The clause of guarantees tells.' }]
      : [];
  });
}
