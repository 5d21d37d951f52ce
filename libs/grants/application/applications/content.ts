import { money, type Money } from '#money/money.js';

/** An answer to a request for supplement, as a request to the API states it. */
export interface SupplementBody {
  readonly answer: string;
  readonly amount?: Money | undefined;
  readonly budgetLines?: readonly { readonly text: string; readonly amount: Money }[] | undefined;
  readonly coFunding?: Money | undefined;
  readonly attachments?: readonly string[] | undefined;
}

/** What a supplement says. */
export function contentOfSupplement(body: SupplementBody) {
  const { answer, amount, budgetLines, coFunding, attachments } = body;
  return {
    answer,
    ...(amount ? { amount: money(amount.amount, amount.currency) } : {}),
    ...(budgetLines
      ? { budgetLines: budgetLines.map((line) => ({ text: line.text, amount: line.amount.amount })) }
      : {}),
    ...(coFunding ? { coFunding: coFunding.amount } : {}),
    ...(attachments ? { attachments: [...attachments] } : {}),
  };
}
