import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { isSubject, RESERVED_SUBJECTS } from '../words.js';

/** Who a person of today is in the events there are: the subject of a token, and the one that stands for it. */
export type PersonMap = ReadonlyMap<string, string>;

const COLUMNS = ['old', 'new'];

/**
 * Reads which old person is which new one: a CSV file with the columns `old` and `new`. `refuse` is told of each fault,
 * with its line. Nobody is two: whoever stands twice in a column, or in both, could be either.
 */
export function readPersonMap(file: string, refuse: (reason: string) => void): PersonMap {
  const persons = new Map<string, string>();
  const seen = new Map<string, number>();
  const refuseAt = (line: number, reason: string) => refuse(`(${file}) line ${line} ${reason}`);
  for (const [index, { cells, line }] of linesOf(file, refuse).entries()) {
    if (index === 0) {
      if (cells.join() !== COLUMNS.join()) refuseAt(line, `must be ${COLUMNS.join(',')}`);
      continue;
    }
    const [before, today] = cells;
    if (cells.length !== 2 || !isSubject(before) || !isSubject(today)) {
      refuseAt(line, `must name two persons, which begin with none of ${RESERVED_SUBJECTS.join(':, ')}:`);
      continue;
    }
    for (const subject of [before, today]) {
      const first = seen.get(subject);
      if (first !== undefined) refuseAt(line, `names a person who stands in line ${first} already`);
      seen.set(subject, line);
    }
    persons.set(today, before);
  }
  return persons;
}

interface Line {
  readonly cells: readonly string[];
  /** As an editor counts it. */
  readonly line: number;
}

function linesOf(file: string, refuse: (reason: string) => void): readonly Line[] {
  try {
    const lines: Line[] = [];
    parse(readFileSync(file), {
      bom: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
      onRecord: (cells: string[], info) => void lines.push({ cells, line: info.lines }),
    });
    return lines;
  } catch (error) {
    refuse(`(${file}) cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'it is no CSV'}`);
    return [];
  }
}
