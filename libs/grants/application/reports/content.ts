import { money, type Money } from '#money/money.js';

/** A report as a request states it. */
export interface ReportBody {
  readonly text: string;
  readonly accounts?: readonly { readonly text: string; readonly amount: Money }[] | undefined;
  readonly spent: Money;
  /** Id of an attachment of the case. */
  readonly auditorStatement?: string | undefined;
}

/** What a request with a report submits. */
export function contentOfReport({ text, accounts = [], spent, auditorStatement: statement }: ReportBody) {
  return {
    text,
    accounts: accounts.map((line) => ({ text: line.text, amount: line.amount.amount })),
    spent: money(spent.amount, spent.currency),
    ...(statement === undefined ? {} : { auditorStatement: statement }),
  };
}
