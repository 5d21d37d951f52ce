/** A length of time as a regulation states it; how it is counted is law, see `deadlines.ts`. */
export type Duration =
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number };

/** A length of time that leaves out Saturdays, Sundays and public holidays. */
export interface WorkingDays {
  readonly workingDays: number;
}

/** Within which something is to be done. */
export type Period = Duration | WorkingDays;
