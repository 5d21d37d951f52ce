import { Fraction } from 'fraction.js';
import { decimalsOf } from '#money/money.js';
import { formatMoney, type Locale } from '#money/format.js';
import type { RoundingRule } from '../contract/terms.js';

/** An exact number; never a float. */
export type Exact = Fraction;

/** A whole number or a decimal as text, exactly. */
export function exact(value: number | bigint | string): Exact {
  return new Fraction(value);
}

/** Nothing. */
export const ZERO: Exact = exact(0);

/** So many per cent of something. */
export function percentOf(percent: string, whole: Exact): Exact {
  return whole.mul(exact(percent)).div(100);
}

/** The lesser of two. */
export function least(a: Exact, b: Exact): Exact {
  return a.compare(b) <= 0 ? a : b;
}

/** The greater of two. */
export function greatest(a: Exact, b: Exact): Exact {
  return a.compare(b) >= 0 ? a : b;
}

/** All together. */
export function total(values: Iterable<Exact>): Exact {
  let sum = ZERO;
  for (const value of values) sum = sum.add(value);
  return sum;
}

/** Whole units of what is not negative, by the rule. */
export function rounded(value: Exact, rule: RoundingRule): bigint {
  const whole = value.n / value.d;
  const twice = (value.n % value.d) * 2n;
  const up =
    rule === 'down'
      ? false
      : twice > value.d || (twice === value.d && (rule === 'half-up' || whole % 2n === 1n));
  return up ? whole + 1n : whole;
}

/** An amount is more than can be carried exactly in JSON. */
export class TooMuch extends RangeError {}

/** A whole number of minor units for JSON. @throws TooMuch */
export function minorUnits(value: bigint): number {
  const amount = Number(value);
  if (!Number.isSafeInteger(amount)) throw new TooMuch('an amount is more than can be carried exactly');
  return amount;
}

/** In lowest terms: `407000` or `1000/3`. */
export function fractionText(value: Exact): string {
  return value.toFraction();
}

/** `8.5` exactly, `≈ 8.387` where the decimals do not end. */
export function decimalText(value: Exact, places = 3): string {
  const scale = 10n ** BigInt(places);
  const scaled = value.n * scale;
  const isExact = scaled % value.d === 0n;
  const digits = rounded(new Fraction(scaled, value.d), 'half-up')
    .toString()
    .padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places);
  const shown = isExact ? fraction.replace(/0+$/, '') : fraction;
  const text = digits.slice(0, digits.length - places) + (shown === '' ? '' : `.${shown}`);
  return `${isExact ? '' : '≈ '}${value.s < 0n ? '−' : ''}${text}`;
}

/** An exact amount of minor units for people: `NOK 1,500.00`, `NOK 3.3333` or `≈ NOK 3.333333`. */
export function moneyText(value: Exact, currency: string): string {
  if (value.d === 1n) return formatMoney({ amount: minorUnits(value.s * value.n), currency });
  const major = value.div(10n ** BigInt(decimalsOf(currency)));
  const text = decimalText(major, 6).replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
  return text.startsWith('≈') ? `≈ ${currency} ${text.slice(2)}` : `${currency} ${text}`;
}

/** The same in a language, for labels: English as it is, in Norwegian `kr 1 500,00` and nowhere to break. */
export function moneyTextIn(value: Exact, currency: string, locale: Locale): string {
  const text = moneyText(value, currency);
  if (locale === 'en-GB') return text;
  return text
    .replace(/[,.]/g, (mark) => (mark === ',' ? ' ' : ','))
    .replace(/\bNOK\b/, 'kr')
    .replaceAll(' ', '\u00a0');
}

/** A decimal number of the terms as a language writes it: `7.5` or `7,5`. */
export function decimalIn(decimal: string, locale: Locale): string {
  return locale === 'en-GB' ? decimal : decimal.replace('.', ',');
}
