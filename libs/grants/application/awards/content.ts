import { money, type Money } from '#money/money.js';
import type { AmendmentKind } from '../../contract/events.js';

/** An amendment as a request states it. */
export interface AmendmentBody {
  readonly kind: AmendmentKind;
  readonly amount?: Money | undefined;
  readonly payments?: readonly { readonly dueDate: string; readonly amount: Money }[] | undefined;
  readonly dropConditions?: readonly number[] | undefined;
  readonly addConditions?:
    readonly { readonly text: string; readonly beforePayout?: boolean | undefined }[] | undefined;
  readonly grounds: string;
}

/** What a request for an amendment asks for. */
export function contentOfAmendment(body: AmendmentBody) {
  const { kind, amount, payments = [], dropConditions = [], addConditions = [], grounds } = body;
  return {
    kind,
    amount: amount && money(amount.amount, amount.currency),
    payments: payments.map(({ dueDate, amount: due }) => ({ dueDate, amount: due.amount })),
    dropped: [...dropConditions],
    added: addConditions.map(({ text, beforePayout = false }) => ({ text, beforePayout })),
    grounds,
  };
}

/** What a request for a revocation asks for. */
export function contentOfRevocation(body: { readonly amountInForce: Money; readonly grounds: string }) {
  const { amountInForce, grounds } = body;
  return { amountInForce: money(amountInForce.amount, amountInForce.currency), grounds };
}
