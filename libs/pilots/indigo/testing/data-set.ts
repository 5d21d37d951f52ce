import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INDIGO_FILES } from '../files.js';

/** Columns that the published files have too and that are never read. */
const UNREAD: { readonly [file: string]: readonly string[] } = {
  'organisations.csv': ['Contact - Name - (Value)', 'Contact - Email - (Value)'],
  'outcome_pricings.csv': ['Price Per Unit - Amount USD - (Value)'],
  'outcome_payments.csv': ['Payments - Amount USD - (Value)'],
};

/** Rows by file name; each has its cells by the name of the field or, for what is not read, of the column. */
export interface DataSet {
  readonly [file: string]: readonly { readonly [field: string]: string }[];
}

/** A bond with one metric: 3 outcomes at 220 pounds. */
export const ONE_METRIC: DataSet = {
  'projects.csv': [{ project: 'P1', name: 'A way out' }],
  'outcome_metrics.csv': [{ project: 'P1', metric: 'm1' }],
  'outcome_pricings.csv': [{ project: 'P1', metric: 'm1', currency: 'GBP', price: '220' }],
  'results.csv': [
    { project: 'P1', metric: 'm1', type: 'Final', start: '2019', end: '2020-12', achieved: '3' },
  ],
};

/** A payment for the metric of {@link ONE_METRIC}. */
export const PAYMENT = {
  project: 'P1',
  metric: 'm1',
  start: '2019-01',
  end: '2020-12-31',
  type: 'Actual',
  currency: 'GBP',
  amount: '660',
};

/** Writes the ten files as they are published, with CRLF, into a folder. */
export function writeDataSet(folder: string, data: DataSet): void {
  for (const { name, columns } of INDIGO_FILES) {
    const fields = [...Object.keys(columns), ...(UNREAD[name] ?? [])];
    const header = fields.map((field) => columns[field]?.header ?? field);
    const rows = (data[name] ?? []).map((row) => fields.map((field) => row[field] ?? ''));
    writeFileSync(
      join(folder, name),
      [header, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join(''),
    );
  }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
