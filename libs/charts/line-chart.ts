import type { ScaleLinear } from 'd3-scale';
import { scaleLinear } from 'd3-scale';
import type { Locale } from '#money/format.js';
import { FLAG_GAP, placeFlags } from './flags.js';
import type { LineChartSpec, LineMarker } from './line-chart-spec.js';
import { lineLegend, linesOf } from './lines.js';
import type { Markup } from './markup.js';
import { ceiling, legend, straight } from './marks.js';
import {
  scaleFromZero,
  standApart,
  ticksAcross,
  ticksOf,
  withUnit,
  written,
  type Measure,
  type Tick,
} from './measure.js';
import { EDGE, heading, picture, WIDTH } from './picture.js';
import { placeSideLabels } from './side-labels.js';
import { FAINT_INK, fitted, INK, leading, textBlock, textLine, widthOf, wrapped } from './text.js';
import { chartWords } from './words.js';

const PLOT_HEIGHT = 340;
const SMALL = 12;
const LABEL = 13;
const FLAG_ROW = 17;
const SIDE_WIDTH = 176;
const MOST_NOTE_LINES = 8;
const GRID = '#dddddd';

/** A chart of lines as SVG text; the same specification gives the same bytes. @throws RangeError for an unfit id */
export function lineChart(spec: LineChartSpec): string {
  const points = spec.series.flatMap((one) => one.points);
  const title = heading(spec.title);
  const key = legend(lineLegend(spec.series), title.bottom + 6);
  if (points.length === 0) {
    const y = key.bottom + 30;
    const nothing = textLine(chartWords(spec.locale).noData, { x: EDGE, y, size: LABEL, fill: FAINT_INK });
    return picture(spec, y + EDGE, [...title.marks, ...key.marks, nothing]);
  }
  const plot = plotOf(spec, key.bottom);
  const notes = noteLines([...plot.unseen]);
  const notesTop = plot.bottom + 24 + 24 + 18;
  const height = notesTop + notes.length * leading(SMALL) + EDGE / 2;
  return picture(spec, height, [
    ...title.marks,
    ...key.marks,
    ...plot.marks,
    ...textBlock(notes, { x: EDGE, y: notesTop + 4, size: SMALL, fill: FAINT_INK }),
  ]);
}

interface Plot {
  readonly marks: readonly Markup[];
  readonly bottom: number;
  /** What could not be marked in the picture, in words. */
  readonly unseen: readonly string[];
}

function plotOf(spec: LineChartSpec, top: number): Plot {
  const { locale } = spec;
  const words = chartWords(locale);
  const money: Measure = { kind: 'money', currency: spec.y.currency };
  const amounts = spec.series.flatMap((one) => one.points.map(({ y }) => y));
  const near = spec.horizontals.filter(({ at }) => at <= 1.2 * Math.max(...amounts));
  const values = [...amounts, ...near.map(({ at }) => at)];
  const yTicks = ticksOf(scaleFromZero(values, money, [0, 1]), money, 6, locale);
  const left = EDGE + Math.max(...yTicks.map(({ text }) => widthOf(text, SMALL))) + 10;
  const right = WIDTH - EDGE - (near.length === 0 ? 14 : SIDE_WIDTH);
  const x = scaleX(spec, left, right);
  const flags = placeFlags(
    inside(spec.verticals, x).map(({ at, label }) => ({
      x: x(at),
      text: fitted(label, 300, SMALL),
      marker: { at, label },
    })),
    left,
    WIDTH - EDGE,
    SMALL,
  );
  const yTitle = top + 20;
  const plotTop = yTitle + 25 + flags.rows * FLAG_ROW;
  const bottom = plotTop + PLOT_HEIGHT;
  const y = scaleFromZero(values, money, [bottom, plotTop]);
  const sides = placeSideLabels(
    near.map((marker) => ({
      marker,
      y: y(marker.at),
      lines: wrapped(marker.label, SIDE_WIDTH - 22, SMALL, 3),
    })),
    plotTop - 2,
    bottom + 12,
    SMALL,
  );
  return {
    bottom,
    marks: [
      textLine(withUnit(spec.y.label, money, locale), { x: EDGE, y: yTitle, size: LABEL, bold: true }),
      ...yTicks.flatMap(({ at, text }) => [
        straight(left, y(at), right, y(at), { colour: GRID }),
        textLine(text, { x: left - 8, y: y(at) + 4, size: SMALL, anchor: 'end' }),
      ]),
      ...xAxis(spec, x, [left, right], bottom),
      ...inside(spec.verticals, x).map(({ at }) =>
        straight(x(at), plotTop, x(at), bottom, { colour: FAINT_INK }),
      ),
      ...near.flatMap(({ at }) => ceiling(left, right, y(at))),
      ...linesOf(spec.series, x, y),
      ...flags.placed.flatMap(({ x: at, text, row, side }) => {
        const base = plotTop - (flags.rows - row - 1) * FLAG_ROW - 12;
        const anchor = side === 'right' ? 'start' : 'end';
        return [
          straight(at, base - 10, at, plotTop, { colour: FAINT_INK }),
          textLine(text, {
            x: side === 'right' ? at + FLAG_GAP : at - FLAG_GAP,
            y: base,
            size: SMALL,
            anchor,
          }),
        ];
      }),
      ...sides.placed.flatMap(({ y: at, top: labelTop, lines }) => {
        const middle = labelTop + (lines.length * leading(SMALL)) / 2 + 2;
        return [
          straight(right, at, right + 16, middle, { colour: FAINT_INK }),
          ...textBlock(lines, { x: right + 20, y: labelTop + SMALL + 1, size: SMALL }),
        ];
      }),
    ],
    unseen: [
      ...sayings(words.unlabelled, [
        ...flags.left.map(({ marker }) => saying(marker, spec.x.measure, locale)),
        ...sides.left.map(({ marker }) => saying(marker, money, locale)),
      ]),
      ...sayings(words.outside, [
        ...spec.verticals
          .filter((marker) => !inside([marker], x).includes(marker))
          .map((marker) => saying(marker, spec.x.measure, locale)),
        ...spec.horizontals
          .filter((marker) => !near.includes(marker))
          .map((marker) => saying(marker, money, locale)),
      ]),
    ],
  };
}

