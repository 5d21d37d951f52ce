import { element, type Markup } from './markup.js';

/** The colour of text: 16:1 on white. */
export const INK = '#1a1a1a';
/** Less important text and lines that text belongs to: 7:1 on white. */
export const FAINT_INK = '#565656';

/** Widths of printable ASCII in thousandths of an em, as in Helvetica, whose widths Arial and Liberation Sans share. */
const WIDTHS = (
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 ' +
  '584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 ' +
  '667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 ' +
  '278 556 500 722 500 500 500 334 260 334 584'
)
  .split(' ')
  .map(Number);

/** A reader's sans-serif may be wider than the one measured. */
const MARGIN = 1.06;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How wide a text is at a font size, about, and rather too wide than too narrow. */
export function widthOf(text: string, size: number): number {
  let em = 0;
  for (const { segment } of GRAPHEMES.segment(text)) em += graphemeWidth(segment);
  return (em * size * MARGIN) / 1000;
}

function graphemeWidth(grapheme: string): number {
  const base = grapheme.normalize('NFD').codePointAt(0)!;
  if (base >= 32 && base < 127) return WIDTHS[base - 32]!;
  return base < 0x1100 ? 650 : 1000;
}

/** The text on one line, cut with an ellipsis where it is wider. */
export function fitted(text: string, width: number, size: number): string {
  return wrapped(text, width, size, 1)[0]!;
}

/** The text in lines, broken at spaces other than no-break ones, of at most this width, no more of them than given: the last ends with an ellipsis if it must. */
export function wrapped(text: string, width: number, size: number, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim().replace(/[ \t\r\n\f\v]+/g, ' ');
  while (lines.length < most && widthOf(rest, size) > width) {
    const isLast = lines.length === most - 1;
    const head = headOf(rest, isLast ? width - widthOf('…', size) : width, size);
    const space = head.lastIndexOf(' ');
    const breaks = !isLast && rest[head.length] !== ' ' && space > 0;
    const line = breaks ? head.slice(0, space) : head;
    lines.push(isLast ? `${line.trimEnd()}…` : line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return lines.length < most ? [...lines, rest] : lines;
}

/** As many characters as fit, at least one. */
function headOf(text: string, width: number, size: number): string {
  let head = '';
  let used = 0;
  for (const { segment } of GRAPHEMES.segment(text)) {
    used += (graphemeWidth(segment) * size * MARGIN) / 1000;
    if (used > width && head !== '') break;
    head += segment;
  }
  return head;
}

/** Where a text stands and how it looks. */
export interface TextStyle {
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly size: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly fill?: string;
}

/** One line of text. */
export function textLine(text: string, { x, y, size, anchor, bold, fill }: TextStyle): Markup {
  return element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-weight': bold === true ? 'bold' : undefined,
      fill: fill ?? INK,
    },
    text,
  );
}

/** How far apart the base lines of a size are. */
export function leading(size: number): number {
  return Math.round(size * 1.3);
}

/** Lines of text below each other, the first at the given place. */
export function textBlock(lines: readonly string[], style: TextStyle): readonly Markup[] {
  return lines.map((line, index) => textLine(line, { ...style, y: style.y + index * leading(style.size) }));
}
