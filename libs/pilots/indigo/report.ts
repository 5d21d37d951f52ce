import type { HistoricalComparison, HistoricalOutcome } from '../contract/historical.js';
import type { RowException } from './checks.js';

/** A file that was read: every row is either used or refused. */
export interface FileLine {
  readonly file: string;
  /** Of its bytes, in hex. */
  readonly sha256: string;
  /** Rows below the column names; blank lines are none. */
  readonly read: number;
  readonly used: number;
  readonly refused: number;
}

/** A metric of a bond: its price times its outcomes, and what was paid for it. */
export interface MetricLine extends HistoricalComparison {
  readonly project: string;
  readonly metric: string;
  /** Where its figures come from: row numbers as a spreadsheet gives them. */
  readonly rows: {
    readonly 'outcome_metrics.csv': number;
    readonly 'outcome_pricings.csv'?: number;
    readonly 'results.csv'?: number;
    readonly 'outcome_payments.csv'?: readonly number[];
  };
}

/** A bond: the sum of its metrics, and all that was paid. */
export interface ProjectLine extends HistoricalComparison {
  readonly project: string;
  readonly name: string;
  readonly row: number;
  /** How many metrics it has, by outcome. */
  readonly metrics: { readonly [outcome in HistoricalOutcome]: number };
}

/** What came of an import, the same for the same files. */
export interface IndigoReport {
  readonly files: readonly FileLine[];
  readonly metrics: readonly MetricLine[];
  readonly projects: readonly ProjectLine[];
  /** Why rows were refused, in the order they were read. */
  readonly exceptions: readonly RowException[];
}
