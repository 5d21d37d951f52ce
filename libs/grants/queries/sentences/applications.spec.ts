import { describe, expect, it } from '@jest/globals';
import type { ApplicationEvent } from '../../contract/events.js';
import { tell } from '../sentences.js';
import type { Readable } from '#cqrs/queries/readable.js';

type DataOf<Type extends ApplicationEvent['type']> = Readable<
  Extract<ApplicationEvent, { type: Type }>['data']
>;

const nok = (amount: number) => ({ amount: amount * 100, currency: 'NOK' });
const schedule = [
  { number: 1, dueDate: '2026-01-02', amount: 60_000 },
  { number: 2, dueDate: '2027-01-02', amount: 40_000 },
];
const scores = [
  { criterion: 'need', score: 1, rationale: 'Few' },
  { criterion: 'plan', score: 5, rationale: 'Sound' },
];

/** One event of every type: what it says, and why. */
const STORY: {
  readonly [Type in ApplicationEvent['type']]: readonly [Partial<DataOf<Type>>, string, (string | null)?];
} = {
  ApplicationSubmitted: [
    { applicant: { organisation: '1', name: 'Verkstedet' }, amount: nok(1200), title: 'Work' },
    'Verkstedet applied for NOK 1,200.00: “Work”',
  ],
  ApplicationWithdrawn: [{ grounds: 'Moved' }, 'The applicant withdrew the application', 'Moved'],
  SupplementRequested: [
    { requestedBy: 'anna', dueOn: '2026-03-02', items: ['Accounts', 'Statutes'] },
    'anna asked the applicant for what is missing, by 2026-03-02',
    'Accounts\nStatutes',
  ],
  ApplicationSupplemented: [
    { answer: 'Here they are', amount: nok(1000) },
    'The applicant supplemented the application, and now applies for NOK 1,000.00',
    'Here they are',
  ],
  SupplementOverdue: [{}, 'The time to supplement the application passed without an answer'],
  StateAidDeclared: [
    { declaredBy: 'ola', stateAid: { group: ['987654325'], otherAid: [] } },
    'The applicant declared its group (1 other organisations) and its de minimis aid from others (0 grants)',
  ],
  CaseRepresentativeRecorded: [
    {
      representation: 1,
      name: 'Advokat Lie',
      lawyer: true,
      powers: ['appeal'],
      copyToParty: false,
      recordedBy: 'ola',
      since: '2026-03-02',
    },
    'Advokat Lie, a lawyer, represents the applicant (appeal)',
  ],
  CaseRepresentationEnded: [
    { representation: 1, by: 'party', recordedBy: 'ola' },
    'The applicant ended the representation',
  ],
  CaseworkerAssigned: [{ caseworker: 'anna', note: 'Knows it' }, 'The case was given to anna', 'Knows it'],
  ImpartialityDeclared: [
    { person: 'anna', conflict: false, statement: 'None' },
    'anna declared no conflict of interest',
    'None',
  ],
  ImpartialityRuled: [
    { person: 'anna', ruledBy: 'sara', mayPrepare: true, mayDecide: false, grounds: 'I am myself' },
    'sara ruled that anna may prepare, but not decide',
    'I am myself',
  ],
  EligibilityChecked: [
    {
      checkedBy: 'anna',
      checks: [
        { code: 'statutes', met: false, note: 'Allow dividends' },
        { code: 'register', met: true },
      ],
      eligible: false,
    },
    'anna checked the application: not eligible, not met: statutes',
    'statutes: Allow dividends',
  ],
  SecondAssessorAssigned: [{ assessor: 'dag' }, 'dag became the second assessor'],
  ApplicationScored: [
    { assessor: 'anna', weightedTotal: 17, belowThreshold: ['need'], scores },
    'anna scored the application: 17 points in all, below the threshold on need',
    'need: Few\nplan: Sound',
  ],
  ScoresModerated: [
    { moderator: 'eva', weightedTotal: 15, belowThreshold: [], scores, rationale: 'In between' },
    'eva settled what the assessors differed on: 15 points in all',
    'In between',
  ],
  ApplicationRecommended: [
    { outcome: 'granted', amount: nok(1000), rationale: 'Good' },
    'The caseworker recommended to grant NOK 1,000.00',
    'Good',
  ],
  DecisionProposed: [
    {
      proposal: 2,
      proposer: 'anna',
      outcome: 'granted',
      amount: nok(1000),
      schedule,
      planned: [{ year: 2028, amount: 50_000 }],
      grounds: 'It fits',
    },
    'anna proposed (no. 2) to grant NOK 1,000.00 in 2 instalments, planned beyond it 2028: NOK 500.00',
    'It fits',
  ],
  ProposalReturned: [
    { proposal: 2, decisionMaker: 'berit', grounds: 'Too much' },
    'berit returned proposal no. 2',
    'Too much',
  ],
  DecisionApproved: [
    { proposal: 2, decisionMaker: 'berit', outcome: 'granted', amount: nok(1000) },
    'berit approved proposal no. 2: NOK 1,000.00 granted',
  ],
  ReservationAbandoned: [
    { grounds: 'the approval was refused' },
    'The money reserved was given up: no decision stands on it',
    'the approval was refused',
  ],
  DecisionOmitted: [{ hold: 'h' }, 'A decision that payouts waited for was not made'],
  DecisionNotified: [
    {
      decision: 1,
      receivedOn: '2026-03-02',
      channel: 'portal',
      appealDeadline: '2026-03-23',
      acceptanceDeadline: '2026-04-02',
    },
    'Notice of decision no. 1 was received on 2026-03-02 (portal); it can be appealed until 2026-03-23; the grant is to be accepted by 2026-04-02',
  ],
  ReceiptCorrectionProposed: [
    { decision: 1, correction: 1, proposer: 'anna', receivedOn: '2026-03-09', grounds: 'The postal receipt' },
    'anna proposed that notice of decision no. 1 was received on 2026-03-09',
    'The postal receipt',
  ],
  ReceiptCorrected: [
    {
      decision: 1,
      correction: 1,
      approver: 'berit',
      receivedOn: '2026-03-09',
      before: '2026-03-04',
      appealDeadline: '2026-03-30',
      acceptanceDeadline: '2026-04-13',
      grounds: 'Seen',
    },
    'berit approved that notice of decision no. 1 was received on 2026-03-09, not on 2026-03-04; it can be appealed until 2026-03-30; the grant is to be accepted by 2026-04-13',
    'Seen',
  ],
  ReceiptCorrectionRejected: [
    { decision: 1, correction: 1, person: 'berit', grounds: 'Of another letter' },
    'berit rejected correction no. 1 of the receipt of decision no. 1',
    'Of another letter',
  ],
  AppealPeriodEnded: [{ decision: 1 }, 'The time to appeal decision no. 1 is over'],
  DecisionReplaced: [
    { decision: 2, replaces: 1, by: 'appeal', outcome: 'granted', amount: nok(1200) },
    'Decision no. 2 took the place of no. 1 on appeal: NOK 1,200.00 granted',
  ],
  DecisionAwaitsAppropriation: [
    { decision: 2, replaces: 1, by: 'reversal', outcome: 'granted', amount: nok(1200) },
    'Decision no. 2 took the place of no. 1 by reversal: NOK 1,200.00 granted, awaiting appropriation',
  ],
  WaitingGrantDeclined: [
    { decision: 2, person: 'ola', byRecipient: true, declinedOn: '2026-04-01', grounds: 'Too late' },
    'ola declined the grant of decision no. 2, which waited for money',
    'Too late',
  ],
  DecisionFlagged: [
    { decision: 1, person: 'anna' },
    'anna has a conflict of interest and had a part in decision no. 1: nothing is paid until it is upheld or taken again',
  ],
  DecisionUpheld: [{ decision: 1, person: 'sara', grounds: 'Sound' }, 'sara upheld decision no. 1', 'Sound'],
  FlaggedChangesAnnulled: [
    {
      decision: 1,
      person: 'sara',
      of: [
        { kind: 'amendment', number: 1 },
        { kind: 'revocation', number: 2 },
      ],
      grounds: 'Not sound',
    },
    'sara has amendment no. 1 and revocation no. 2 decided again: nothing is paid until what stands without it is upheld',
    'Not sound',
  ],
  StandInNamed: [
    { decision: 1, person: 'eva', namedBy: 'sara', grounds: 'Away' },
    'sara named eva to look at decision no. 1',
    'Away',
  ],
  ReviewNoticeSent: [
    { decision: 1, person: 'mona', body: 'ministry', sentOn: '2026-03-20' },
    'mona of ministry told the party on 2026-03-20 that decision no. 1 is reviewed',
  ],
  OwnReversalProposed: [
    { decision: 1, proposer: 'anna', grounds: 'Overlooked' },
    'anna proposed to reverse decision no. 1 of own motion, and assess the case again',
    'Overlooked',
  ],
  OwnReversalReturned: [
    { person: 'berit', grounds: 'Nothing new' },
    'berit let the decision stand that was proposed to be reversed',
    'Nothing new',
  ],
  OwnReversalApproved: [
    {
      decision: 1,
      approver: 'mia',
      body: 'superior',
      detriment: { worse: ['amount'], ground: 'other-interests' },
    },
    'mia of the superior body reversed decision no. 1 of own motion, to the party’s detriment',
  ],
  OfferReopened: [
    { amount: nok(1200), lapsedAfter: '2026-03-25', lastDay: '2026-04-15', person: 'anna' },
    'The grant of NOK 1,200.00 lapsed too early, after 2026-03-25: it can be accepted again until 2026-04-15, as anna found',
  ],
  OfferAwaitsAppropriation: [
    { lapsedAfter: '2026-03-25' },
    'The grant lapsed too early, after 2026-03-25: it can be accepted again once there is money for it',
  ],
  ApplicationReopened: [{ decision: 1 }, 'Decision no. 1 was annulled on appeal: the case is assessed again'],
};

