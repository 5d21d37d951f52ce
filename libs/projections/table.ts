import type { Json } from '#eventsourcing/event.js';

/** Column types a read model may have; the values they carry are named by `RowOf`. */
export type ColumnType = 'text' | 'bigint' | 'integer' | 'boolean' | 'date' | 'timestamptz' | 'jsonb';

/** One column of a read-model table. */
export interface ColumnDefinition {
  readonly type: ColumnType;
  readonly nullable?: true;
  /** Differs between logs that tell the same story (times, positions, revisions): left out of `resultHash`. */
  readonly volatile?: true;
}

/** A plain index over columns, or any other form in SQL, e.g. `{ sql: 'USING gin (title gin_trgm_ops)' }`. */
export type IndexDefinition = readonly string[] | { readonly sql: string };

/** One read-model table; readers find it under `name`. */
export interface TableDefinition {
  readonly name: string;
  readonly columns: { readonly [column: string]: ColumnDefinition };
  /** Primary key: columns of type text, bigint, integer or date. */
  readonly key: readonly string[];
  /** The text column that holds what `Projection.keyOf` answers: a paused key's rows are found by it. */
  readonly partition: string;
  readonly indexes?: readonly IndexDefinition[];
  /** Rows are only ever inserted, never read or changed by the projection. */
  readonly insertOnly?: true;
}

interface Values {
  readonly text: string;
  /** A safe integer: a larger one is refused, never rounded. */
  readonly bigint: number;
  readonly integer: number;
  readonly boolean: boolean;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** UTC instant, ISO 8601 with milliseconds and `Z` */
  readonly timestamptz: string;
  readonly jsonb: Json;
}

type ValueOf<C extends ColumnDefinition> = C extends { readonly nullable: true }
  ? Values[C['type']] | null
  : Values[C['type']];

type NullableColumns<T extends TableDefinition> = {
  [C in keyof T['columns']]: T['columns'][C] extends { readonly nullable: true } ? C : never;
}[keyof T['columns']];

/** A row as it is read: every column, absent values as null. */
export type RowOf<T extends TableDefinition> = {
  readonly [C in keyof T['columns']]: ValueOf<T['columns'][C]>;
};

/** A row as it is written: nullable columns may be left out. */
export type NewRowOf<T extends TableDefinition> = Omit<RowOf<T>, NullableColumns<T>> & Partial<RowOf<T>>;

/** Values of the key columns, in the order of `TableDefinition.key`. */
export type KeyValues = readonly (string | number)[];

/** A row named by its table and key. */
export interface RowKey {
  readonly table: TableDefinition;
  readonly key: KeyValues;
}

/** Declares a table so that its rows are typed. */
export function table<const T extends TableDefinition>(definition: T): T {
  return definition;
}

/** Names a row: `row(cases, caseId)`. */
export function row(of: TableDefinition, ...key: KeyValues): RowKey {
  return { table: of, key };
}
