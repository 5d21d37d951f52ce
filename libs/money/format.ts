import { decimalsOf, type Money } from './money.js';

/** Money for people to read, in English: `NOK 1,500.00`. */
export function formatMoney(money: Money): string {
  return written(money, ',', '.');
}

/** The forms in which people are written to: Bokmål, Nynorsk, English. */
export type Locale = 'nb-NO' | 'nn-NO' | 'en-GB';

/**
 * Money as a letter writes it: `kr 1 500,00` in both forms of Norwegian (other currencies by their code),
 * `NOK 1,500.00` in English. Its spaces do not break, so that an amount stands on one line.
 */
export function formatMoneyIn(money: Money, language: Locale): string {
  if (language === 'en-GB') return formatMoney(money).replaceAll(' ', '\u00a0');
  return written(money, ' ', ',').replace(/^NOK /, 'kr ').replaceAll(' ', '\u00a0');
}

function written({ amount, currency }: Money, thousands: string, point: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, thousands);
  const fraction = decimals === 0 ? '' : `${point}${digits.slice(-decimals)}`;
  return `${currency} ${amount < 0 ? '-' : ''}${whole}${fraction}`;
}
