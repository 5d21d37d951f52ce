import { cellFaults, shown, type Cells, type CellFault } from './cells.js';
import type { IndigoFile } from './files.js';
import type { Row } from './rows.js';

/** Why a row is refused. A row may have several. */
export interface RowException {
  readonly kind: CellFault['kind'] | 'repeated-key' | 'unknown-reference' | 'uneven-row';
  readonly file: string;
  /** As a spreadsheet numbers it: 1 is the row with the column names. */
  readonly row: number;
  /** Set when the row names it. */
  readonly project?: string;
  readonly metric?: string;
  /** Set when one cell is at fault. */
  readonly column?: string;
  readonly reason: string;
}

/** Looks at rows one after another and remembers the keys that it has seen: a row is used when nothing is wrong. */
export class RowChecks {
  /** By file: the row that had a key first. */
  private readonly seen = new Map<string, Map<string, number>>();
  private readonly used = new Map<string, Set<string>>();

  /** What is wrong with a row; when nothing is, others may refer to it from now on. */
  check(file: IndigoFile, { row, cells, ragged }: Row): RowException[] {
    // Its cells may stand under the wrong names, so not even its project is repeated.
    if (ragged)
      return [
        { kind: 'uneven-row', file: file.name, row, reason: 'it has more or fewer cells than the first row' },
      ];
    const at = { file: file.name, row, ...named(cells) };
    const key = keyOf(cells, file.key);
    const exceptions: RowException[] = [
      ...this.repeated(file, cells, row).map((reason) => ({ kind: 'repeated-key' as const, ...at, reason })),
      ...cellFaults(file, cells).map((fault) => ({ ...at, ...fault })),
      ...this.dangling(file, cells).map((reason) => ({ kind: 'unknown-reference' as const, ...at, reason })),
    ];
    if (exceptions.length === 0) entry(this.used, file.name, () => new Set<string>()).add(key);
    return exceptions;
  }

  private repeated(file: IndigoFile, cells: Cells, row: number): string[] {
    const { key: fields, signed } = file;
    const key =
      keyOf(cells, fields) + (signed !== undefined && isBelowZero(cells[signed]) ? ' below zero' : '');
    const rows = entry(this.seen, file.name, () => new Map<string, number>());
    const first = rows.get(key);
    if (first === undefined) rows.set(key, row);
    if (first === undefined) return [];
    const same = signed === undefined ? fields : [...fields, `sign of ${signed}`];
    return [`it has the same ${same.join(', ')} as row ${first}`];
  }

  private dangling({ refers = [] }: IndigoFile, cells: Cells): string[] {
    return refers.flatMap(({ to, by }) => {
      const last = cells[by.at(-1) ?? ''] ?? '';
      if (last === '' || this.used.get(to)?.has(keyOf(cells, by))) return [];
      return [`no row of ${to} that could be used is “${shown(last)}”`];
    });
  }
}

function named({ project, metric }: Cells): { project?: string; metric?: string } {
  return { ...(project && { project: shown(project) }), ...(metric && { metric: shown(metric) }) };
}

function keyOf(cells: Cells, fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => cells[field] ?? ''));
}

function isBelowZero(amount = ''): boolean {
  return /^-[\d.]*[1-9]/.test(amount);
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
