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
  readonly request?: number | undefined;
  readonly inPart?: boolean | undefined;
}

/** The amendment that a request asks for. */
export function amendmentOf(body: AmendmentBody) {
  const {
    kind,
    amount,
    payments = [],
    dropConditions = [],
    addConditions = [],
    grounds,
    request,
    inPart,
  } = body;
  return {
    kind,
    amount: amount && money(amount.amount, amount.currency),
    payments: payments.map(({ dueDate, amount: due }) => ({ dueDate, amount: due.amount })),
    dropped: [...dropConditions],
    added: addConditions.map(({ text, beforePayout = false }) => ({ text, beforePayout })),
    grounds,
    request,
    inPart,
  };
}
