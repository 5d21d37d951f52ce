import type { LineChartSpec, LineMarker, LinePoint } from '#charts/line-chart-spec.js';
import { written } from '#charts/measure.js';
import { formatMoney, formatMoneyIn } from '#money/format.js';
import type { PayoffCurve, PayoffPoint } from '../../contract/scenario.js';
import { measureOf } from './measure-of.js';

/** A payoff curve as a chart: a line for the total and one for each payer, terms upright, caps of payers level. */
export function payoffChart(curve: PayoffCurve, id: string, title: string): LineChartSpec {
  const { currency, axis, payers, thresholds } = curve;
  const measure = measureOf(axis.unit, currency);
  const line = (amountOf: (point: PayoffPoint) => number) => linePoints(curve, amountOf);
  return {
    id,
    title,
    description: descriptionOf(curve),
    x: { label: axis.label, measure, range: [axis.from, axis.to] },
    y: { label: 'Pays', currency },
    series: [
      { name: 'Total', isChief: true, points: line(({ total }) => total) },
      ...payers.map(({ code, name }) => ({
        name,
        points: line((point) => point.payers.find(({ payer }) => payer === code)!.amount),
      })),
    ],
    // Two states say by themselves where the change is.
    verticals: axis.unit === 'reached' ? [] : thresholds.map(({ x, label }) => ({ at: x, label })),
    horizontals: capMarkers(curve),
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
function capMarkers({ caps, currency }: PayoffCurve): readonly LineMarker[] {
  return caps.flatMap(({ cap, of, name, limit, totalAtLimit }) => {
    const at = cap === 'state' || cap === 'payer' ? limit : totalAtLimit;
    if (at === undefined) return [];
    // The amount first and unbroken: a long name may be cut, it may not.
    const moneyOf = (amount: number) => formatMoneyIn({ amount, currency }, 'en-GB');
    const inAll = at === limit ? '' : `, ${moneyOf(at)} in all`;
    return [{ at, label: `${moneyOf(limit)} cap${inAll}: ${name ?? of ?? 'overall'}` }];
  });
}

function descriptionOf({ currency, axis, points, thresholds, caps, metric }: PayoffCurve): string {
  const measure = measureOf(axis.unit, currency);
  const at = ({ x, total }: PayoffPoint) =>
    `${formatMoney({ amount: total, currency })} at ${written(x, measure)}${unitOf(axis.unit)}`;
  const [first, last] = [points[0]!, points.at(-1)!];
  const bites = [...new Set(points.flatMap(({ capped }) => capped))];
  return [
    `What is paid in all for outcomes of ${metric.title}: ${at(first)}, ${at(last)}.`,
    ...(thresholds.length === 0
      ? []
      : [`Terms change at: ${thresholds.map(({ label }) => label).join('; ')}.`]),
    ...(bites.length === 0
      ? []
      : [
          `Caps that bite: ${caps
            .filter(({ cap }) => bites.includes(cap))
            .map(capText(currency))
            .join('; ')}.`,
        ]),
  ].join(' ');
}

function capText(currency: string): (cap: PayoffCurve['caps'][number]) => string {
  return ({ cap, of, limit }) =>
    `${cap}${of === undefined ? '' : ` (${of})`}, ${formatMoney({ amount: limit, currency })}`;
}

function unitOf(unit: PayoffCurve['axis']['unit']): string {
  if (unit === 'per cent') return ' %';
  return unit === 'persons' || unit === 'events' ? ` ${unit}` : '';
}
