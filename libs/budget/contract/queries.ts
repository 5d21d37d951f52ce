import { Query } from '@nestjs/cqrs';
import type { YearAmount } from './events.js';

/** A commitment as it stands: what it holds, and whether it was let go. */
export interface Commitment {
  readonly payments: readonly YearAmount[];
  readonly released: boolean;
  /** What it would hold had all been paid in the year it was due in. */
  readonly planned: readonly YearAmount[];
}

/** What other contexts may ask about a commitment; undefined when there is none. Answered from the log. */
export class FindCommitment extends Query<Commitment | undefined> {
  constructor(
    readonly schemeId: string,
    readonly reservationId: string,
  ) {
    super();
  }
}
