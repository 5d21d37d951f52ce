/** What a budget has to know of the scheme it is the budget of. */
export interface FundedScheme {
  /** Organisation that owns the scheme. */
  readonly directorate: string;
  readonly currency: string;
}

/** Answers for schemes; given to the budgets by whoever has them, so that they need not know grants. */
export abstract class FundedSchemes {
  /** Undefined when there is no such scheme. */
  abstract find(schemeId: string): Promise<FundedScheme | undefined>;
}
