import type { Wanted } from '../forge.js';

/** A token of the table: of which issuer, what it is, and in what it differs from the usual one. */
export type Row = readonly [issuer: string, what: string, wanted?: Wanted];

/** Rows in which one claim is another: what it is, and what it holds. */
export function claims(
  issuer: string,
  ...rows: readonly (readonly [what: string, claims: Readonly<Record<string, unknown>>])[]
): readonly Row[] {
  return rows.map(([what, differing]) => [issuer, what, { claims: differing }]);
}

/** Rows in which the header is another. */
export function headers(
  issuer: string,
  ...rows: readonly (readonly [what: string, header: Readonly<Record<string, unknown>>])[]
): readonly Row[] {
  return rows.map(([what, header]) => [issuer, what, { header }]);
}
