import type { ScaleLinear } from 'd3-scale';
import type { Locale } from '#money/format.js';
import type { Bar, BarChartSpec, BarPanel, BarWords } from './bar-chart-spec.js';
import { element, type Attributes, type Markup } from './markup.js';
import { SAMPLE, straight, type LegendEntry } from './marks.js';
import { scaleFromZero, ticksAcross, withUnit, written, type Measure, type Tick } from './measure.js';
import { EDGE, WIDTH } from './picture.js';
import { FAINT_INK, fitted, INK, leading, textBlock, textLine, widthOf, wrapped } from './text.js';
import { chartWords } from './words.js';

const SOLID = '#00559b';
const GRID = '#dddddd';
const LABELS = 200;
const LEFT = EDGE + LABELS + 12;
const RIGHT = WIDTH - EDGE - 20;
const BAR = 16;
const ROW = 54;
const SMALL = 12;
const LABEL = 13;
const PANEL_TITLE = 15;

/** The pattern of what is not certain. */
export function hatching(id: string): Markup {
  return element(
    'defs',
    {},
    element(
      'pattern',
      { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse' },
      element('rect', { width: 6, height: 6, fill: '#ffffff' }),
      element('path', { d: 'M-1 1L1 -1M0 6L6 0M5 7L7 5', stroke: SOLID, 'stroke-width': 1.6 }),
    ),
  );
}

/** What the marks of a bar mean. */
export function barLegend(words: BarWords, hatch: string): readonly LegendEntry[] {
  return [
    { text: words.solid, sample: (x, y) => [box(x, y, SAMPLE, 14, SOLID_FILL)] },
    { text: words.beyond, sample: (x, y) => [box(x, y, SAMPLE, 14, hatchedFill(hatch))] },
    { text: words.outline, sample: (x, y) => [box(x, y, SAMPLE, 14, OUTLINE)] },
  ];
}

/** A panel with its title, its bars below each other, and its axis. */
export function panelMarks(
  panel: BarPanel,
  { words, locale }: Pick<BarChartSpec, 'words' | 'locale'>,
  hatch: string,
  top: number,
): { readonly marks: readonly Markup[]; readonly bottom: number } {
  const { title, measure, bars } = panel;
  const lines = wrapped(withUnit(title, measure, locale), WIDTH - 2 * EDGE, PANEL_TITLE, 2);
  const heading = textBlock(lines, { x: EDGE, y: top + PANEL_TITLE, size: PANEL_TITLE, bold: true });
  const rowsTop = top + lines.length * leading(PANEL_TITLE) + 8;
  const rowsBottom = rowsTop + bars.length * ROW;
  if (bars.length === 0) {
    const nothing = textLine(chartWords(locale).noData, {
      x: EDGE,
      y: rowsTop + LABEL,
      size: LABEL,
      fill: FAINT_INK,
    });
    return { marks: [...heading, nothing], bottom: rowsTop + LABEL + 6 };
  }
  const x = scaleFor(bars, measure);
  return {
    marks: [
      ...heading,
      ...axis(x, ticksAcross(x, measure, SMALL, locale), rowsTop, rowsBottom),
      ...bars.flatMap((bar, index) =>
        barMarks(bar, { x, y: rowsTop + index * ROW, measure, words, locale, hatch }),
      ),
    ],
    bottom: rowsBottom + 20,
  };
}

function scaleFor(bars: readonly Bar[], measure: Measure): ScaleLinear<number, number> {
  const values = bars.flatMap(({ outline, solid, hatched }) => [outline, solid, hatched]);
  const highest = measure.kind === 'states' ? [measure.names.length - 1] : [];
  return scaleFromZero([...highest, ...values.filter((value) => value !== null)], measure, [LEFT, RIGHT]);
}

function axis(
  x: ScaleLinear<number, number>,
  ticks: readonly Tick[],
  top: number,
  bottom: number,
): readonly Markup[] {
  return [
    ...ticks.flatMap(({ at, text }) => {
      const half = widthOf(text, SMALL) / 2;
      const place = Math.min(x(at), WIDTH - EDGE / 2 - half);
      return [
        straight(x(at), top, x(at), bottom, { colour: GRID }),
        textLine(text, { x: place, y: bottom + 15, size: SMALL, anchor: 'middle', fill: FAINT_INK }),
      ];
    }),
    straight(x(0), top, x(0), bottom, { colour: INK }),
  ];
}

interface Place {
  readonly x: ScaleLinear<number, number>;
  readonly y: number;
  readonly measure: Measure;
  readonly words: BarWords;
  readonly locale: Locale;
  readonly hatch: string;
}

function barMarks(bar: Bar, place: Place): readonly Markup[] {
  const { x, y, hatch } = place;
  const label = wrapped(bar.label, LABELS, LABEL, 2);
  const across = (value: number, top: number, height: number, paint: Attributes) =>
    box(Math.min(x(0), x(value)), top, Math.abs(x(value) - x(0)), height, paint);
  return [
    ...textBlock(label, { x: EDGE + LABELS, y: y + 19, size: LABEL, anchor: 'end' }),
    ...(bar.hatched === null ? [] : [across(bar.hatched, y + 8, BAR, hatchedFill(hatch))]),
    ...(bar.solid === null ? [] : [across(bar.solid, y + 8, BAR, SOLID_FILL)]),
    ...(bar.outline === null ? [] : [across(bar.outline, y + 4, BAR + 8, OUTLINE)]),
    ...valuesOf(bar, place),
  ];
}

/** In words below the bar, where nothing can hide them: of bars that are too short to see nothing else is left. */
function valuesOf(
  { outline, solid, hatched }: Bar,
  { x, y, measure, words, locale }: Place,
): readonly Markup[] {
  const said = (word: string, value: number) => `${word}: ${written(value, measure, locale)}`;
  const done =
    solid !== null
      ? [
          said(words.solid, solid),
          ...(hatched === null || hatched === solid ? [] : [said(words.hatched, hatched)]),
        ]
      : hatched !== null
        ? [said(words.hatched, hatched), words.noSolid]
        : [chartWords(locale).noDataYet];
  const text = [...done, outline === null ? words.noOutline : said(words.outline, outline)].join(' · ');
  const shown = fitted(text, RIGHT - LEFT, SMALL);
  // Beside a zero line in the middle, what is long would leave the picture.
  const place = Math.max(LEFT, Math.min(x(0), RIGHT - widthOf(shown, SMALL)));
  return [textLine(shown, { x: place + 4, y: y + 44, size: SMALL })];
}

const SOLID_FILL: Attributes = { fill: SOLID };
const OUTLINE: Attributes = { fill: 'none', stroke: INK, 'stroke-width': 2 };

function hatchedFill(id: string): Attributes {
  return { fill: `url(#${id})`, stroke: SOLID, 'stroke-width': 1 };
}

function box(x: number, y: number, width: number, height: number, paint: Attributes): Markup {
  return element('rect', { x, y, width, height, ...paint });
}
