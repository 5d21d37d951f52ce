import type { Money } from '#money/money.js';

/** How what a bond's price gives for its results stands to what was paid. */
export type HistoricalOutcome = 'matched' | 'differs' | 'computed-nothing-to-compare' | 'cannot-be-computed';

/** Two amounts beside each other, null where there is none. Minor units. */
export interface HistoricalComparison {
  readonly outcome: HistoricalOutcome;
  readonly computed: Money | null;
  readonly paid: Money | null;
  /** Paid less computed: above zero when more was paid than the price gives for the results. */
  readonly difference: Money | null;
  /** What a reader must know beside the figures; always given when nothing can be computed. */
  readonly reason?: string | undefined;
}

/**
 * An impact bond that others ran, from a published data set, with what its prices give for its results. Texts are on
 * one line and without control characters.
 */
export interface HistoricalBond extends HistoricalComparison {
  /** Name of the data set. */
  readonly dataSet: string;
  /** Id of the bond there. */
  readonly reference: string;
  readonly title: string;
  readonly provenance: readonly SourceFile[];
  readonly metrics: readonly HistoricalMetric[];
}

/** A file the bond was read from. */
export interface SourceFile {
  readonly file: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
  /** Rows that tell of the bond, as a spreadsheet numbers them: the column names are row 1. */
  readonly rows: readonly number[];
}

/** One metric of the bond. */
export interface HistoricalMetric extends HistoricalComparison {
  /** Id of the metric in the data set. */
  readonly metric: string;
  readonly title: string;
  /** What was to be reached, in the words of the data set. */
  readonly target: string | null;
  /** `null` where the data has no price that can be used. */
  readonly terms: UnitTerms | null;
  /** How many outcomes; `null` where the data does not say one number. */
  readonly achieved: number | null;
  /** The rows its figures come from, by file. */
  readonly rows: { readonly [file: string]: readonly number[] };
}

/** So much for each outcome. */
export interface UnitTerms {
  readonly form: 'per-unit';
  readonly price: Money;
  /** What the metric was expected to cost at most; it is not applied. */
  readonly maximum?: Money | undefined;
}

/** What a registration changed: nothing, where the same was on record. */
export type HistoricalChange = 'registered' | 'updated' | 'unchanged';

/** A bond that is registered as a historical pilot. */
export interface HistoricalRegistration {
  /** Id of the bond in its data set. */
  readonly project: string;
  readonly pilotId: string;
  readonly change: HistoricalChange;
}
