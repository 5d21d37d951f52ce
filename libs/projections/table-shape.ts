import type { Json } from '#eventsourcing/event.js';
import type { Row } from './row.js';
import { quoted } from './quoted.js';
import type { ColumnDefinition, KeyValues, TableDefinition } from './table.js';

/** A column and its place in SQL. */
export interface Column extends ColumnDefinition {
  readonly name: string;
  readonly sql: string;
}

/** What the engine needs to know about a table again and again, worked out once. */
export class TableShape {
  readonly columns: readonly Column[];
  readonly keyColumns: readonly Column[];

  constructor(readonly definition: TableDefinition) {
    this.columns = Object.entries(definition.columns).map(([name, column]) => ({
      ...column,
      name,
      sql: quoted(name),
    }));
    this.keyColumns = definition.key.map((name) => this.keyColumn(name));
    if (this.keyColumns.length === 0) throw new Error(`table ${definition.name} has no key`);
    const partition = definition.columns[definition.partition];
    if (partition?.type !== 'text' || partition.nullable)
      throw new Error(`partition ${definition.partition} of ${definition.name} is not a text column`);
  }

  get name(): string {
    return this.definition.name;
  }

  /** One string per key: U+0000 cannot stand in a stored text, so it separates the parts. */
  idOf(key: KeyValues): string {
    return key.length === 1 ? String(key[0]) : key.join('\u0000');
  }

  keyOf(row: Row): KeyValues {
    return this.definition.key.map((name) => row[name] as string | number);
  }

  partitionOf(row: Row): string {
    return row[this.definition.partition] as string;
  }

  /** The row with every column, in the form it will be read back in. @throws TypeError for a value the column cannot hold */
  complete(given: { readonly [column: string]: Json | undefined }): Row {
    let row = given;
    for (const column of this.columns) {
      const value = row[column.name];
      const kept = value === undefined || value === null ? null : storable(column, value);
      if (kept === null && !column.nullable) throw this.unfit(column, value);
      if (kept !== value) row = { ...row, [column.name]: kept };
    }
    return row as Row;
  }

  private unfit(column: Column, value: Json | undefined): TypeError {
    return new TypeError(
      `${this.name}.${column.name} cannot be ${value === undefined ? 'left out' : 'null'}`,
    );
  }

  private keyColumn(name: string): Column {
    const column = this.columns.find((candidate) => candidate.name === name);
    if (!column) throw new Error(`table ${this.definition.name} has no column ${name}`);
    if (column.nullable || !['text', 'bigint', 'integer', 'date'].includes(column.type))
      throw new Error(`column ${name} of ${this.definition.name} cannot be part of a key`);
    return column;
  }
}

/** Throws without saying the value: the reason of a pause is shown, the value may be personal. */
function storable(column: Column, value: Json): Json {
  switch (column.type) {
    case 'bigint':
    case 'integer':
      if (Number.isSafeInteger(value)) return value;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'timestamptz':
      if (typeof value === 'string') return instant(value);
      break;
    case 'jsonb':
      return value;
    default:
      if (typeof value === 'string') return value;
  }
  throw new TypeError(`${column.name} (${column.type}) cannot hold this ${typeof value}`);
}

/** One spelling per instant, so that a row folded further from memory equals the row read back. */
function instant(text: string): string {
  return text.length === 24 && text.endsWith('Z') ? text : new Date(text).toISOString();
}
