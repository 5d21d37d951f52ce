import { actions } from '#access/policy.js';
import {
  APPLICANT,
  deciding,
  inPerson,
  naming,
  official,
  OFFICIALS,
  PARTIES,
  preparing,
  SEEING,
} from '#access/rules.js';

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
  /** Dropping, waiving and writing off. */
  'recovery.propose-giving-up': preparing(
    inPerson(official(SEEING['case.read'], 'caseworker', 'decision-maker', 'finance')),
  ),
  /** As a decision-maker, or as the stand-in named for one, whoever that is. */
  'recovery.give-up': deciding(inPerson(official(SEEING['case.read'], ...OFFICIALS))),
  'recovery.name-stand-in': naming(official(SEEING['case.read'], 'superior')),
  /** What was repaid on a claim that fell. */
  'recovery.propose-paying-back': preparing(inPerson(official(SEEING['case.read'], 'caseworker', 'finance'))),
  'recovery.instalments': deciding(official(SEEING['case.read'], 'caseworker', 'finance')),
  'recovery.repayment': official(SEEING['case.read'], 'finance'),
  'recovery.limitation': preparing(official(SEEING['case.read'], 'caseworker')),
  /** A date that follows from no rule. */
  'recovery.propose-limitation': preparing(inPerson(official(SEEING['case.read'], 'caseworker'))),
  'recoveries.read': PARTIES,
});
