import type { Measurement } from '../../contract/measurements.js';
import type { PayoffCurve } from '../../contract/scenario.js';
import type { OutcomeSettlement } from '../../contract/settlement.js';
import type { Exact } from '../exact.js';

/** A way through the outcomes of a metric in whole steps. The further the position, the greater x and the success. */
export interface Course {
  readonly axis: PayoffCurve['axis'];
  readonly first: number;
  readonly last: number;
  /** The outcome at a position, exactly, in the unit of the axis. */
  readonly x: (position: number) => Exact;
  /** What would be measured there. */
  readonly measured: (position: number) => readonly Measurement[];
  /** Where terms change on the way. */
  readonly borders: readonly Border[];
}

/** A change of terms: once reached it stays reached. */
export interface Border {
  readonly label: string;
  readonly jump: boolean;
  /** Where the terms put it, if not exactly on the first position that reaches it. */
  readonly at?: Exact;
  readonly isReached: (position: number, settled: Settled) => boolean;
}

/** Answers what is paid at a position. */
export type Settled = (position: number) => OutcomeSettlement;
