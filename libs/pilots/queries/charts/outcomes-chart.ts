import type { BarChartSpec } from '#charts/bar-chart-spec.js';
import { written } from '#charts/measure.js';
import type { OutcomeAgainstTarget } from '../../contract/dashboard.js';
import { measureOf } from './measure-of.js';

/** Outcomes as a chart: a panel for each metric, in it a bar for each cohort, in the order they are given. */
export function outcomesChart(
  outcomes: readonly OutcomeAgainstTarget[],
  id: string,
  title: string,
): BarChartSpec {
  const byMetric = Map.groupBy(outcomes, ({ metric }) => metric.code);
  return {
    id,
    title,
    description: descriptionOf([...byMetric.values()]),
    words: {
      outline: 'target',
      solid: 'verified',
      hatched: 'recorded',
      beyond: 'recorded, not yet verified',
    },
    panels: [...byMetric.values()].map((same) => ({
      title: same[0]!.metric.title,
      measure: measureIn(same[0]!),
      bars: same.map(({ cohort, target, verified, recorded }) => ({
        label: cohort?.title ?? WHOLE,
        outline: target,
        solid: verified,
        hatched: recorded,
      })),
    })),
  };
}

const WHOLE = 'Whole contract';

function measureIn({ unit, currency }: OutcomeAgainstTarget) {
  return measureOf(unit, currency ?? 'XXX');
}

function descriptionOf(metrics: readonly (readonly OutcomeAgainstTarget[])[]): string {
  if (metrics.length === 0) return 'No data yet.';
  return metrics.map((same) => `${same[0]!.metric.title}: ${same.map(outcomeText).join('; ')}.`).join(' ');
}

function outcomeText(outcome: OutcomeAgainstTarget): string {
  const { cohort, target, verified, recorded } = outcome;
  const figure = (word: string, value: number | null) =>
    value === null ? `nothing ${word}` : `${word} ${written(value, measureIn(outcome))}`;
  const goal = target === null ? 'no target' : `target ${written(target, measureIn(outcome))}`;
  return `${cohort?.title ?? WHOLE} – ${figure('verified', verified)}, ${figure('recorded', recorded)}, ${goal}`;
}
