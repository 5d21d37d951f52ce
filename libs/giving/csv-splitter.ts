import type { TableRow } from './table.js';
import { LARGEST_RECORD } from './unusable.js';

/** What stands between the cells and between the rows of a CSV file. */
export interface Dialect {
  readonly delimiter: string;
  /** A line feed may have a carriage return before it. */
  readonly lineBreak: '\n' | '\r';
}

/**
 * Cuts the text of a CSV file (RFC 4180) into rows, wherever its pieces end. A quote in the middle of a cell is one of
 * its characters. A quote whose end nobody can tell is a fault of the line it stands on; the next line is read anew.
 */
export class CsvSplitter {
  private text = '';
  /** As long as it must become before it is looked at again, so that a long row is not read once for every piece. */
  private enough = 0;
  private line = 1;
  /** How many cells the first row has. */
  private width: number | undefined;
  private skipping = false;

  constructor(private readonly dialect: Dialect) {}

  /** Takes the next piece; answers the rows that ended in it, all of which must be taken. */
  *push(piece: string): Generator<TableRow> {
    this.text += piece;
    if (this.text.length >= this.enough) yield* this.rows(false);
  }

  /** The rows that ended with the text. */
  end(): Generator<TableRow> {
    return this.rows(true);
  }

  private *rows(ended: boolean): Generator<TableRow> {
    let at = this.skipping ? this.skip(0) : 0;
    while (at < this.text.length) {
      const tooLong = this.text.length - at > LARGEST_RECORD;
      const cut = cutAt(this.text, at, this.dialect, ended || tooLong, this.width);
      if (!cut) break;
      if (tooLong && !ended && cut.end === this.text.length) {
        yield this.faulty(cut.cells.slice(0, -1), 'record-too-large', 'is longer than any row');
        this.skipping = true;
        at = this.skip(at);
        break;
      }
      yield cut.stray
        ? this.faulty(cut.cells, 'stray-quote', `has a quote ${STRAY}: cell ${cut.cells.length + 1}`)
        : { cells: cut.cells };
      if (cut.cells.some((cell) => cell.trim() !== '')) this.width ??= cut.cells.length;
      for (; at < cut.end; at = this.lineEnd(at) + 1) this.line++;
      at = cut.end;
    }
    this.text = this.text.slice(at);
    this.enough = Math.min(2 * this.text.length, LARGEST_RECORD + 1);
  }

  private faulty(cells: readonly string[], code: 'stray-quote' | 'record-too-large', what: string): TableRow {
    return { cells, fault: { code, message: `line ${this.line} ${what}` } };
  }

  /** Where the line after a place begins, as far as the text is there. */
  private skip(at: number): number {
    const end = this.lineEnd(at);
    if (end === this.text.length) return end;
    this.skipping = false;
    this.line++;
    return end + 1;
  }

  private lineEnd(at: number): number {
    return lineEndAt(this.text, at, this.dialect);
  }
}

const STRAY = 'that closes nowhere, or where no cell can end';

interface Cut {
  /** Those before the stray quote where there is one. */
  readonly cells: readonly string[];
  /** Where the next row begins. */
  readonly end: number;
  readonly stray: boolean;
}

/**
 * The row that begins at a place; undefined where the text must go on to tell.
 *
 * @param width how many cells it should have: a row over several lines is doubted where those lines are rows themselves
 */
