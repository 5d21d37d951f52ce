import type { Money } from '#money/money.js';
import type { DecisionOutcome } from '../../contract/events.js';

/** A proposed decision as a request states it; instalments are numbered by their order. */
export interface ProposalBody {
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly grounds: string;
  readonly conditions?: readonly string[] | undefined;
  readonly payoutConditions?: readonly string[] | undefined;
  readonly schedule?: readonly { readonly dueDate: string; readonly amount: Money }[] | undefined;
  readonly planned?: readonly { readonly year: number; readonly amount: Money }[] | undefined;
}

/** The decision that a request proposes. */
export function proposalOf(body: ProposalBody) {
  const {
    outcome,
    amount,
    grounds,
    conditions = [],
    payoutConditions = [],
    schedule = [],
    planned = [],
  } = body;
  return {
    outcome,
    amount,
    grounds,
    conditions,
    ...(payoutConditions.length === 0 ? {} : { payoutConditions }),
    schedule: schedule.map(({ dueDate, amount: due }, index) => ({
      number: index + 1,
      dueDate,
      amount: due.amount,
    })),
    ...(planned.length === 0
      ? {}
      : { planned: planned.map(({ year, amount: of }) => ({ year, amount: of.amount })) }),
  };
}
