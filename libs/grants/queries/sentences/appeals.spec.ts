import { describe, expect, it } from '@jest/globals';
import type { AppealEvent } from '../../contract/events.js';
import { tell } from '../sentences.js';
import type { Readable } from '#cqrs/queries/readable.js';

type DataOf<Type extends AppealEvent['type']> = Readable<Extract<AppealEvent, { type: Type }>['data']>;

const nok = (amount: number) => ({ amount: amount * 100, currency: 'NOK' });
const newDecision = { outcome: 'granted', amount: nok(3000), conditions: [], schedule: [] } as const;
const against = { kind: 'decision', number: 1 } as const;

/** One event of every type: what it says, and why. */
const STORY: {
  readonly [Type in AppealEvent['type']]: readonly [Partial<DataOf<Type>>, string, (string | null)?];
} = {
  AppealSubmitted: [
    { appellant: 'ola', against, late: true, deadline: '2026-03-02', grounds: 'Overlooked' },
    'ola appealed against decision no. 1, later than 2026-03-02',
    'Overlooked',
  ],
  AppealStandingRecognised: [
    { person: 'anna', grounds: 'It competes' },
    'anna recognised the legal interest of whoever appealed',
    'It competes',
  ],
  AppellantKnowledgeRecorded: [
    { person: 'anna', knownOn: '2026-02-09', deadline: '2026-03-02', late: false },
    'anna recorded that whoever appealed knew of the decision on 2026-02-09: the last day to appeal was 2026-03-02, the appeal is in time',
  ],
  AppealJoined: [
    { appealId: 'x', outcome: 'stands' },
    'What was appealed against was left to stand in another appeal: that is the outcome of this one, too',
  ],
  AppealDeadlineMoved: [
    { deadline: '2026-03-16', before: '2026-03-02', late: false },
    'The last day to appeal is 2026-03-16, not 2026-03-02: the appeal is in time',
  ],
  AppealImpartialityDeclared: [
    { person: 'anna', conflict: true, statement: 'My brother' },
    'anna declared a conflict of interest in the appeal',
    'My brother',
  ],
  AppealPreparationBegun: [{ caseworker: 'anna' }, 'anna took the appeal up'],
  LateAppealAccepted: [
    { person: 'anna', grounds: 'Illness' },
    'anna accepted the appeal although it was late',
    'Illness',
  ],
  AppealDismissalProposed: [
    { proposer: 'anna', grounds: 'No party' },
    'anna proposed to dismiss the appeal',
    'No party',
  ],
  AppealDismissed: [{ approver: 'berit' }, 'berit dismissed the appeal'],
  ReversalProposed: [
    { proposer: 'anna', newDecision, grounds: null },
    'anna proposed to reverse the decision: NOK 3,000.00 granted',
    null,
  ],
  AppealReversed: [
    { approver: 'berit', against, newDecision },
    'berit reversed decision no. 1: NOK 3,000.00 granted',
  ],
  AppealForwarded: [
    { person: 'anna', appealBody: 'ministry', statement: 'Nothing new' },
    'anna forwarded the appeal to ministry',
    'Nothing new',
  ],
  AppealLetStand: [
    { decider: 'mona', grounds: 'As before' },
    'mona of the appeal body let the decision stand',
    'As before',
  ],
  AppealChangedDecision: [
    {
      decider: 'mona',
      against,
      newDecision: { ...newDecision, outcome: 'rejected' },
      detriment: { worse: ['amount'], ground: 'other-interests', grounds: 'Others' },
      grounds: 'No need',
    },
    'mona of the appeal body changed decision no. 1: rejected, to the party’s detriment',
    'No need',
  ],
  AppealAnnulledDecision: [
    { decider: 'mona', against: { kind: 'revocation', id: 'a' }, grounds: 'Hasty' },
    'mona of the appeal body annulled the revocation of the grant',
    'Hasty',
  ],
  AppealWithdrawn: [{ grounds: 'Solved' }, 'The applicant withdrew the appeal', 'Solved'],
  AppealReopened: [{ appealId: 'b' }, 'The dismissal of the appeal did not hold: it is treated after all'],
  AppealSuperseded: [
    { reversal: 1 },
    'The decision was reversed of own motion: the appeal is over, and the new decision can be appealed against',
  ],
  OutcomeOmitted: [{ hold: 'h' }, 'An outcome that payouts waited for was not made'],
  ProvisionalReplyBecameDue: [
    { dueAt: '2026-04-07T22:00:00Z' },
    'The time to answer the appeal passed: a provisional reply is due',
  ],
  ProvisionalReplySent: [
    { text: 'Many appeals', expectedBy: '2026-05-04' },
    'A provisional reply was sent: an outcome is expected by 2026-05-04',
    'Many appeals',
  ],
  EnforcementDeferred: [
    { grounds: 'Jobs' },
    'The decision is not enforced until the appeal is decided',
    'Jobs',
  ],
  DetrimentNoticeSent: [
    { person: 'anna', sentOn: '2026-03-05' },
    'The party was told on 2026-03-05 that the decision may be changed to its detriment',
  ],
  AppealCostsCovered: [
    { amount: nok(125), grounds: 'A lawyer' },
    'Costs of NOK 125.00 are covered',
    'A lawyer',
  ],
  OutcomeReceiptCorrectionProposed: [
    { correction: 1, proposer: 'anna', receivedOn: '2026-05-09', grounds: 'The postal receipt' },
    'anna proposed that notice of the outcome was received on 2026-05-09',
    'The postal receipt',
  ],
  OutcomeReceiptCorrected: [
    {
      correction: 1,
      approver: 'berit',
      receivedOn: '2026-05-09',
      before: '2026-05-04',
      appealDeadline: '2026-06-01',
      grounds: 'Seen',
    },
    'berit approved that notice of the outcome was received on 2026-05-09, not on 2026-05-04; it may be appealed against until 2026-06-01',
    'Seen',
  ],
  OutcomeReceiptCorrectionRejected: [
    { correction: 1, person: 'berit', grounds: 'Of another letter' },
    'berit rejected correction no. 1 of the receipt of the outcome',
    'Of another letter',
  ],
  AppealOutcomeNotified: [
    { receivedOn: '2026-05-04', appealDeadline: '2026-05-26' },
    'Notice of the outcome was received on 2026-05-04; it may be appealed against until 2026-05-26',
  ],
};

