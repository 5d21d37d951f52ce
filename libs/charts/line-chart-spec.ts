import type { Measure } from './measure.js';
import type { Captioned } from './picture.js';

/** Lines over an axis of numbers, with amounts of money upwards. */
export interface LineChartSpec extends Captioned {
  readonly x: {
    readonly label: string;
    readonly measure: Measure;
    /** Where the axis begins and ends, whatever the points; it goes on only to one that lies outside. */
    readonly range?: readonly [number, number];
  };
  readonly y: { readonly label: string; readonly currency: string };
  readonly series: readonly LineSeries[];
  /** Places on the x axis. */
  readonly verticals: readonly LineMarker[];
  /** Amounts. */
  readonly horizontals: readonly LineMarker[];
}

/** One line. */
export interface LineSeries {
  readonly name: string;
  /** Drawn strong and solid, below the others: what these are parts of. */
  readonly isChief?: boolean;
  /** By rising x. */
  readonly points: readonly LinePoint[];
}

/** A point of a line; the way to it is straight, or level up to where it jumps. */
export interface LinePoint {
  readonly x: number;
  /** Minor units. */
  readonly y: number;
  /** The place of a jump between the point before and this one. */
  readonly jumpsAt?: number;
}

/** Something to know about a place or an amount. Where it lies outside the picture it is said below. */
export interface LineMarker {
  readonly at: number;
  readonly label: string;
}
