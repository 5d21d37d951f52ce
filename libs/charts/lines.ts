import { line } from 'd3-shape';
import type { LineSeries } from './line-chart-spec.js';
import { element, type Markup } from './markup.js';
import {
  CASING,
  CHIEF,
  SAMPLE,
  straight,
  strokeAttributes,
  strokeOf,
  type LegendEntry,
  type Stroke,
} from './marks.js';

/** With more points than this, dots on a line would hide it. */
const MOST_DOTS = 12;

type Scale = (value: number) => number;

/** The lines, the chief one at the bottom; with a dot at each point where there are few. */
export function linesOf(series: readonly LineSeries[], x: Scale, y: Scale): readonly Markup[] {
  const drawn = series.map((one, index) => ({ one, path: pathOf(one, x, y), stroke: strokeFor(one, index) }));
  const [chief, others] = [true, false].map((isChief) =>
    drawn.filter(({ one }) => (one.isChief === true) === isChief),
  ) as [typeof drawn, typeof drawn];
  return [
    ...chief.flatMap(({ path, stroke }) => stroked(path, stroke)),
    ...chief.flatMap(({ one, stroke }) => dots(one, stroke, x, y)),
    ...others.flatMap(({ path }) => stroked(path, CASING)),
    ...others.flatMap(({ path, stroke }) => stroked(path, stroke)),
    ...others.flatMap(({ one, stroke }) => dots(one, stroke, x, y)),
  ];
}

function pathOf({ points }: LineSeries, x: Scale, y: Scale): string | null {
  if (points.length < 2) return null;
  const corners = points.flatMap((point, index): [number, number][] => {
    const here: [number, number] = [x(point.x), y(point.y)];
    const before = points[index - 1];
    if (point.jumpsAt === undefined || before === undefined) return [here];
    const jump = x(point.jumpsAt);
    return [[jump, y(before.y)], [jump, here[1]], here];
  });
  return line().digits(2)(corners);
}

function stroked(path: string | null, stroke: Stroke): readonly Markup[] {
  if (path === null) return [];
  return [element('path', { d: path, ...strokeAttributes(stroke), 'stroke-linejoin': 'round' })];
}

function dots({ points }: LineSeries, { colour, width }: Stroke, x: Scale, y: Scale): readonly Markup[] {
  if (points.length > MOST_DOTS) return [];
  return points.map((point) =>
    element('circle', { cx: x(point.x), cy: y(point.y), r: width / 2 + 2, fill: colour }),
  );
}

/** The lines by their names. */
export function lineLegend(series: readonly LineSeries[]): readonly LegendEntry[] {
  return series.map((one, index) => {
    const stroke = strokeFor(one, index);
    return { text: one.name, sample: (x, y) => [straight(x, y + 7, x + SAMPLE, y + 7, stroke)] };
  });
}

function strokeFor({ isChief }: LineSeries, index: number): Stroke {
  return isChief === true ? CHIEF : strokeOf(index);
}
