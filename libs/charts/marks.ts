import { element, type Markup } from './markup.js';
import { FAINT_INK, fitted, textLine, widthOf } from './text.js';
import { EDGE, WIDTH } from './picture.js';

/** How a line is told from the others: by colour and by dashes, so that either is enough. */
export interface Stroke {
  readonly colour: string;
  readonly dashes?: string;
  readonly width: number;
}

/** Each at least 4.5:1 on white. */
const COLOURS = ['#00559b', '#a8071a', '#00663a', '#6b2fa0', '#8a4b00', '#00636b', '#9c1c74'];
const DASHES = [
  '9 5',
  '2.5 4',
  '14 4 2.5 4',
  '5 3',
  '18 6',
  '8 3 2.5 3 2.5 3',
  '5 8',
  '20 4 8 4',
  '2.5 8',
  '12 3 2 3 2 3 2 3',
  '4 3 2 6',
];

/** The line that the others are parts of: so wide that one that runs along it leaves its edges in sight. */
export const CHIEF: Stroke = { colour: '#6b6b6b', width: 7 };

/** Drawn under the others, so that their dashes stand on white wherever they run. */
export const CASING: Stroke = { colour: '#ffffff', width: 4 };

/** The stroke of a line by its number; 77 of them differ, 11 of them without colours. */
export function strokeOf(index: number): Stroke {
  return { colour: COLOURS[index % COLOURS.length]!, dashes: DASHES[index % DASHES.length]!, width: 2.5 };
}

/** Attributes that draw a stroke. */
export function strokeAttributes({ colour, dashes, width }: Stroke) {
  return { fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-dasharray': dashes } as const;
}

/** What a mark in the picture means. */
export interface LegendEntry {
  readonly text: string;
  /** The mark itself, drawn in a box of `SAMPLE` by 14 with its upper left corner at this place. */
  readonly sample: (x: number, y: number) => readonly Markup[];
}

/** How wide a sample in the legend is. */
export const SAMPLE = 40;
const SIZE = 13;
const ROW = 22;
const MOST_WIDE = 300;

/** Entries beside each other, in as many rows as they need. */
export function legend(
  entries: readonly LegendEntry[],
  top: number,
): { readonly marks: readonly Markup[]; readonly bottom: number } {
  let x = EDGE;
  let y = top;
  const marks = entries.flatMap(({ text, sample }) => {
    const shown = fitted(text, MOST_WIDE, SIZE);
    const width = SAMPLE + 8 + widthOf(shown, SIZE) + 24;
    if (x > EDGE && x + width - 24 > WIDTH - EDGE) {
      x = EDGE;
      y += ROW;
    }
    const left = x;
    x += width;
    return [...sample(left, y + 2), textLine(shown, { x: left + SAMPLE + 8, y: y + 14, size: SIZE })];
  });
  return { marks, bottom: entries.length === 0 ? top : y + ROW };
}

/** A straight line. */
export function straight(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: { readonly colour: string; readonly width?: number; readonly dashes?: string },
): Markup {
  return element('line', {
    x1,
    y1,
    x2,
    y2,
    stroke: stroke.colour,
    'stroke-width': stroke.width ?? 1,
    'stroke-dasharray': stroke.dashes,
  });
}

/**
 * A level that something runs into: a thin line with strokes standing on it. No line of dashes looks like it, whatever
 * its colour.
 */
export function ceiling(left: number, right: number, y: number): readonly Markup[] {
  return [
    straight(left, y, right, y, { colour: FAINT_INK, width: 1.5 }),
    straight(left, y - STANDING / 2, right, y - STANDING / 2, {
      colour: FAINT_INK,
      width: STANDING,
      dashes: '1.5 10.5',
    }),
  ];
}

/** How far the strokes stand up: a chief line that runs along the level leaves them in sight. */
const STANDING = 8;