function scaleX(
  { series, x: { measure, range } }: LineChartSpec,
  left: number,
  right: number,
): ScaleLinear<number, number> {
  const places = [...(range ?? []), ...series.flatMap((one) => one.points.map(({ x }) => x))];
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const beside = high === low ? Math.max(1, Math.abs(low) / 20) : 0;
  // States stand apart from the edges, so that it is seen what lies before and after.
  const room = measure.kind === 'states' ? 0.4 : beside;
  return scaleLinear()
    .domain([low - room, high + room])
    .range([left, right]);
}

function xAxis(
  { x: { label, measure }, locale }: LineChartSpec,
  x: ScaleLinear<number, number>,
  [left, right]: readonly [number, number],
  bottom: number,
): readonly Markup[] {
  return [
    straight(left, bottom, right, bottom, { colour: INK }),
    ...endedTicks(x, measure, locale).flatMap(({ at, text }) => {
      const half = widthOf(text, SMALL) / 2;
      const place = Math.min(Math.max(x(at), EDGE + half), WIDTH - EDGE - half);
      return [
        straight(x(at), bottom, x(at), bottom + 5, { colour: INK }),
        textLine(text, { x: place, y: bottom + 20, size: SMALL, anchor: 'middle' }),
      ];
    }),
    textLine(fitted(withUnit(label, measure, locale), right - left, LABEL), {
      x: (left + right) / 2,
      y: bottom + 44,
      size: LABEL,
      bold: true,
      anchor: 'middle',
    }),
  ];
}

/** Round ticks, and both ends of the axis: it is read off where it begins and ends. */
function endedTicks(x: ScaleLinear<number, number>, measure: Measure, locale: Locale): readonly Tick[] {
  const ticks = ticksAcross(x, measure, SMALL, locale);
  if (measure.kind !== 'number') return ticks;
  const [low, high] = x.domain().map((at) => ({ at, text: written(at, measure, locale) })) as [Tick, Tick];
  const ends = measure.isWhole === true ? [low, high].filter(({ at }) => Number.isInteger(at)) : [low, high];
  const apart = (tick: Tick) => ends.every((end) => standApart(x, tick, end, SMALL, 6));
  return [...ticks.filter(apart), ...ends].toSorted((a, b) => a.at - b.at);
}

function inside(markers: readonly LineMarker[], x: ScaleLinear<number, number>): readonly LineMarker[] {
  const [low, high] = x.domain() as [number, number];
  return markers.filter(({ at }) => at >= low && at <= high);
}

function saying({ at, label }: LineMarker, measure: Measure, locale: Locale): string {
  const place = written(at, measure, locale);
  return plain(` ${label} `).includes(plain(` ${place} `)) ? label : chartWords(locale).at(label, place);
}

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

function sayings(words: string, said: readonly string[]): readonly string[] {
  return said.length === 0 ? [] : [`${words}${said.join('; ')}.`];
}

function noteLines(notes: readonly string[]): readonly string[] {
  return notes.flatMap((note) => wrapped(note, WIDTH - 2 * EDGE, SMALL, MOST_NOTE_LINES / 2));
}
