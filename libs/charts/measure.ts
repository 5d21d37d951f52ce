import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { formatMoneyIn, type Locale } from '#money/format.js';
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

const NO_BREAK = '\u00a0';
const POINTS: Readonly<Record<Locale, string>> = { 'nb-NO': ',', 'nn-NO': ',', 'en-GB': '.' };
const NUMBERS = new Map(
  Object.keys(POINTS).map((locale) => [locale, new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })]),
);

/** A value in words: money with its currency, numbers without their unit. */
export function written(value: number, measure: Measure, locale: Locale): string {
  switch (measure.kind) {
    case 'money':
      return formatMoneyIn({ amount: Math.round(value) + 0, currency: measure.currency }, locale);
    case 'number':
      return numberText(value, locale);
    case 'states':
      return measure.names[value] ?? numberText(value, locale);
  }
}

function numberText(value: number, locale: Locale): string {
  return NUMBERS.get(locale)!.format(value).replace(/^-/, '−').replace(/^−0$/, '0');
}

/** What an axis is about, with its unit: `Savings (SEK)`, in Norwegian `(kr)` for the krone. */
export function withUnit(label: string, measure: Measure, locale: Locale): string {
  const unit =
    measure.kind === 'money'
      ? currencyIn(measure.currency, locale)
      : measure.kind === 'number'
        ? measure.unit
        : '';
  return unit === undefined || unit === '' ? label : `${label} (${unit})`;
}

function currencyIn(currency: string, locale: Locale): string {
  return formatMoneyIn({ amount: 0, currency }, locale).split(NO_BREAK)[0]!;
}

/** Round values of a scale, at most about so many, as texts without the unit. */
export function ticksOf(
  scale: ScaleLinear<number, number>,
  measure: Measure,
  count: number,
  locale: Locale,
): readonly Tick[] {
  const [low, high] = scale.domain() as [number, number];
  if (measure.kind === 'states')
    return measure.names.map((text, at) => ({ at, text })).filter(({ at }) => at >= low && at <= high);
  const ticks = scale.ticks(count);
  if (measure.kind === 'number')
    return ticks
      .filter((at) => measure.isWhole !== true || Number.isInteger(at))
      .map((at) => ({ at, text: written(at, measure, locale) }));
  const texts = ticks
    .filter((at) => Number.isInteger(at))
    .map((at) => ({ at, text: written(at, measure, locale).split(NO_BREAK).slice(1).join(NO_BREAK) }));
  const point = POINTS[locale];
  const wholeOf = ({ at, text }: Tick): Tick[] => {
    const [whole, fraction] = text.split(point) as [string, string?];
    return fraction !== undefined && /^0+$/.test(fraction) ? [{ at, text: whole }] : [];
  };
  const wholes = texts.flatMap(wholeOf);
  return wholes.length === texts.length ? wholes : texts;
}

/** As many ticks as stand beside each other without running together. */
export function ticksAcross(
  scale: ScaleLinear<number, number>,
  measure: Measure,
  size: number,
  locale: Locale,
): readonly Tick[] {
  const fits = (ticks: readonly Tick[]) =>
    ticks.slice(1).every((tick, index) => standApart(scale, ticks[index]!, tick, size));
  for (let count = 10; count > 1; count -= 1) {
    const ticks = ticksOf(scale, measure, count, locale);
    if (fits(ticks)) return ticks;
  }
  return ticksOf(scale, measure, 2, locale).slice(0, 1);
}

/** Whether the texts of two ticks stand beside each other without running together. */
export function standApart(
  scale: ScaleLinear<number, number>,
  one: Tick,
  other: Tick,
  size: number,
  gap = 14,
): boolean {
  const needed = (widthOf(one.text, size) + widthOf(other.text, size)) / 2 + gap;
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
