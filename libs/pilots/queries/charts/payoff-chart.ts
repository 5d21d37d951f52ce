import type { LineChartSpec, LineMarker, LinePoint } from '#charts/line-chart-spec.js';
import { written, type Measure } from '#charts/measure.js';
import { formatMoneyIn, type Locale } from '#money/format.js';
import type { PayoffCurve, PayoffPoint } from '../../contract/scenario.js';
import { measureOf } from './measure-of.js';
import { pictureWords, type PictureWords } from './words.js';

/**
 * A payoff curve as a chart: a line for the total and one for each payer, terms upright, caps level. Labels of the
 * curve come in the language it was asked in.
 */
export function payoffChart(
  curve: PayoffCurve,
  id: string,
  title: string,
  locale: Locale = 'en-GB',
): LineChartSpec {
  const words = pictureWords(locale);
  const { currency, axis, payers, thresholds } = curve;
  const measure = measureOf(axis.unit, currency, words);
  const line = (amountOf: (point: PayoffPoint) => number) => linePoints(curve, amountOf);
  return {
    id,
    title,
    locale,
    description: descriptionOf(curve, words),
    x: { label: axis.label, measure, range: [axis.from, axis.to] },
    y: { label: words.pays, currency },
    series: [
      { name: words.total, isChief: true, points: line(({ total }) => total) },
      ...payers.map(({ code, name }) => ({
        name,
        points: line((point) => point.payers.find(({ payer }) => payer === code)!.amount),
      })),
    ],
    // Two states say by themselves where the change is.
    verticals: axis.unit === 'reached' ? [] : thresholds.map(({ x, label }) => ({ at: x, label })),
    horizontals: capMarkers(curve, words),
  };
}

function linePoints(
  { points, thresholds }: PayoffCurve,
  amountOf: (point: PayoffPoint) => number,
): readonly LinePoint[] {
  const jumps = thresholds.filter(({ jump }) => jump).map(({ x }) => x);
  return points.map((point, index) => {
    const before = points[index - 1];
    const y = amountOf(point);
    const jumpsAt = before && jumps.find((x) => before.x < x && x <= point.x);
    return { x: point.x, y, ...(jumpsAt === undefined ? {} : { jumpsAt }) };
  });
}

/** Caps that a line of the chart can run into. One on a part of the total stands where the total runs into it. */
function capMarkers({ caps, currency }: PayoffCurve, words: PictureWords): readonly LineMarker[] {
  return caps.flatMap(({ cap, of, name, limit, totalAtLimit }) => {
    const at = cap === 'state' || cap === 'payer' ? limit : totalAtLimit;
    if (at === undefined) return [];
    // The amount first and unbroken: a long name may be cut, it may not.
    const moneyOf = (amount: number) => formatMoneyIn({ amount, currency }, words.locale);
    const total = at === limit ? undefined : moneyOf(at);
    return [{ at, label: words.cap(moneyOf(limit), total, name ?? of ?? words.caps[cap]) }];
  });
}

function descriptionOf(
  { currency, axis, points, thresholds, caps, metric }: PayoffCurve,
  words: PictureWords,
): string {
  const measure = measureOf(axis.unit, currency, words);
  const moneyOf = (amount: number) => formatMoneyIn({ amount, currency }, words.locale);
  const at = ({ x, total }: PayoffPoint) =>
    words.amountAt(moneyOf(total), withItsUnit(written(x, measure, words.locale), measure));
  const [first, last] = [points[0]!, points.at(-1)!];
  const bites = new Set(points.flatMap(({ capped }) => capped));
  const biting = caps.filter(({ cap }) => bites.has(cap));
  return [
    words.paidFor(metric.title, `${at(first)}, ${at(last)}`),
    ...(thresholds.length === 0 ? [] : [words.termsChange(thresholds.map(({ label }) => label).join('; '))]),
    ...(biting.length === 0
      ? []
      : [
          words.capsBite(
            biting
              .map(
                ({ cap, name, limit }) =>
                  `${words.caps[cap]}${name === undefined ? '' : ` (${name})`}, ${moneyOf(limit)}`,
              )
              .join('; '),
          ),
        ]),
  ].join(' ');
}

function withItsUnit(text: string, measure: Measure): string {
  return measure.kind === 'number' && measure.unit !== undefined ? `${text} ${measure.unit}` : text;
}
