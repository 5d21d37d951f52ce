import { dateInOslo, yearOf } from '#calendar/oslo.js';

/** The day that request examples speak of: this one, so that they stay valid. */
export const EXAMPLE_DAY = dateInOslo(new Date().toISOString());

/** The year that request examples speak of. */
export const EXAMPLE_YEAR = yearOf(EXAMPLE_DAY);

/** Money of the request examples, in whole kroner. */
export function kroner(amount: number) {
  return { amount: amount * 100, currency: 'NOK' };
}
