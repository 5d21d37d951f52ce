import type { Money } from '#money/money.js';
import { Currency, MinorUnits, Part } from './fields.js';
import type { InvalidMember } from './problems.js';
import { invalidRequest } from './problems.js';

/** Money as JSON carries it: minor units and their currency. */
export class MoneyDto implements Money {
  @MinorUnits()
  amount: number;

  @Currency()
  currency: string;
}

/** A member that is money. */
export function Amount(): PropertyDecorator {
  return Part(() => MoneyDto);
}

/** Money of a body by JSON pointer; one that is left out is looked past. */
export type Amounts = Readonly<Record<string, Money | undefined>>;

/**
 * Checks that all amounts are in one currency, and that they can be added up without leaving the exact integers.
 * @throws ProblemException 400 with the members that cannot be used
 */
export function sameCurrency(currency: string, amounts: Amounts): void {
  const errors: InvalidMember[] = [];
  let total = 0;
  for (const [pointer, money] of Object.entries(amounts)) {
    if (money === undefined) continue;
    if (money.currency !== currency)
      errors.push({ pointer: `${pointer}/currency`, detail: `must be ${currency} here` });
    total += money.amount;
    if (!Number.isSafeInteger(total))
      errors.push({ pointer: `${pointer}/amount`, detail: 'makes a sum that is larger than can be kept' });
  }
  if (errors.length > 0) throw invalidRequest(errors);
}

/** The amounts of a list of lines, by JSON pointer. */
export function amountsOf(pointer: string, lines: readonly { readonly amount: Money }[] = []): Amounts {
  return Object.fromEntries(lines.map(({ amount }, index) => [`${pointer}/${index}/amount`, amount]));
}
