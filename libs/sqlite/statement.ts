/** What a column can hold. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** A row read, by column name. */
export type SqlRow = { readonly [column: string]: SqlValue };

/** One statement with its positional parameters. */
export interface Statement {
  readonly sql: string;
  readonly params?: readonly SqlValue[];
}

/** Rows changed, one number per statement of the call. */
export interface Written {
  readonly changes: readonly number[];
}
