import { payoutIdOf } from '../release.js';
import { AWARD } from './offer.js';

/** The first payout was paid a year later than it was due. */
export const MoveCommitment = {
  type: 'MoveCommitment',
  payoutId: payoutIdOf(AWARD, 1),
  reservationId: 'r1',
  payment: 'payment-1',
  year: 2027,
  from: [{ year: 2026, amount: 60 }],
} as const;
