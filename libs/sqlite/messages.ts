import type { Failure } from './errors.js';
import type { Statement } from './statement.js';

/** How a file is opened. */
export interface OpenFile {
  readonly file: string;
  /** Steps run once each, in order; their number is the file's schema version. */
  readonly schema: readonly string[];
  /** Overwrites deleted content with zeros. */
  readonly secureDelete: boolean;
}

/** What the thread is asked to do; `handle` names an open file. */
export type Ask =
  | { readonly do: 'open'; readonly handle: number; readonly open: OpenFile }
  | { readonly do: 'write'; readonly handle: number; readonly statements: readonly Statement[] }
  | { readonly do: 'truncate'; readonly handle: number }
  | { readonly do: 'close'; readonly handle: number };

/** An ask under its number. */
export type Request = Ask & { readonly id: number };

/** How one request ended; `changes` is empty for all but writes. */
export type Result = { readonly changes: readonly number[] } | { readonly failed: Failure };

/** The answers of one commit travel together. */
export type Answers = readonly { readonly id: number; readonly result: Result }[];
