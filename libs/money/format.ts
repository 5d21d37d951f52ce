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

const IN_NORWEGIAN: Readonly<Record<string, string>> = { NOK: 'kroner', EUR: 'euro' };

/**
 * Money within a sentence: `1 500 kroner`, `1 500,50 kroner` in both forms of Norwegian (a currency without a name
 * there by its code: `GBP 1 500`), `NOK 1,500` in English. Its spaces do not break.
 */
export function formatMoneyInSentence(money: Money, language: Locale): string {
  const [thousands, point] = language === 'en-GB' ? [',', '.'] : [' ', ','];
  const whole = money.amount % 10 ** decimalsOf(money.currency) === 0;
  const text = written(money, thousands, point);
  const [currency = '', ...digits] = (whole ? withoutFraction(text, point) : text).split(' ');
  const name = language === 'en-GB' ? undefined : IN_NORWEGIAN[currency];
  return (name === undefined ? [currency, ...digits] : [...digits, name]).join('\u00a0');
}

function withoutFraction(text: string, point: string): string {
  return text.split(point === '.' ? /\.\d+$/u : /,\d+$/u)[0]!;
}

function written({ amount, currency }: Money, thousands: string, point: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, thousands);
  const fraction = decimals === 0 ? '' : `${point}${digits.slice(-decimals)}`;
  return `${currency} ${amount < 0 ? '-' : ''}${whole}${fraction}`;
}
