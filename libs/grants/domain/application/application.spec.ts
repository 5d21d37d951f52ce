import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { ApplicationEvent } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { states } from './testing/histories.js';
import { application, type ApplicationCommand } from './application.js';

const { given } = specification(application);
const NOK = (amount: number) => ({ amount, currency: 'NOK' });

const regulation: RegulationVersion = {
  version: '2026-1',
  inForceFrom: '2026-01-01',
  criteria: [
    { code: 'need', title: 'Need', min: 1, max: 5, weight: 2 },
    { code: 'plan', title: 'Plan', min: 1, max: 5, weight: 1, threshold: 3 },
  ],
  maximumAmount: 1_000_000,
  decisionDays: 60,
  multiYear: false,
  legalReferences: ['Regulation of 2026 § 3'],
};
const call = {
  callId: 'spring',
  schemeId: 'social-entrepreneurship',
  directorate: 'directorate',
  regulationVersion: '2026-1',
  title: 'Spring',
  currency: 'NOK',
  frame: 5_000_000,
  opensAt: '2026-01-10T08:00:00Z',
  closesAt: '2026-02-10T23:00:00Z',
};
const submit = {
  type: 'SubmitApplication' as const,
  call,
  regulation,
  submission: {
    applicant: { organisation: '987654325', name: 'Verkstedet' },
    title: 'Work training',
    amount: NOK(400_000),
    budgetLines: [
      { text: 'Wages', amount: 350_000 },
      { text: 'Tools', amount: 150_000 },
    ],
    coFunding: 100_000,
  },
  now: '2026-02-01T12:00:00Z',
};
const submitted: ApplicationEvent = {
  type: 'ApplicationSubmitted',
  data: {
    callId: 'spring',
    schemeId: 'social-entrepreneurship',
    directorate: 'directorate',
    regulationVersion: '2026-1',
    ...submit.submission,
    decisionDue: '2026-04-02',
    numbered: true,
  },
};
const assigned: ApplicationEvent = { type: 'CaseworkerAssigned', data: { caseworker: 'anna' } };
const declared = (person: string, conflict = false): ApplicationEvent => ({
  type: 'ImpartialityDeclared',
  data: { person, conflict },
});
const scores = [
  { criterion: 'need', score: 5, rationale: 'Many without work' },
  { criterion: 'plan', score: 2, rationale: 'Thin' },
];
const scored: ApplicationEvent = {
  type: 'ApplicationScored',
  data: { assessor: 'anna', scores, weightedTotal: 12, belowThreshold: ['plan'] },
};
const recommended: ApplicationEvent = {
  type: 'ApplicationRecommended',
  data: { outcome: 'granted', amount: NOK(300_000), rationale: 'Worth it' },
};
const content = {
  outcome: 'granted' as const,
  amount: NOK(300_000),
  grounds: 'Fits the goal',
  conditions: ['Accounts by 31 March'],
  schedule: [{ number: 1, dueDate: '2026-06-01', amount: 300_000 }],
};
const proposed: ApplicationEvent = {
  type: 'DecisionProposed',
  data: { proposal: 1, proposer: 'anna', ...content, inFull: false },
};
const approve = {
  type: 'ApproveDecision' as const,
  decisionMaker: 'berit',
  impartiality: { conflict: false },
  reservationId: 'r1',
  decidedOn: '2026-03-02',
  budgetYear: 2026,
};
const propose = { type: 'ProposeDecision' as const, proposer: 'anna', regulation, ...content };
const assessing = [submitted, assigned, declared('anna')] as const;
const prepared = [...assessing, scored, recommended, proposed] as const;

