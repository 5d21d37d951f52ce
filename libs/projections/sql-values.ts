import type { Json } from '#eventsourcing/event.js';
import type { Row } from './row.js';
import type { Column } from './table-shape.js';

const OIDS = {
  int8: 20,
  json: 114,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  jsonb: 3802,
};

/** How values come out of either database, by type OID: the same from both. */
export const parsers: { readonly [oid: number]: (text: string) => unknown } = {
  [OIDS.int8]: safeInteger,
  [OIDS.numeric]: String,
  [OIDS.date]: String,
  [OIDS.timestamp]: String,
  [OIDS.timestamptz]: isoInstant,
  [OIDS.json]: (text) => JSON.parse(text) as unknown,
  [OIDS.jsonb]: (text) => JSON.parse(text) as unknown,
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a safe integer`);
  return value;
}

/** `2024-05-17 08:00:00.5+00` as `2024-05-17T08:00:00.500Z`; sessions run in UTC. */
function isoInstant(text: string): string {
  const found = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  if (!found) return text;
  return `${found[1]}T${found[2]}.${(found[3] ?? '').padEnd(3, '0').slice(0, 3)}Z`;
}

/** Rows as a JSON array for `json_to_recordset`. */
export function jsonRows(rows: readonly Row[]): string {
  return JSON.stringify(rows);
}

const ESCAPES: { readonly [character: string]: string } = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Rows in the text format of COPY. */
export function copyText(columns: readonly Column[], rows: readonly Row[]): string {
  let text = '';
  for (const row of rows) {
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]!;
      if (index > 0) text += '\t';
      text += copyValue(column, row[column.name] ?? null);
    }
    text += '\n';
  }
  return text;
}

function copyValue(column: Column, value: Json): string {
  if (value === null) return '\\N';
  if (typeof value === 'number' && column.type !== 'jsonb') return String(value);
  if (typeof value === 'boolean' && column.type !== 'jsonb') return value ? 't' : 'f';
  const text = column.type === 'jsonb' ? JSON.stringify(value) : (value as string);
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (found) => ESCAPES[found]!) : text;
}
