import { actions } from '#access/policy.js';
import { APPLICANT, inPerson, official, PARTIES, SEEING } from '#access/rules.js';

/** What is done about payouts and recoveries, and who may. */
export const MAY = actions({
  'payout.attest': inPerson(official(SEEING['case.read'], 'attester')),
  'payout.approve': inPerson(official(SEEING['case.read'], 'decision-maker')),
  'payout.instruct': official(SEEING['case.read'], 'finance'),
  'payout.settle': official(SEEING['case.read'], 'finance'),
  'payout.cancel': official(SEEING['case.read'], 'decision-maker', 'finance'),
  /** What money that came back unasked is for. */
  'payout.allocate': official(SEEING['case.read'], 'caseworker', 'finance'),
  'payouts.read': PARTIES,
  'recovery.reply': APPLICANT,
  'recovery.propose': inPerson(official(SEEING['case.read'], 'caseworker')),
  'recovery.approve': inPerson(official(SEEING['case.read'], 'decision-maker')),
  'recovery.drop': inPerson(official(SEEING['case.read'], 'decision-maker')),
  'recovery.instalments': official(SEEING['case.read'], 'caseworker', 'finance'),
  'recovery.repayment': official(SEEING['case.read'], 'finance'),
  'recovery.limitation': official(SEEING['case.read'], 'caseworker'),
  'recovery.write-off': inPerson(official(SEEING['case.read'], 'caseworker', 'finance')),
  'recoveries.read': PARTIES,
});