function cutAt(
  text: string,
  from: number,
  dialect: Dialect,
  ended: boolean,
  width?: number,
): Cut | undefined {
  const firstEnd = lineEndAt(text, from, dialect);
  const cells: string[] = [];
  const stray = (before: number) =>
    firstEnd < text.length || ended
      ? { cells: cells.slice(0, before), end: Math.min(firstEnd + 1, text.length), stray: true }
      : undefined;
  /** How many cells there were before the first that holds a line break. */
  let before: number | undefined;
  let lineEnd = firstEnd;
  for (let at = from; ;) {
    if (at > lineEnd) lineEnd = lineEndAt(text, at, dialect);
    const cell = cellAt(text, at, lineEnd, dialect, ended);
    if (cell === 'open') return ended ? stray(before ?? cells.length) : undefined;
    if (cell === 'stray') return stray(before ?? cells.length);
    if (cell.end > firstEnd) before ??= cells.length;
    cells.push(cell.value);
    // Else a file with a stray quote on every line would be looked through to its end for each of them.
    if (before !== undefined && width !== undefined && cells.length > 2 * width) return stray(before);
    at = cell.end + 1;
    if (text[cell.end] === dialect.delimiter) continue;
    if (cell.end === text.length && !ended) return undefined;
    const end = Math.min(at, text.length);
    const doubted =
      before !== undefined &&
      width !== undefined &&
      areRows(text.slice(from, end), cells.length, dialect, width);
    return doubted ? stray(before!) : { cells, end, stray: false };
  }
}

/**
 * Whether lines that were read as one row are rows of their own, which a stray quote on the first and another on a
 * later one made one: all of them where the one row is as wide as it should be, else any but the first.
 */
function areRows(text: string, cells: number, dialect: Dialect, width: number): boolean {
  const firstEnd = lineEndAt(text, 0, dialect);
  if (cells === width && plainWidth(text.slice(0, firstEnd), dialect) !== width) return false;
  const sound: boolean[] = [];
  for (let at = firstEnd + 1; at < text.length;) {
    const cut = cutAt(text, at, dialect, true)!;
    sound.push(!cut.stray && cut.cells.length === width);
    at = cut.end;
  }
  return cells === width ? sound.every(Boolean) : sound.some(Boolean);
}

/** How many cells a line has when a quote that does not close on it is a character like others. */
function plainWidth(line: string, dialect: Dialect): number {
  let cells = 0;
  for (let at = 0; at <= line.length; cells++) {
    const cell = cellAt(line, at, line.length, dialect, true);
    at = (typeof cell === 'string' ? plainCell(line, at, line.length, dialect) : cell).end + 1;
  }
  return cells;
}

interface Cell {
  readonly value: string;
  /** Where the delimiter or the line break behind it is, or the end of the text. */
  readonly end: number;
}

function cellAt(
  text: string,
  at: number,
  lineEnd: number,
  dialect: Dialect,
  ended: boolean,
): Cell | 'open' | 'stray' {
  if (text[at] !== '"') return plainCell(text, at, lineEnd, dialect);
  let close = text.indexOf('"', at + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0 || (close + 1 === text.length && !ended)) return 'open';
  const inner = text.slice(at + 1, close);
  let end = close + 1;
  while (text[end] === ' ') end++;
  if (text[end] === '\r' && dialect.lineBreak === '\n' && (text[end + 1] ?? '\n') === '\n') end++;
  if (end === text.length && !ended) return 'open';
  if (end === text.length || text[end] === dialect.delimiter || text[end] === dialect.lineBreak)
    return { value: inner.replaceAll('""', '"'), end };
  // `"Best" grant` has quotes in it; where it could be more than one cell, nobody can say which.
  return inner.includes(dialect.delimiter) || inner.includes(dialect.lineBreak)
    ? 'stray'
    : plainCell(text, at, lineEnd, dialect);
}

function plainCell(text: string, at: number, lineEnd: number, { delimiter, lineBreak }: Dialect): Cell {
  const rest = text.slice(at, lineEnd);
  const length = rest.indexOf(delimiter);
  if (length >= 0) return { value: rest.slice(0, length), end: at + length };
  return { value: lineBreak === '\n' ? rest.replace(/\r$/, '') : rest, end: lineEnd };
}

function lineEndAt(text: string, at: number, { lineBreak }: Dialect): number {
  const end = text.indexOf(lineBreak, at);
  return end < 0 ? text.length : end;
}
