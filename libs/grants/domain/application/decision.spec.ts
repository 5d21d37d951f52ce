import { describe, expect, it } from '@jest/globals';
import { asJson } from '#eventsourcing/testing/as-json.js';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { ApplicationEvent } from '../../contract/events.js';
import { application } from './application.js';
import { MOST_GIVEN_UP } from './decision.js';
import type { SubmittedApplication } from './state.js';
import { grant, NOK, REGULATION, states } from './testing/histories.js';
import { samples } from './testing/samples.js';

const { given } = specification(application);
const { commands } = samples;
const after = (...events: readonly ApplicationEvent[]) => fold(application, events) as SubmittedApplication;
const declared: ApplicationEvent = {
  type: 'ImpartialityDeclared',
  data: { person: 'berit', conflict: false },
};

describe('a proposal', () => {
  it('may plan later years, after the last instalment, where the rules allow more than one year', () => {
    const propose = commands.ProposeDecision;
    for (const planned of [
      [{ year: 2026, amount: 1 }],
      [
        { year: 2028, amount: 1 },
        { year: 2027, amount: 1 },
      ],
    ])
      given(...states.recommended)
        .when({ ...propose, planned })
        .refused('planned-invalid');
    given(...states.recommended)
      .when({ ...propose, regulation: { ...REGULATION, multiYear: false } })
      .refused('multi-year-not-allowed');
    given(...states.recommended)
      .when({ ...propose, outcome: 'rejected', amount: NOK(0), schedule: [] })
      .refused('schedule-invalid');
  });

  it('says whether all is granted that was applied for, and its grounds', () => {
    const schedule = [{ number: 1, dueDate: '2026-06-01', amount: 400_000 }];
    const decided = application.decide(
      { ...commands.ProposeDecision, amount: NOK(400_000), schedule },
      after(...states.recommended),
    );
    expect(decided).toMatchObject({ events: [{ data: { inFull: true } }] });
    given(...states.recommended)
      .when({ ...commands.ProposeDecision, grounds: '  ' })
      .refused('grounds-missing');
  });

  it('is returned by a decision-maker who did not prepare it, with grounds', () => {
    const giveBack = commands.ReturnProposal;
    given(...states.proposed)
      .when({ ...giveBack, decisionMaker: 'dag' })
      .refused('four-eyes');
    given(...states.proposed, declared)
      .when({ ...giveBack, grounds: '' })
      .refused('grounds-missing');
    given(...states.proposed, declared)
      .when({ ...giveBack, proposal: 2 })
      .refused('proposal-outdated');
    given(...states.proposed, declared)
      .when(giveBack)
      .then({
        type: 'ProposalReturned',
        data: { proposal: 1, decisionMaker: 'berit', grounds: 'Too much' },
      });
  });
});

describe('an approval', () => {
  it('outside the delegation is refused', () => {
    const delegation = refusal('forbidden', 'outside-delegation', 'not so much');
    given(...states.proposed)
      .when({ ...commands.ApproveDecision, delegation })
      .refused('outside-delegation');
  });

  it('with a conflict or a doubt records just that', () => {
    for (const impartiality of [{ conflict: true }, { conflict: false, doubt: true }])
      given(...states.proposed)
        .when({ ...commands.ApproveDecision, impartiality })
        .thenTypes('ImpartialityDeclared');
  });

  it('makes a decision with a number, who prepared it, and its conditions by number', () => {
    expect(asJson(after(...states.granted))).toMatchObject({
      status: 'granted',
      decision: {
        number: 1,
        standing: 'in-force',
        preparers: ['anna', 'dag'],
        conditions: [
          { number: 1, beforePayout: false },
          { number: 2, beforePayout: true },
        ],
        decidedOn: '2026-03-02',
      },
    });
  });
});

describe('notice of a decision', () => {
  it('starts the time to appeal and to accept, as the law counts it', () => {
    given(...states.granted)
      .when({ ...commands.NotifyDecision, receivedOn: '2026-03-12' })
      .then({
        type: 'DecisionNotified',
        data: {
          decision: 1,
          receivedOn: '2026-03-12',
          channel: 'letter',
          language: 'nb',
          // Three weeks end on Maundy Thursday, which moves over Easter.
          appealDeadline: '2026-04-07',
          acceptanceDeadline: '2026-04-09',
        },
      });
  });

  it('lies between the decision and today', () => {
    for (const receivedOn of ['2026-03-01', '2026-05-07'])
      given(...states.granted)
        .when({ ...commands.NotifyDecision, receivedOn })
        .refused('date-invalid');
  });

  it('leaves a rejection without a day to accept by', () => {
    const decided = application.decide(commands.NotifyDecision, after(...states.rejected));
    expect(decided).not.toMatchObject({ events: [{ data: { acceptanceDeadline: expect.anything() } }] });
  });
});

