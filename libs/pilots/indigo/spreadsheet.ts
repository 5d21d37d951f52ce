import { stringify } from 'csv-stringify';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HistoricalComparison } from '../contract/historical.js';
import type { IndigoReport } from './report.js';

/**
 * Writes the exceptions report as a CSV file (RFC 4180, UTF-8): every bond, every metric and every refused row is a
 * line. Amounts are minor units. Text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export async function writeSpreadsheet(path: string, report: IndigoReport): Promise<void> {
  await pipeline(
    Readable.from(linesOf(report)),
    stringify({ header: true, columns: COLUMNS, escape_formulas: true, record_delimiter: 'windows' }),
    createWriteStream(path),
  );
}

const COLUMNS = [
  'kind',
  'project',
  'metric',
  'file',
  'row',
  'column',
  'currency',
  'computed',
  'paid',
  'difference',
  'reason',
];

type Line = { readonly [column: string]: string | number | undefined };

function* linesOf({ projects, metrics, exceptions }: IndigoReport): Generator<Line> {
  for (const { project, row, ...line } of projects)
    yield { kind: line.outcome, project, file: 'projects.csv', row, ...figuresOf(line) };
  for (const { project, metric, rows, ...line } of metrics) {
    const from = { file: 'outcome_metrics.csv', row: rows['outcome_metrics.csv'] };
    yield { kind: line.outcome, project, metric, ...from, ...figuresOf(line) };
  }
  for (const exception of exceptions) yield { ...exception };
}

function figuresOf({ computed, paid, difference, reason }: HistoricalComparison): Line {
  return {
    currency: currenciesOf({ computed, paid }),
    computed: computed?.amount,
    paid: paid?.amount,
    difference: difference?.amount,
    reason,
  };
}

/** One, unless what was paid is in another currency than the price. */
function currenciesOf({ computed, paid }: Pick<HistoricalComparison, 'computed' | 'paid'>): string {
  return [...new Set([computed, paid].flatMap((amount) => (amount ? [amount.currency] : [])))].join(
    ', then ',
  );
}