describe('submitting an application', () => {
  it('happens while the call is open, with the day its decision is due', () => {
    given().when(submit).then(submitted);
  });

  it.each([
    ['2026-01-10T07:59:59Z', 'call-not-open'],
    ['2026-02-10T23:00:00Z', 'call-closed'],
  ] as const)('is refused at %s: %s', (now, code) => {
    given()
      .when({ ...submit, now })
      .refused(code);
  });

  it.each(['86011117948', '00000000000', 'NO9486011117947', '8601.11.17947'])(
    'is refused where the applicant is paid to %s, which is no account',
    (account) => {
      const applicant = { ...submit.submission.applicant, account };
      given()
        .when({ ...submit, submission: { ...submit.submission, applicant } })
        .refused('account-invalid');
    },
  );

  it.each(['86011117947', 'DE89370400440532013000', 'not published'])(
    'is possible where the account is given as %s',
    (account) => {
      const applicant = { ...submit.submission.applicant, account };
      const submission = { ...submit.submission, applicant };
      given()
        .when({ ...submit, submission })
        .then({ ...submitted, data: { ...submitted.data, applicant } });
    },
  );

  it.each([
    ['amount-above-maximum', { amount: NOK(1_000_001) }],
    ['budget-lines-do-not-add-up', { coFunding: 99_999 }],
    ['other-currency', { amount: { amount: 1, currency: 'EUR' } }],
    ['period-invalid', { period: { from: '2026-12-31', to: '2026-01-01' } }],
    [
      'date-out-of-range',
      { stateAid: { group: [], otherAid: [{ grantor: 'KS', amount: NOK(1), grantedOn: '2199-12-31' }] } },
    ],
  ] as const)('is refused: %s', (code, change) => {
    given()
      .when({ ...submit, submission: { ...submit.submission, ...change } })
      .refused(code);
  });

  it('happens once', () => {
    given(submitted).when(submit).refused('already-submitted');
  });
});

describe('assessing an application', () => {
  const score = { type: 'ScoreApplication' as const, assessor: 'anna', regulation, scores };

  it('begins with a declaration of impartiality', () => {
    given(submitted, assigned).when(score).refused('impartiality-not-declared');
  });

  it('is closed to a caseworker who declared a conflict', () => {
    given(submitted, assigned, declared('anna', true)).when(score).refused('conflict-of-interest');
    given(submitted, declared('anna', true))
      .when({ type: 'AssignCaseworker', caseworker: 'anna' })
      .refused('conflict-of-interest');
  });

  it('is closed to everyone but the assigned caseworker', () => {
    given(...assessing, declared('carl'))
      .when({ ...score, assessor: 'carl' })
      .refused('not-assigned');
  });

  it('weighs the scores and names criteria below their threshold', () => {
    given(...assessing)
      .when(score)
      .then(scored);
  });

  it.each([
    ['criterion-missing', scores.slice(0, 1)],
    ['criterion-repeated', [...scores, scores[0]!]],
    ['criterion-unknown', [...scores, { criterion: 'style', score: 3, rationale: '' }]],
    ['score-outside-scale', [scores[0]!, { ...scores[1]!, score: 6 }]],
    ['score-outside-scale', [scores[0]!, { ...scores[1]!, score: 2.5 }]],
  ] as const)('refuses scores: %s', (code, bad) => {
    given(...assessing)
      .when({ ...score, scores: bad })
      .refused(code);
  });

  it('goes in order: nothing is recommended before it is scored, nor proposed before it is recommended', () => {
    const { outcome, amount } = content;
    given(...assessing)
      .when({ type: 'RecommendDecision', recommender: 'anna', outcome, amount, rationale: '' })
      .refused('wrong-state');
    given(...assessing, scored)
      .when(propose)
      .refused('wrong-state');
  });
});

describe('proposing a decision', () => {
  const ready = [...assessing, scored, recommended] as const;

  it('says outcome, amount, grounds, conditions and schedule', () => {
    given(...ready)
      .when(propose)
      .then(proposed);
  });

  it.each([
    ['schedule-does-not-add-up', { schedule: [{ number: 1, dueDate: '2026-06-01', amount: 299_999 }] }],
    ['schedule-invalid', { schedule: [] }],
    ['amount-invalid', { amount: NOK(400_001) }],
    ['amount-invalid', { outcome: 'rejected' as const }],
    [
      'multi-year-not-allowed',
      {
        schedule: [
          { number: 1, dueDate: '2026-06-01', amount: 150_000 },
          { number: 2, dueDate: '2027-06-01', amount: 150_000 },
        ],
      },
    ],
  ] as const)('is refused: %s', (code, change) => {
    given(...ready)
      .when({ ...propose, ...change })
      .refused(code);
  });
});

