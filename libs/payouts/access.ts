import { actions } from '#access/policy.js';
import { APPLICANT, deciding, inPerson, official, PARTIES, preparing, SEEING } from '#access/rules.js';

/** What is done about payouts and recoveries, and who may. */
export const MAY = actions({
  'payout.attest': deciding(inPerson(official(SEEING['case.read'], 'attester'))),
  'payout.approve': deciding(inPerson(official(SEEING['case.read'], 'decision-maker'))),
  'payout.instruct': official(SEEING['case.read'], 'finance'),
  'payout.settle': official(SEEING['case.read'], 'finance'),
  'payout.cancel': deciding(official(SEEING['case.read'], 'decision-maker', 'finance')),
  /** What money that came back unasked is for. */
  'payout.allocate': preparing(official(SEEING['case.read'], 'caseworker', 'finance')),
  'payouts.read': PARTIES,
  'recovery.reply': APPLICANT,
  /** What the debtor answered by post, by e-mail or by word of mouth. */
  'recovery.register-reply': official(SEEING['case.read'], 'caseworker'),
  'recovery.propose': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
  'recovery.approve': deciding(inPerson(official(SEEING['case.read'], 'decision-maker'))),
  'recovery.drop': deciding(inPerson(official(SEEING['case.read'], 'decision-maker'))),
  'recovery.instalments': deciding(official(SEEING['case.read'], 'caseworker', 'finance')),
  'recovery.repayment': official(SEEING['case.read'], 'finance'),
  'recovery.limitation': preparing(official(SEEING['case.read'], 'caseworker')),
  'recovery.write-off': preparing(inPerson(official(SEEING['case.read'], 'caseworker', 'finance'))),
  'recoveries.read': PARTIES,
});
