import { isCurrency, parseDecimal } from '#money/money.js';
import { shown, type Fields } from './record-fields.js';
import { no, type No } from './refusals.js';

/** Major units: beyond any grant. */
const MOST = 1e12;

/** An amount in minor units of the record's currency; undefined when the record does not give it. */
export function amountIn(
  record: Fields,
  member: 'amountAwarded' | 'amountDisbursed' | 'amountAppliedFor',
): number | undefined | No {
  const { [member]: value, currency } = record;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value))
    return no('amount-not-a-number', `${member} is ${shown(value)}, not a number`);
  if (value < 0) return no('amount-negative', `${member} is ${value}`);
  if (typeof currency !== 'string' || !isCurrency(currency))
    return no('currency-unknown', `currency ${shown(currency)} is not an ISO 4217 code`);
  if (value > MOST) return no('amount-too-large', `${member} is ${value}`);
  const amount = parseDecimal(String(value), currency);
  return (
    amount ?? no('amount-not-in-minor-units', `${value} ${currency} is not a whole number of minor units`)
  );
}