describe('approving a decision', () => {
  it('is done by another person than everyone who prepared it', () => {
    given(...prepared)
      .when({ ...approve, decisionMaker: 'anna' })
      .refused('four-eyes');
    given(...prepared)
      .when(approve)
      .thenTypes('ImpartialityDeclared', 'DecisionApproved');
  });

  it('is never done by the person who submitted the application', () => {
    const own: ApplicationEvent = {
      type: 'ApplicationSubmitted',
      data: {
        ...submitted.data,
        submittedBy: 'berit',
      },
    };
    given(own, ...prepared.slice(1))
      .when(approve)
      .refused('four-eyes');
    given(own).when({ type: 'AssignCaseworker', caseworker: 'berit' }).refused('four-eyes');
  });

  it('waits for a stand-in when someone who prepared it turns out to have a conflict', () => {
    const conflicted = [...prepared, declared('anna', true)] as const;
    given(...conflicted)
      .when(approve)
      .refused('conflict-of-interest');
    given(...conflicted)
      .when({ type: 'DeclareImpartiality', person: 'anna', conflict: false })
      .refused('conflict-of-interest');
    given(...conflicted)
      .when({ type: 'AssignCaseworker', caseworker: 'carl' })
      .thenTypes('CaseworkerAssigned');
  });

  it('needs the decision-maker to be impartial', () => {
    const { impartiality: _, ...silent } = approve;
    given(...prepared)
      .when(silent)
      .refused('impartiality-not-declared');
    given(...prepared)
      .when({ ...approve, impartiality: { conflict: true } })
      .then(declared('berit', true));
    given(...prepared, declared('berit', true))
      .when(approve)
      .refused('conflict-of-interest');
    given(...prepared, declared('berit'))
      .when(silent)
      .thenTypes('DecisionApproved');
  });

  it('needs money to be reserved for a grant, and that it was not given up', () => {
    const { reservationId: _, ...unreserved } = approve;
    given(...prepared)
      .when(unreserved)
      .refused('reservation-missing');
    const abandoned: ApplicationEvent = {
      type: 'ReservationAbandoned',
      data: { schemeId: 'social-entrepreneurship', reservationId: 'r1', grounds: '' },
    };
    given(...prepared, abandoned)
      .when(approve)
      .refused('reservation-abandoned');
  });

  it('is refused for a proposal that was replaced', () => {
    given(...prepared)
      .when({ ...approve, proposal: 2 })
      .refused('proposal-outdated');
  });

  it('makes it impossible to give up the reservation the decision stands on', () => {
    const decided = application.decide(approve, fold(application, prepared));
    const events = 'events' in decided ? decided.events : [];
    given(...prepared, ...events)
      .when({ type: 'AbandonReservation', reservationId: 'r1', grounds: '' })
      .refused('reservation-in-use');
  });
});

describe('an application that is withdrawn', () => {
  it('says after which annulled decision, where it was open again after one', () => {
    given(...states.reopened)
      .when({ type: 'WithdrawApplication', grounds: 'It was done otherwise.' })
      .then({ type: 'ApplicationWithdrawn', data: { grounds: 'It was done otherwise.', annulled: 1 } });
  });
});

describe('a finished application', () => {
  const withdrawn: ApplicationEvent = { type: 'ApplicationWithdrawn', data: {} };
  const commands: ApplicationCommand[] = [
    { type: 'WithdrawApplication' },
    { type: 'AssignCaseworker', caseworker: 'anna' },
    { type: 'ScoreApplication', assessor: 'anna', regulation, scores },
    propose,
    approve,
  ];

  it.each(commands.map((command) => [command.type, command] as const))('refuses %s', (_, command) => {
    given(...prepared, withdrawn)
      .when(command)
      .refused('not-open');
  });

  it('takes a conflict that is found late, and a ruling on it', () => {
    given(...prepared, withdrawn)
      .when({ type: 'DeclareImpartiality', person: 'anna', conflict: true })
      .then(declared('anna', true));
    given(...prepared, withdrawn, declared('anna', true))
      .when({
        type: 'RuleOnImpartiality',
        superior: 'sara',
        person: 'anna',
        disqualified: true,
        grounds: 'They are married',
      })
      .thenTypes('ImpartialityRuled');
  });

  it('does not change when its history is folded again', () => {
    expect(fold(application, prepared)).toEqual(fold(application, prepared));
    expect(application.initial).toEqual({ status: 'none' });
  });
});
