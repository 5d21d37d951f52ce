import type { Money } from '#money/money.js';
import type { NewDecision } from '../../contract/events.js';

/** What replaces a decision, as a request states it. */
export interface NewDecisionBody {
  readonly outcome: NewDecision['outcome'];
  readonly amount: Money;
  readonly conditions?: readonly string[] | undefined;
  readonly payoutConditions?: readonly string[] | undefined;
  readonly schedule?: readonly { readonly dueDate: string; readonly amount: Money }[] | undefined;
}

/** What replaces a decision: its instalments are in its own currency, and numbered by their order. */
export function newDecisionOf(body: NewDecisionBody | undefined): NewDecision | undefined {
  if (!body) return undefined;
  const { outcome, amount, conditions = [], payoutConditions, schedule = [] } = body;
  return {
    outcome,
    amount: { amount: amount.amount, currency: amount.currency },
    conditions: [...conditions],
    ...(payoutConditions === undefined ? {} : { payoutConditions: [...payoutConditions] }),
    schedule: schedule.map(({ dueDate, amount: due }, index) => ({
      number: index + 1,
      dueDate,
      amount: due.amount,
    })),
  };
}
