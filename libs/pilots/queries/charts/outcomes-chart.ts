import type { BarChartSpec } from '#charts/bar-chart-spec.js';
import { written } from '#charts/measure.js';
import type { Locale } from '#money/format.js';
import type { OutcomeAgainstTarget } from '../../contract/dashboard.js';
import { measureOf } from './measure-of.js';
import { pictureWords, type PictureWords } from './words.js';

/** Outcomes as a chart: a panel for each metric, in it a bar for each cohort, in the order they are given. */
export function outcomesChart(
  outcomes: readonly OutcomeAgainstTarget[],
  id: string,
  title: string,
  locale: Locale = 'en-GB',
): BarChartSpec {
  const words = pictureWords(locale);
  const byMetric = Map.groupBy(outcomes, ({ metric }) => metric.code);
  return {
    id,
    title,
    locale,
    description: descriptionOf([...byMetric.values()], words),
    words: {
      outline: words.target,
      solid: words.verified,
      hatched: words.recorded,
      beyond: words.notVerified,
      noSolid: words.nothingVerifiedYet,
      noOutline: words.noTarget,
    },
    panels: [...byMetric.values()].map((same) => ({
      title: same[0]!.metric.title,
      measure: measureIn(same[0]!, words),
      bars: same.map(({ cohort, target, verified, recorded }) => ({
        label: cohort?.title ?? words.wholeContract,
        outline: target,
        solid: verified,
        hatched: recorded,
      })),
    })),
  };
}

function measureIn({ unit, currency }: OutcomeAgainstTarget, words: PictureWords) {
  return measureOf(unit, currency ?? 'XXX', words);
}

function descriptionOf(metrics: readonly (readonly OutcomeAgainstTarget[])[], words: PictureWords): string {
  if (metrics.length === 0) return words.noData;
  return metrics
    .map((same) => `${same[0]!.metric.title}: ${same.map((one) => outcomeText(one, words)).join('; ')}.`)
    .join(' ');
}

function outcomeText(outcome: OutcomeAgainstTarget, words: PictureWords): string {
  const { cohort, target, verified, recorded } = outcome;
  const figure = (word: string, value: number | null, nothing: string) =>
    value === null ? nothing : `${word} ${written(value, measureIn(outcome, words), words.locale)}`;
  const figures = [
    figure(words.verified, verified, words.nothingVerified),
    figure(words.recorded, recorded, words.nothingRecorded),
    figure(words.target, target, words.noTarget),
  ];
  return `${cohort?.title ?? words.wholeContract} – ${figures.join(', ')}`;
}
