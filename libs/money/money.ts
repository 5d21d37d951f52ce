import { MINOR_UNITS } from './iso-4217.js';

/** An amount of money: an integer of minor units (øre, pence) in an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Builds money; throws when the amount is not a whole number that a double holds exactly. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of minor units`);
  return { amount, currency };
}

/** Adds integers and refuses to leave the range in which they are exact. */
export function sum(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    if (!Number.isSafeInteger(total)) throw new RangeError('the sum leaves the range of exact integers');
  }
  return total;
}

/** Whether the code is one that ISO 4217 lists with a minor unit. */
export function isCurrency(code: string): boolean {
  return MINOR_UNITS.has(code);
}

/** Number of decimals the currency is written with (ISO 4217: 2 for NOK, 0 for ISK); 2 for what is no currency. */
export function decimalsOf(currency: string): number {
  return MINOR_UNITS.get(currency) ?? 2;
}

/**
 * Reads a decimal such as `15000.5` as minor units, without ever computing in floats.
 * Answers undefined when it is not a plain decimal or has more decimals than the currency.
 */
export function parseDecimal(text: string, currency: string): number | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const decimals = decimalsOf(currency);
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > decimals) return undefined;
  const amount = Number(whole + significant.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(amount)) return undefined;
  return sign && amount !== 0 ? -amount : amount;
}

/** Splits an amount into parts that differ by at most one minor unit and add up to it; the first parts take the rest. */
export function splitEvenly(amount: number, parts: number): number[] {
  const base = Math.floor(amount / parts);
  const rest = amount - base * parts;
  return Array.from({ length: parts }, (_, index) => base + (index < rest ? 1 : 0));
}
