import { actions } from '#access/policy.js';
import { APPLICANT, official, PARTIES, SEEING } from '#access/rules.js';

/** What is done about payouts and recoveries, and who may. */
export const MAY = actions({
  'payout.attest': official(SEEING['case.read'], 'attester'),
  'payout.approve': official(SEEING['case.read'], 'decision-maker'),
  'payout.instruct': official(SEEING['case.read'], 'finance'),
  'payout.settle': official(SEEING['case.read'], 'finance'),
  'payout.cancel': official(SEEING['case.read'], 'decision-maker', 'finance'),
  'payouts.read': PARTIES,
  'recovery.reply': APPLICANT,
  'recovery.propose': official(SEEING['case.read'], 'caseworker'),
  'recovery.approve': official(SEEING['case.read'], 'decision-maker'),
  'recovery.drop': official(SEEING['case.read'], 'decision-maker'),
  'recovery.instalments': official(SEEING['case.read'], 'caseworker', 'finance'),
  'recovery.repayment': official(SEEING['case.read'], 'finance'),
  'recovery.limitation': official(SEEING['case.read'], 'caseworker'),
  'recovery.write-off': official(SEEING['case.read'], 'caseworker', 'finance'),
  'recoveries.read': PARTIES,
});
