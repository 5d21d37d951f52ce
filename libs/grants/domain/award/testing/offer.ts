import type { AwardAccepted } from '../../../contract/events.js';

/** Id of the award. */
export const AWARD = 'a1';

/** Minor units in kroner. */
export const nok = (amount: number) => ({ amount, currency: 'NOK' });

/** A grant of 300 in two instalments, the first of them due. */
export const offer: AwardAccepted['data'] = {
  awardId: AWARD,
  schemeId: 's',
  callId: 'c',
  directorate: 'd',
  regulationVersion: '1',
  reservationId: 'r1',
  budgetYear: 2026,
  recipient: '987654325',
  amount: nok(300),
  decision: 1,
  conditions: [{ number: 1, beforePayout: false }],
  schedule: [
    { number: 1, dueDate: '2026-03-01', amount: 100 },
    { number: 2, dueDate: '2027-06-01', amount: 200 },
  ],
};