/** Steps of the inner work: what applicants read of them before the decision is that they were taken. */
const INNER = [
  'CaseworkerAssigned',
  'ImpartialityDeclared',
  'ImpartialityRuled',
  'EligibilityChecked',
  'SecondAssessorAssigned',
  'ApplicationScored',
  'ScoresModerated',
  'ApplicationRecommended',
  'DecisionProposed',
  'ProposalReturned',
  'ReservationAbandoned',
  'DecisionOmitted',
  'ReceiptCorrectionProposed',
  'ReceiptCorrectionRejected',
  'OwnReversalProposed',
  'OwnReversalReturned',
];

describe('what an event of an application tells', () => {
  it.each(Object.entries(STORY))('%s', (type, [data, what, why = null]) => {
    expect(tell(type, data)).toMatchObject({ what, why });
  });

  it('tells applicants of the inner work only that it was done', () => {
    const inner = Object.entries(STORY).filter(([type, [data]]) => tell(type, data).inner !== undefined);
    expect(inner.map(([type]) => type)).toEqual(INNER);
  });

  it.each([
    ['rejected', 'to reject the application', 'the application is rejected'],
    ['inadmissible', 'to find the application inadmissible', 'the application is inadmissible'],
  ] as const)('where nothing is granted: %s', (outcome, proposed, decided) => {
    const content = { outcome, amount: nok(0), schedule: [], proposal: 1 };
    expect(tell('ApplicationRecommended', content).what).toBe(`The caseworker recommended ${proposed}`);
    expect(tell('DecisionProposed', { ...content, proposer: 'anna' }).what).toBe(
      `anna proposed (no. 1) ${proposed}`,
    );
    expect(tell('DecisionApproved', { ...content, decisionMaker: 'berit' }).what).toBe(
      `berit approved proposal no. 1: ${decided}`,
    );
  });

  it('says when the assessors differ too much, and who is the second', () => {
    const scored = { assessor: 'dag', weightedTotal: 9, belowThreshold: [], scores, as: 'second' };
    expect(tell('ApplicationScored', { ...scored, awaits: 'moderation' }).what).toBe(
      'dag scored the application as second assessor: 9 points in all; the assessors differ too much',
    );
  });

  it('tells a doubt from a conflict, and what a superior made of it', () => {
    expect(tell('ImpartialityDeclared', { person: 'anna', conflict: false, doubt: true }).what).toBe(
      'anna asked a superior to rule on their impartiality',
    );
    const ruled = { person: 'anna', ruledBy: 'sara', grounds: 'Seen' };
    expect(tell('ImpartialityRuled', { ...ruled, mayPrepare: true, mayDecide: true }).what).toBe(
      'sara ruled that anna is impartial',
    );
    expect(tell('ImpartialityRuled', { ...ruled, mayPrepare: false, mayDecide: false }).what).toBe(
      'sara ruled that anna is disqualified',
    );
  });

  it('keeps silent on why when the words were erased', () => {
    const erased = [{ criterion: 'need', score: 1, rationale: null }];
    expect(
      tell('ApplicationScored', { assessor: 'a', weightedTotal: 1, belowThreshold: [], scores: erased }).why,
    ).toBeNull();
    expect(
      tell('ApplicationRecommended', { outcome: 'granted', amount: nok(1), rationale: null }).why,
    ).toBeNull();
    expect(tell('SupplementRequested', { items: [null], dueOn: '2026-03-02' }).why).toBeNull();
  });
});
