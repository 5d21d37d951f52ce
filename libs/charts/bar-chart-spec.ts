import type { Measure } from './measure.js';
import type { Captioned } from './picture.js';

/** Bars in panels, each panel with a scale and a unit of its own. */
export interface BarChartSpec extends Captioned {
  /** What the three marks of a bar are called, and what is said where one is missing. */
  readonly words: BarWords;
  readonly panels: readonly BarPanel[];
}

/** Names of the marks. */
export interface BarWords {
  readonly outline: string;
  readonly solid: string;
  readonly hatched: string;
  /** What is seen of the hatched part: what lies beyond the solid one. */
  readonly beyond: string;
  /** Said where there is only a hatched part. */
  readonly noSolid: string;
  /** Said where there is none to reach. */
  readonly noOutline: string;
}

/** Bars that can be compared with each other. */
export interface BarPanel {
  readonly title: string;
  readonly measure: Measure;
  readonly bars: readonly Bar[];
}

/** One bar: an outline to reach, filled as far as is certain and hatched as far as is not. Null is not known. */
export interface Bar {
  readonly label: string;
  readonly outline: number | null;
  readonly solid: number | null;
  /** Counted from zero as well; what is seen of it is what lies beyond the solid part. */
  readonly hatched: number | null;
}
