import { budgetYearOf } from '#calendar/oslo.js';

/** The year that request examples speak of: this one, so that they stay valid. */
export const EXAMPLE_YEAR = budgetYearOf(new Date().toISOString());

/** Money of the request examples, in whole kroner. */
export function kroner(amount: number) {
  return { amount: amount * 100, currency: 'NOK' };
}
