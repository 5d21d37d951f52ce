import type { RecoveryOrder } from '../../../contract/events.js';

/** Minor units of kroner. */
export const nok = (amount: number) => ({ amount, currency: 'NOK' });

/** A recovery of at most 300 kroner. */
export const order: RecoveryOrder = {
  recoveryId: 'v1',
  caseId: 'a1',
  awardId: 'a1',
  schemeId: 's',
  directorate: 'd',
  debtor: '987654325',
  amount: nok(30_000),
  basis: 'unspent',
  limitationDate: '2029-05-02',
};
