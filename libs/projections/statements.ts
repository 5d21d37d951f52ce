import type { Statement } from './database.js';
import { quoted } from './quoted.js';
import type { Row } from './row.js';
import { copyText, jsonRows } from './sql-values.js';
import type { Column, TableShape } from './table-shape.js';

/** Rows given as a JSON array in $1: measured faster on PGlite than unnest of one array per column. */
function recordset(columns: readonly Column[]): string {
  const typed = columns.map(({ sql, type }) => `${sql} ${type}`).join(', ');
  return `json_to_recordset($1::text::json) AS given(${typed})`;
}

function list(columns: readonly Column[], prefix = ''): string {
  return columns.map(({ sql }) => prefix + sql).join(', ');
}

/** Plain insert by COPY: on PGlite twice as fast as from unnest or json_to_recordset (112 000, 60 000, 64 000 rows/s). */
export function copied(into: string, { columns }: TableShape, rows: readonly Row[]): Statement {
  const input = new TextEncoder().encode(copyText(columns, rows));
  return { sql: `COPY ${into} (${list(columns)}) FROM '/dev/blob'`, input };
}

/** Plain insert from JSON. */
export function inserted(into: string, shape: TableShape, rows: readonly Row[]): Statement {
  return { sql: insertSql(into, shape), parameters: [jsonRows(rows)] };
}

/** Plain insert of the rows in $1. */
function insertSql(into: string, { columns }: TableShape): string {
  return `INSERT INTO ${into} (${list(columns)}) SELECT ${list(columns)} FROM ${recordset(columns)}`;
}

/** Insert or overwrite of the rows in $1. */
export function upsertSql(into: string, shape: TableShape): string {
  const others = shape.columns.filter((column) => !shape.keyColumns.includes(column));
  const set = others.map(({ sql }) => `${sql} = excluded.${sql}`).join(', ');
  const action = others.length === 0 ? 'NOTHING' : `UPDATE SET ${set}`;
  return `${insertSql(into, shape)} ON CONFLICT (${list(shape.keyColumns)}) DO ${action}`;
}

function sameKey({ keyColumns }: TableShape): string {
  return keyColumns.map(({ sql }) => `kept.${sql} = given.${sql}`).join(' AND ');
}

/** The rows whose keys are in $1. */
export function selectSql(from: string, shape: TableShape): string {
  const columns = list(shape.columns, 'kept.');
  return `SELECT ${columns} FROM ${from} AS kept JOIN ${recordset(shape.keyColumns)} ON ${sameKey(shape)}`;
}

/** Deletes the rows whose keys are in $1. */
export function deleteSql(from: string, shape: TableShape): string {
  return `DELETE FROM ${from} AS kept USING ${recordset(shape.keyColumns)} WHERE ${sameKey(shape)}`;
}

/** Deletes all rows of the partition in $1. */
export function deletePartitionSql(from: string, { definition }: TableShape): string {
  return `DELETE FROM ${from} WHERE ${quoted(definition.partition)} = $1`;
}