describe('what the events of an appeal tell', () => {
  it.each(Object.entries(STORY))('%s', (type, [data, what, why = null]) => {
    expect(tell(type, data)).toMatchObject({ what, why });
  });

  it('is not said to the applicant where it only prepares', () => {
    const inner = (Object.keys(STORY) as AppealEvent['type'][]).filter(
      (type) => tell(type, STORY[type][0]).inner !== undefined,
    );
    expect(inner).toEqual([
      'AppealImpartialityDeclared',
      'AppealPreparationBegun',
      'AppealDismissalProposed',
      'ReversalProposed',
      'OutcomeOmitted',
      'OutcomeReceiptCorrectionProposed',
      'OutcomeReceiptCorrectionRejected',
    ]);
  });

  it('says by which day a dismissed appeal was in time after all', () => {
    expect(tell('AppealReopened', { deadline: '2026-03-30' }).what).toBe(
      'By the corrected receipt the last day to appeal was 2026-03-30: the appeal that was dismissed is treated after all',
    );
  });

  it('names who appealed without having applied', () => {
    const other = { name: 'Nabo AS', interest: 'We lose places' };
    expect(tell('AppealSubmitted', { appellant: 'nils', other, against, late: false }).what).toBe(
      'Nabo AS, who did not apply, appealed against decision no. 1',
    );
    expect(tell('AppealWithdrawn', { byOther: true }).what).toBe('Whoever appealed withdrew the appeal');
  });

  it.each([
    [
      { kind: 'revocation', id: 'x' },
      'mona of the appeal body changed the revocation of the grant in part: NOK 3,000.00 is in force',
    ],
    [
      { kind: 'recovery', id: 'x' },
      'mona of the appeal body changed the claim for repayment in part: NOK 3,000.00 of it holds',
    ],
  ])('says to what a part of it comes: %j', (other, what) => {
    const data = { decider: 'mona', against: other, amount: newDecision.amount, grounds: null };
    expect(tell('AppealChangedDecision', data).what).toBe(what);
  });

  it.each([
    [{ kind: 'dismissal', id: 'x' }, 'ola appealed against the dismissal of an appeal'],
    [{ kind: 'recovery', id: 'x' }, 'ola appealed against the claim for repayment'],
  ])('names what is appealed against: %j', (other, what) => {
    expect(tell('AppealSubmitted', { appellant: 'ola', against: other, late: false }).what).toBe(what);
  });
});