describe('money that is reserved for an approval and given up', () => {
  const { reservationId: _, ...unreserved } = commands.ApproveDecision;
  const givenUp = (count: number) =>
    Array.from({ length: count }, (__, index): ApplicationEvent => ({
      type: 'ReservationAbandoned',
      data: { schemeId: 'social-entrepreneurship', reservationId: `given-up-${index}`, grounds: 'Refused' },
    }));

  it('is reserved anew so many times, and then no more', () => {
    given(...states.proposed, declared, ...givenUp(MOST_GIVEN_UP - 1))
      .when(unreserved)
      .refused('reservation-missing');
    given(...states.proposed, declared, ...givenUp(MOST_GIVEN_UP))
      .when(unreserved)
      .refused('too-many-reservations');
  });

  it('is no matter where what is decided grants nothing, or the money is there', () => {
    given(...states.proposed, declared, ...givenUp(MOST_GIVEN_UP))
      .when(commands.ApproveDecision)
      .thenTypes('DecisionApproved');
  });
});

describe('a decision that an appeal replaces', () => {
  const replace = commands.ReplaceDecision;

  it('stays on record beside the new one', () => {
    expect(asJson(after(...states.replaced).decisions)).toMatchObject([
      { number: 1, standing: 'replaced', by: 'approval', amount: NOK(300_000) },
      { number: 2, standing: 'in-force', by: 'appeal', appealId: 'appeal-1', amount: NOK(400_000) },
    ]);
  });

  it('needs money like any other, or waits for it', () => {
    const { funding: _, ...unfunded } = replace;
    given(...states.granted)
      .when(unfunded)
      .refused('reservation-missing');
    given(...states.granted)
      .when({ ...unfunded, funding: 'none-free' })
      .thenTypes('DecisionAwaitsAppropriation');
    given(...states.granted)
      .when({ ...unfunded, outcome: 'rejected', amount: NOK(0), schedule: [] })
      .thenTypes('DecisionReplaced');
  });

  it('is not made with a raise that was given up, and a raise it was made with is not given up', () => {
    const raised = { ...replace, funding: { reservationId: 'r1', budgetYear: 2026, raise: 'raise-1' } };
    const abandon = {
      type: 'AbandonReservation',
      reservationId: 'raise-1',
      raised: 'r1',
      grounds: 'died',
    } as const;
    const data = { schemeId: 'scheme', reservationId: 'raise-1', raised: 'r1', grounds: 'died' };
    given(...states.granted, { type: 'ReservationAbandoned', data })
      .when(raised)
      .refused('reservation-abandoned');
    const made = application.decide(raised, after(...states.granted));
    given(...states.granted, ...('events' in made ? made.events : []))
      .when(abandon)
      .refused('reservation-in-use');
    given(...states.granted)
      .when(abandon)
      .thenTypes('ReservationAbandoned');
  });

  it('is replaced once for an appeal', () => {
    given(...states.replaced)
      .when({ ...replace, appealId: 'appeal-1' })
      .then();
  });

  it('gets its money later: the same number, the words where it began to wait', () => {
    given(...states['awaiting appropriation'])
      .when(commands.FundDecision)
      .then({
        type: 'DecisionReplaced',
        data: {
          decision: 2,
          replaces: 1,
          by: 'appeal',
          appealId: 'appeal-1',
          decidedOn: '2026-05-04',
          schemeId: 'social-entrepreneurship',
          outcome: 'granted',
          amount: NOK(400_000),
          schedule: [{ number: 1, dueDate: '2026-06-01', amount: 400_000 }],
          reservationId: 'r2',
          budgetYear: 2026,
        },
      });
    const funded = application.decide(commands.FundDecision, after(...states['awaiting appropriation']));
    const events = 'events' in funded ? funded.events : [];
    expect(asJson(after(...states['awaiting appropriation'], ...events))).toMatchObject({
      status: 'granted',
      decision: { number: 2, standing: 'in-force', conditions: [{ number: 1 }], reservationId: 'r2' },
      decisions: [{ standing: 'replaced' }, { standing: 'in-force' }],
    });
  });
});

describe('a decision that was annulled', () => {
  it('stays on record, and who prepared it does not approve the next one', () => {
    const state = after(...states.reopened);
    expect(asJson(state)).toMatchObject({
      status: 'under-assessment',
      decisions: [{ number: 1, standing: 'annulled' }],
    });
    expect(state.decision).toBeUndefined();
    const anew: ApplicationEvent[] = [
      { type: 'CaseworkerAssigned', data: { caseworker: 'carl' } },
      { type: 'ImpartialityDeclared', data: { person: 'carl', conflict: false } },
      {
        type: 'ApplicationRecommended',
        data: { outcome: 'inadmissible', amount: NOK(0), rationale: 'Not for this scheme' },
      },
      {
        type: 'DecisionProposed',
        data: {
          proposal: 2,
          proposer: 'carl',
          ...grant,
          outcome: 'inadmissible',
          amount: NOK(0),
          schedule: [],
          grounds: 'Not for this scheme',
          conditions: [],
        },
      },
    ];
    given(...states.reopened, ...anew)
      .when({ ...commands.ApproveDecision, decisionMaker: 'anna' })
      .refused('four-eyes');
    given(...states.reopened, ...anew)
      .when(commands.ApproveDecision)
      .thenTypes('DecisionApproved');
  });
});
