/** What one bench measured, against the ratio it is meant to reach. */
export interface BenchResult {
  readonly name: string;
  readonly measured: number;
  readonly target: number;
  readonly comparison: 'at-least' | 'at-most';
  /** What `measured` is counted in, such as `ratio` or `ms`. */
  readonly unit: string;
  /** The counts and rates behind it. */
  readonly details: Record<string, number | string>;
  /** What keeps it from being better; said when the target is missed. */
  readonly limitedBy?: string;
}

/** Whether the target is reached. */
export function isMet({ measured, target, comparison }: BenchResult): boolean {
  return comparison === 'at-least' ? measured >= target : measured <= target;
}

/** The middle one of an odd number of measurements; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1]!;
}
