/** A length of time as a regulation states it; how it is counted is law, see `deadlines.ts`. */
export type Duration =
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number };
