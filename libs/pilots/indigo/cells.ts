import { isCalendarDate } from '#calendar/oslo.js';
import { decimalsOf, isCurrency, parseDecimal } from '#money/money.js';
import type { IndigoFile, Reading } from './files.js';

/** The cells of a row that are read, by field, without the blanks around them; '' when a cell is empty. */
export type Cells = { readonly [field: string]: string };

/** What is wrong with a cell. */
export interface CellFault {
  readonly kind: 'missing-value' | 'unreadable-value';
  /** The column's name in the file. */
  readonly column: string;
  readonly reason: string;
}

/** What keeps the cells of a row from being understood; empty when they all are. */
export function cellFaults(file: IndigoFile, cells: Cells): CellFault[] {
  return Object.entries(file.columns).flatMap(([field, column]): CellFault[] => {
    const value = cells[field] ?? '';
    if (value === '')
      return column.required ? [{ kind: 'missing-value', column: column.header, reason: 'it is empty' }] : [];
    const reason = READERS[column.reads](value, cells);
    return reason === undefined ? [] : [{ kind: 'unreadable-value', column: column.header, reason }];
  });
}

/** An amount in minor units, from a cell without faults. */
export function minorUnits(cells: Cells, field: string): number {
  const amount = parseDecimal(cells[field] ?? '', cells.currency ?? '');
  if (amount === undefined) throw new Error('the amount has not been checked');
  return amount;
}

/** A text from the data as a report may show it: on one line, without control characters, not too long. */
export function shown(value: string, longest = 60): string {
  const plain = value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  // By characters: half of a surrogate pair is no text, and nothing could be stored with it.
  const characters = Array.from(plain);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : plain;
}

/** Each says why the value cannot be read. What may be prose is not repeated: it could name a person. */
const READERS: { readonly [reading in Reading]: (value: string, cells: Cells) => string | undefined } = {
  text: () => undefined,
  currency: (value) => (isCurrency(value) ? undefined : `“${shown(value)}” is no ISO 4217 code`),
  amount: amountFault,
  payment: (value, cells) => amountFault(value.replace(/^-(?=\d)/, ''), cells),
  period: (value) => (isPeriod(value) ? undefined : `“${shown(value)}” is no year, month or date`),
  end: (value) =>
    isPeriod(value) || value === 'current' ? undefined : `“${shown(value)}” is no year, month or date`,
  count: (value) =>
    /^\d+$/.test(value) && Number.isSafeInteger(Number(value)) ? undefined : 'it is not a whole number',
  'payment type': (value) =>
    value === 'Actual' || value === 'Planned' ? undefined : `“${shown(value)}” is neither Actual nor Planned`,
};

function amountFault(value: string, { currency = '' }: Cells): string | undefined {
  if (value.startsWith('=')) return `“${shown(value)}” is a formula, not an amount`;
  if (!/^\d+(?:\.\d+)?$/.test(value)) return `“${shown(value)}” is not an amount`;
  if (currency === '') return `“${value}” has no currency`;
  if (!isCurrency(currency)) return `“${value}” has no currency that can be read`;
  if (parseDecimal(value, currency) !== undefined) return undefined;
  const decimals = decimalsOf(currency);
  return `“${shown(value)}” is more exact than ${currency} is (${decimals} decimals), or too large`;
}

function isPeriod(value: string): boolean {
  if (/^\d{4}$/.test(value)) return true;
  return /^\d{4}-\d{2}$/.test(value) ? isCalendarDate(`${value}-01`) : isCalendarDate(value);
}
