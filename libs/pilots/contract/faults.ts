/** What is wrong with a document, and where. */
export interface Fault {
  /** JSON pointer (RFC 6901) of the fault; of the missing member where one is missing, '' for the whole document. */
  readonly path: string;
  /** A plain English sentence. */
  readonly message: string;
}

/** What reading a document gives: its content, or all that is wrong with it (at least one fault). */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly Fault[] };
