import type { Locale } from '#money/format.js';
import { element, type Markup } from './markup.js';
import { leading, textBlock, wrapped } from './text.js';

/** What every picture says of itself. */
export interface Captioned {
  /** Begins the ids of elements, so it must be unlike that of every other picture on the page. */
  readonly id: string;
  /** Stands above the picture, and is its name for those who do not see it. */
  readonly title: string;
  /** What there is to see, in words. */
  readonly description: string;
  /** The language of its texts, and how numbers are written. */
  readonly locale: Locale;
}

/** How wide pictures are; how high depends on what is in them. */
export const WIDTH = 860;
/** Free space at the sides. */
export const EDGE = 20;

const TITLE_SIZE = 18;
// A name that url(#…) and aria-labelledby can hold as it is.
const ID = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** The title as lines, and where what follows it may begin. */
export function heading(title: string): { readonly marks: readonly Markup[]; readonly bottom: number } {
  const lines = wrapped(title, WIDTH - 2 * EDGE, TITLE_SIZE, 3);
  const y = EDGE + TITLE_SIZE;
  return {
    marks: textBlock(lines, { x: EDGE, y, size: TITLE_SIZE, bold: true }),
    bottom: y + (lines.length - 1) * leading(TITLE_SIZE) + 10,
  };
}

/**
 * An SVG document: no script, no style sheet, nothing fetched from elsewhere; a name and a description for those who
 * have it read out. The same marks give the same bytes.
 * @throws RangeError for an id that is no plain name
 */
export function picture(
  { id, title, description, locale }: Captioned,
  height: number,
  marks: readonly Markup[],
): string {
  if (!ID.test(id)) throw new RangeError(`"${id}" cannot begin the ids of a picture`);
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      lang: locale,
      'aria-labelledby': `${id}-title ${id}-desc`,
      width: WIDTH,
      height,
      viewBox: `0 0 ${WIDTH} ${Math.ceil(height)}`,
      'font-family': 'Arial, Helvetica, "Liberation Sans", sans-serif',
    },
    element('title', { id: `${id}-title` }, title),
    element('desc', { id: `${id}-desc` }, description),
    element('rect', { width: WIDTH, height, fill: '#ffffff' }),
    ...marks,
  );
  return String(svg);
}
