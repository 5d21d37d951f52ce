import { decimalsOf } from './money.js';

/** A thousand thousand million euro: far beyond every limit that is judged in euro. */
export const MOST_EURO_CENTS = 100_000_000_000_000;

const RATE = /^(\d{1,9})(?:\.(\d{1,9}))?$/;

/** Whether the text is a rate: a positive decimal of at most nine digits before and after the point. */
export function isRate(text: string): boolean {
  return RATE.test(text) && /[1-9]/.test(text);
}

/**
 * Minor units of a currency in euro cents, at a rate of so many units of the currency for one euro, as the European
 * Central Bank quotes it. Computed exactly and rounded once, half up: a half cent counts as a whole one.
 * More than {@link MOST_EURO_CENTS} counts as that much.
 * @throws RangeError for a negative amount, and for what is no rate
 */
export function euroCentsOf(amount: number, currency: string, rate: string): number {
  if (!Number.isSafeInteger(amount) || amount < 0 || !isRate(rate))
    throw new RangeError(`${amount} at a rate of ${rate} is no amount in euro cents`);
  const [, whole = '', fraction = ''] = RATE.exec(rate)!;
  const numerator = BigInt(amount) * 100n * 10n ** BigInt(fraction.length);
  const denominator = BigInt(whole + fraction) * 10n ** BigInt(decimalsOf(currency));
  const cents = (2n * numerator + denominator) / (2n * denominator);
  return cents < MOST_EURO_CENTS ? Number(cents) : MOST_EURO_CENTS;
}
