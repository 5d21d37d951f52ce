import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { formatMoney } from '#money/format.js';
import { widthOf } from './text.js';

/** What numbers mean: minor units of a currency, a number of something, or one of a few states from 0 on. */
export type Measure =
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'number'; readonly unit?: string; readonly isWhole?: boolean }
  | { readonly kind: 'states'; readonly names: readonly string[] };

/** A mark on an axis. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

const NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** A value in words, with its unit where `full`; otherwise as it stands beside an axis that names the unit. */
export function written(value: number, measure: Measure): string {
  switch (measure.kind) {
    case 'money':
      return formatMoney({ amount: Math.round(value) + 0, currency: measure.currency });
    case 'number':
      return NUMBERS.format(value).replace(/^-/, '−').replace(/^−0$/, '0');
    case 'states':
      return measure.names[value] ?? NUMBERS.format(value);
  }
}

/** What an axis is about, with its unit: `Savings (SEK)`. */
export function withUnit(label: string, measure: Measure): string {
  const unit = measure.kind === 'money' ? measure.currency : measure.kind === 'number' ? measure.unit : '';
  return unit === undefined || unit === '' ? label : `${label} (${unit})`;
}

/** Round values of a scale, at most about so many, as texts without the unit. */
export function ticksOf(
  scale: ScaleLinear<number, number>,
  measure: Measure,
  count: number,
): readonly Tick[] {
  const [low, high] = scale.domain() as [number, number];
  if (measure.kind === 'states')
    return measure.names.map((text, at) => ({ at, text })).filter(({ at }) => at >= low && at <= high);
  const ticks = scale.ticks(count);
  if (measure.kind === 'number')
    return ticks
      .filter((at) => measure.isWhole !== true || Number.isInteger(at))
      .map((at) => ({ at, text: written(at, measure) }));
  const texts = ticks
    .filter((at) => Number.isInteger(at))
    .map((at) => ({ at, text: written(at, measure).slice(measure.currency.length + 1) }));
  const areWhole = texts.every(({ text }) => /\.0+$/.test(text));
  return areWhole ? texts.map(({ at, text }) => ({ at, text: text.replace(/\.0+$/, '') })) : texts;
}

/** As many ticks as stand beside each other without running together. */
export function ticksAcross(
  scale: ScaleLinear<number, number>,
  measure: Measure,
  size: number,
): readonly Tick[] {
  const fits = (ticks: readonly Tick[]) =>
    ticks.slice(1).every((tick, index) => standApart(scale, ticks[index]!, tick, size));
  for (let count = 10; count > 1; count -= 1) {
    const ticks = ticksOf(scale, measure, count);
    if (fits(ticks)) return ticks;
  }
  return ticksOf(scale, measure, 2).slice(0, 1);
}

/** Whether the texts of two ticks stand beside each other without running together. */
export function standApart(
  scale: ScaleLinear<number, number>,
  one: Tick,
  other: Tick,
  size: number,
): boolean {
  const needed = (widthOf(one.text, size) + widthOf(other.text, size)) / 2 + 14;
  return Math.abs(scale(one.at) - scale(other.at)) >= needed;
}

/** A scale over values from 0 on (or below it), with round ends. */
export function scaleFromZero(
  values: readonly number[],
  measure: Measure,
  range: readonly [number, number],
): ScaleLinear<number, number> {
  // With nothing to show, one whole unit of the currency keeps the axis from being empty.
  const least = measure.kind === 'money' ? 100 : 1;
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  return scaleLinear()
    .domain([low, high === low ? least : high])
    .nice(5)
    .range(range);
}
