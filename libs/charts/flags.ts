import { widthOf } from './text.js';

/** A label that is tied to a place on an axis by a line down from it. */
export interface Flag {
  readonly x: number;
  readonly text: string;
}

/** The row of a flag above the axis, the top one being 0, and the side of its line it stands on. */
export interface FlagPlace {
  readonly row: number;
  readonly side: 'left' | 'right';
}

/** Flags with a place, and those there is no room for. */
export interface Flags<F extends Flag> {
  readonly placed: readonly (F & FlagPlace)[];
  readonly left: readonly F[];
  readonly rows: number;
}

/** Free space between a line and its text. */
export const FLAG_GAP = 4;
const MOST_ROWS = 6;

interface Box extends FlagPlace {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** Gives each flag a place in which no text touches another text or a line. */
export function placeFlags<F extends Flag>(
  flags: readonly F[],
  from: number,
  to: number,
  size: number,
): Flags<F> {
  const rightwards = placedInOrder(
    flags.toSorted((a, b) => a.x - b.x),
    ['right', 'left'],
    [from, to],
    size,
  );
  if (rightwards.left.length === 0) return rightwards;
  // Flags that crowd at the right end have room only to the left, and the last of them the least.
  const leftwards = placedInOrder(
    flags.toSorted((a, b) => b.x - a.x),
    ['left', 'right'],
    [from, to],
    size,
  );
  return leftwards.left.length < rightwards.left.length ? leftwards : rightwards;
}

function placedInOrder<F extends Flag>(
  flags: readonly F[],
  sides: readonly FlagPlace['side'][],
  [from, to]: readonly [number, number],
  size: number,
): Flags<F> {
  const placed: (F & Box)[] = [];
  const left: F[] = [];
  for (const flag of flags) {
    const box = candidates(flag, sides, size).find(
      (one) => one.from >= from && one.to <= to && placed.every((other) => areApart(one, other)),
    );
    if (box === undefined) left.push(flag);
    else placed.push({ ...flag, ...box });
  }
  const rows = placed.reduce((most, { row }) => Math.max(most, row + 1), 0);
  return { placed, left, rows };
}

function candidates({ x, text }: Flag, sides: readonly FlagPlace['side'][], size: number): readonly Box[] {
  const width = FLAG_GAP + widthOf(text, size);
  return Array.from({ length: MOST_ROWS }, (_, row) => row).flatMap((row) =>
    sides.map((side) => ({
      x,
      row,
      side,
      ...(side === 'right' ? { from: x, to: x + width } : { from: x - width, to: x }),
    })),
  );
}

/** Texts in one row must not meet; a line runs down through every row below its own. */
function areApart(a: Box, b: Box): boolean {
  if (a.row === b.row) return a.to + 8 < b.from || b.to + 8 < a.from;
  const [upper, lower] = a.row < b.row ? [a, b] : [b, a];
  return upper.x < lower.from - 3 || upper.x > lower.to + 3;
}
