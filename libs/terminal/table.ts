import Table from 'cli-table3';
import { lengthOf, terminalWidth, wrapped } from './text.js';

type Align = 'left' | 'right';
type Row = readonly (string | number)[];

/** A column of text narrower than this is worse than a list. */
const NARROWEST = 12;
/** Each cell has a blank on both sides and a rule at its left. */
const FRAME = 3;

/** A table that fits: long texts wrap between words, and where that does not do, each row becomes a list of its members. */
export class FittedTable {
  private readonly rows: string[][] = [];

  /** What is aligned to the right, such as a number, does not wrap. */
  constructor(
    private readonly head: readonly string[],
    private readonly aligns: readonly Align[] = [],
    private readonly width = terminalWidth(),
  ) {}

  get length(): number {
    return this.rows.length;
  }

  push(...rows: readonly Row[]): void {
    this.rows.push(...rows.map((row) => row.map(String)));
  }

  toString(): string {
    const widths = this.widths();
    if (!widths) return this.list();
    const table = new Table({
      head: [...this.head],
      colAligns: widths.map((_, column) => this.aligns[column] ?? 'left'),
      colWidths: widths.map((width) => width + FRAME - 1),
      wordWrap: true,
      style: { head: [], border: [], compact: true },
    });
    table.push(...this.rows);
    return table.toString();
  }

  /** Of what each column holds; undefined when the columns cannot stand beside each other. */
  private widths(): number[] | undefined {
    const columns = Array.from({ length: Math.max(...[this.head, ...this.rows].map((row) => row.length)) });
    const most = (column: number, measure: (text: string) => number) =>
      Math.max(...[this.head, ...this.rows].map((row) => measure(row[column] ?? '')));
    const widths = columns.map((_, column) => most(column, lengthOf));
    const least = widths.map((width, column) =>
      this.aligns[column] === 'right'
        ? width
        : Math.max(Math.min(NARROWEST, width), most(column, longestWord)),
    );
    const room = this.width - columns.length * FRAME - 1;
    for (let excess = widths.reduce((sum, width) => sum + width, 0) - room; excess > 0; excess--) {
      const slack = widths.map((width, column) => (width > least[column]! ? width : 0));
      const widest = slack.indexOf(Math.max(...slack));
      if (slack[widest] === 0) return undefined;
      widths[widest]!--;
    }
    return widths;
  }

  private list(): string {
    const named = Math.max(...this.head.map(lengthOf));
    return this.rows
      .map((row) =>
        row
          .map((cell, column) => wrapped(`${(this.head[column] ?? '').padEnd(named)}  `, cell, this.width))
          .join('\n'),
      )
      .join('\n\n');
  }
}

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map(lengthOf));
}
