import type { Money } from '#money/money.js';

/** What replaces a decision, as a person writes it: instalments are numbered by their order. */
export interface NewDecisionContent {
  readonly outcome: 'granted' | 'rejected';
  readonly amount: Money;
  readonly conditions: readonly string[];
  readonly payoutConditions?: readonly string[] | undefined;
  readonly schedule: readonly { readonly dueDate: string; readonly amount: number }[];
}

/** The same with its instalments numbered. */
export function numbered(content: NewDecisionContent | undefined) {
  if (!content) return undefined;
  const schedule = content.schedule.map(({ dueDate, amount }, index) => ({
    number: index + 1,
    dueDate,
    amount,
  }));
  return { ...content, schedule };
}
