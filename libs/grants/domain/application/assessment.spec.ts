import { describe, it } from '@jest/globals';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { ApplicationEvent } from '../../contract/events.js';
import { application } from './application.js';
import { MOST_DECLARANTS, MOST_DECLARATIONS, MOST_RULINGS } from '#impartiality/impartiality.js';
import { CALL, NOK, points, REGULATION, states, SUBMISSION } from './testing/histories.js';
import { samples } from './testing/samples.js';

const { given } = specification(application);
const { commands } = samples;

const declared = (person: string, conflict = false): ApplicationEvent => ({
  type: 'ImpartialityDeclared',
  data: { person, conflict },
});
const ruled = (person: string, mayPrepare: boolean, mayDecide: boolean): ApplicationEvent => ({
  type: 'ImpartialityRuled',
  data: { person, ruledBy: 'sara', disqualified: !mayDecide, mayPrepare, mayDecide, grounds: 'Seen' },
});
const score = (assessor: string, need: number) =>
  ({ type: 'ScoreApplication', assessor, regulation: REGULATION, scores: points(need) }) as const;

describe('what a regulation version asks of an application', () => {
  const submit = (change: object) => ({
    ...commands.SubmitApplication,
    submission: { ...SUBMISSION, ...change },
  });

  it('may be a kind of applicant', () => {
    const applicant = { ...SUBMISSION.applicant, kind: 'municipality' as const };
    given().when(submit({ applicant })).refused('applicant-kind-not-admitted');
    const { kind: _, ...unsaid } = SUBMISSION.applicant;
    given()
      .when(submit({ applicant: unsaid }))
      .refused('applicant-kind-not-admitted');
  });

  it('may be a share that others carry, of the whole cost and to the last øre', () => {
    const numbers = (amount: number, coFunding: number) =>
      submit({ amount: NOK(amount), coFunding, budgetLines: [] });
    given().when(numbers(400_000, 99_999)).refused('co-funding-too-low');
    given().when(numbers(400_000, 100_000)).thenTypes('ApplicationSubmitted');
    given().when(numbers(400_001, 100_000)).refused('co-funding-too-low');
  });

  it('keeps the name of a private person where it is sealed', () => {
    const { eligibility: _, ...rules } = REGULATION;
    const applicant = { organisation: 'subject:kari', name: 'Kari Nordmann', kind: 'person' as const };
    given()
      .when({ ...submit({ applicant }), call: CALL, regulation: rules })
      .then({
        type: 'ApplicationSubmitted',
        data: {
          callId: CALL.callId,
          schemeId: CALL.schemeId,
          directorate: CALL.directorate,
          regulationVersion: CALL.regulationVersion,
          ...SUBMISSION,
          applicant: { ...applicant, name: 'Private person', contactPerson: 'Kari Nordmann' },
          decisionDue: '2026-04-02',
          numbered: true,
        },
      });
  });
});

describe('a supplement', () => {
  const waiting = states['awaiting supplement'];

  it('is asked for until the day the request names, or as long as the rules say', () => {
    given(...states['under assessment'])
      .when(commands.RequestSupplement)
      .then({
        type: 'SupplementRequested',
        data: { request: 1, requestedBy: 'anna', items: ['Accounts'], dueOn: '2026-03-16' },
      });
    given(...states['under assessment'])
      .when({ ...commands.RequestSupplement, dueOn: '2026-03-02' })
      .refused('date-invalid');
    const { supplement: _, ...regulation } = REGULATION;
    given(...states['under assessment'])
      .when({ ...commands.RequestSupplement, regulation })
      .refused('date-invalid');
    given(...states['under assessment'])
      .when({ ...commands.RequestSupplement, items: [' '] })
      .refused('items-missing');
  });

  it('may lower what is applied for, never raise it, and its numbers agree', () => {
    const answer = commands.SubmitSupplement;
    given(...waiting)
      .when({ ...answer, amount: NOK(400_001) })
      .refused('amount-invalid');
    given(...waiting)
      .when({ ...answer, amount: NOK(300_000) })
      .refused('budget-lines-do-not-add-up');
    given(...waiting)
      .when({ ...answer, amount: NOK(300_000), budgetLines: [], coFunding: 50_000 })
      .refused('co-funding-too-low');
    given(...waiting)
      .when({ ...answer, amount: NOK(300_000), budgetLines: [{ text: 'Wages', amount: 400_000 }] })
      .thenTypes('ApplicationSupplemented');
  });

  it('counts from then on: not more than that can be granted', () => {
    const lowered: ApplicationEvent = {
      type: 'ApplicationSupplemented',
      data: { request: 1, suppliedBy: 'ola', answer: 'Less', amount: NOK(200_000), budgetLines: [] },
    };
    given(...waiting, lowered)
      .when({ ...commands['RecommendDecision as inadmissible'], outcome: 'granted', amount: NOK(300_000) })
      .refused('wrong-state');
    const scored = states.scored.slice(states['under assessment'].length);
    given(...waiting, lowered, ...scored)
      .when(commands.RecommendDecision)
      .refused('amount-invalid');
  });

  it('that was posted in time is in time, also when the case has gone on', () => {
    const posted = (sentOn: string) => ({
      ...commands.SubmitSupplement,
      suppliedBy: undefined,
      arrival: { channel: 'post' as const, sentOn, receivedOn: '2026-03-18', registeredBy: 'anna' },
      today: '2026-03-18',
    });
    const lapsed: ApplicationEvent = {
      type: 'SupplementOverdue',
      data: { request: 1, dueAt: '2026-03-16T23:00:00Z' },
    };
    const overdue = [...waiting, lapsed];
    const dueOn = '2026-03-16';
    for (const history of [waiting, overdue])
      given(...history)
        .when(posted(dueOn))
        .thenTypes('ApplicationSupplemented');
    given(...overdue)
      .when(posted('2026-03-17'))
      .refused('wrong-state');
    given(...overdue)
      .when(commands.SubmitSupplement)
      .refused('wrong-state');
    given(...waiting)
      .when(posted('2026-03-19'))
      .refused('date-out-of-range');
    const answered: ApplicationEvent = {
      type: 'ApplicationSupplemented',
      data: { request: 1, answer: 'Here' },
    };
    given(...overdue, answered)
      .when(posted(dueOn))
      .refused('wrong-state');
  });

  it('that nobody answers lets the case go on as it is', () => {
    given(...waiting)
      .when(commands.LapseSupplement)
      .then({ type: 'SupplementOverdue', data: { request: 1, dueAt: '2026-03-16T23:00:00Z' } });
    given(...waiting)
      .when({ ...commands.LapseSupplement, request: 2 })
      .then();
  });
});

describe('impartiality', () => {
  const inDoubt = states['in doubt'];

  it('in doubt is ruled on by a superior, another person without a conflict', () => {
    given(...inDoubt)
      .when(commands.CheckEligibility)
      .refused('impartiality-in-doubt');
    given(...inDoubt)
      .when({ ...commands.RuleOnImpartiality, superior: 'anna' })
      .refused('own-impartiality');
    given(...inDoubt, declared('sara', true))
      .when(commands.RuleOnImpartiality)
      .refused('conflict-of-interest');
    given(...inDoubt)
      .when({ ...commands.RuleOnImpartiality, grounds: ' ' })
      .refused('grounds-missing');
    given(...inDoubt, ruled('anna', true, true))
      .when(commands.CheckEligibility)
      .thenTypes('EligibilityChecked');
    given(...inDoubt, ruled('anna', false, false))
      .when(commands.CheckEligibility)
      .refused('conflict-of-interest');
  });

  it('lets the subordinate of a disqualified superior prepare, but not decide', () => {
    given(...inDoubt)
      .when({ ...commands.RuleOnImpartiality, disqualified: true, mayPrepare: true })
      .then({
        ...ruled('anna', true, false),
        data: { ...ruled('anna', true, false).data, grounds: 'Long ago' },
      } as ApplicationEvent);
    given(...inDoubt, ruled('anna', true, false))
      .when(commands.CheckEligibility)
      .thenTypes('EligibilityChecked');
    given(...states.proposed, declared('berit'), ruled('berit', true, false))
      .when(commands.ApproveDecision)
      .refused('conflict-of-interest');
  });

  it('is not regained by declaring it anew, only by a ruling, which a new conflict sets aside', () => {
    const anew = commands.DeclareImpartiality;
    given(...states.conflicted)
      .when(anew)
      .refused('conflict-of-interest');
    given(...inDoubt, ruled('anna', false, false))
      .when(anew)
      .refused('conflict-of-interest');
    given(...states.conflicted, ruled('anna', true, true), declared('anna', true))
      .when(commands.CheckEligibility)
      .refused('conflict-of-interest');
  });

  it('is declared by so many persons, and so often by one of them, as a case can bear', () => {
    const another = { ...commands.DeclareImpartiality, person: 'zoe' };
    const persons = Array.from({ length: MOST_DECLARANTS }, (_, index) => declared(`p${index}`));
    given(...states.submitted, ...persons.slice(1))
      .when(another)
      .thenTypes('ImpartialityDeclared');
    given(...states.submitted, ...persons)
      .when(another)
      .refused('too-many-declarations');
    const doubts = Array.from({ length: MOST_DECLARATIONS }, () => declared('anna', true));
    given(...states.submitted, ...doubts.slice(1))
      .when({ ...commands.DeclareImpartiality, doubt: true })
      .thenTypes('ImpartialityDeclared');
    given(...states.submitted, ...doubts)
      .when({ ...commands.DeclareImpartiality, doubt: true })
      .refused('too-many-declarations');
  });

  it('is ruled on so often, and no more', () => {
    const rulings = Array.from({ length: MOST_RULINGS }, () => ruled('anna', true, true));
    given(...inDoubt, ...rulings.slice(1))
      .when(commands.RuleOnImpartiality)
      .thenTypes('ImpartialityRuled');
    given(...inDoubt, ...rulings)
      .when(commands.RuleOnImpartiality)
      .refused('too-many-rulings');
  });

  it('is declared by the second assessor and by who moderates, too', () => {
    const second = states['awaiting the second assessor'].filter(
      ({ type, data }) => !(type === 'ImpartialityDeclared' && data.person === 'dag'),
    );
    given(...second)
      .when(score('dag', 4))
      .refused('impartiality-not-declared');
    given(...states['awaiting moderation'])
      .when({ ...commands.ModerateScores, moderator: 'finn' })
      .refused('impartiality-not-declared');
  });
});

describe('eligibility', () => {
  it('is every check, once, before anything is scored', () => {
    const check = commands.CheckEligibility;
    const [statutes, registered] = ['statutes', 'registered'].map((code) => ({ code, met: true })) as [
      { code: string; met: boolean },
      { code: string; met: boolean },
    ];
    for (const [checks, code] of [
      [[statutes], 'check-missing'],
      [[statutes, registered, registered], 'check-repeated'],
      [[statutes, registered, { code: 'size', met: true }], 'check-unknown'],
    ] as const)
      given(...states['under assessment'])
        .when({ ...check, checks })
        .refused(code);
    given(...states['under assessment'])
      .when(score('anna', 4))
      .refused('eligibility-not-checked');
  });

  it('leaves an application that fails a required check nothing but to be turned down', () => {
    const scored = states.scored.slice(states.eligible.length);
    given(...states['not eligible'], ...scored)
      .when(commands.RecommendDecision)
      .refused('not-eligible');
    given(...states['not eligible'])
      .when({ ...commands.RecommendDecision, outcome: 'rejected', amount: NOK(0) })
      .thenTypes('ApplicationRecommended');
    given(...states.eligible)
      .when({ ...commands.RecommendDecision, outcome: 'rejected', amount: NOK(0) })
      .refused('wrong-state');
  });
});

describe('two assessors', () => {
  const waiting = states['awaiting the second assessor'];

  it('are two persons', () => {
    given(...states.eligible)
      .when({ ...commands.AssignSecondAssessor, assessor: 'anna' })
      .refused('four-eyes');
    given(...states.eligible)
      .when({ ...commands.AssignSecondAssessor, assessor: 'ola' })
      .refused('four-eyes');
    given(...waiting)
      .when({ type: 'AssignCaseworker', caseworker: 'dag' })
      .refused('four-eyes');
  });

  it('both score before anything is recommended', () => {
    given(...states.eligible)
      .when(score('anna', 5))
      .then({
        type: 'ApplicationScored',
        data: {
          assessor: 'anna',
          scores: points(5),
          weightedTotal: 14,
          belowThreshold: [],
          awaits: 'other-assessor',
        },
      });
    given(...waiting)
      .when(commands.RecommendDecision)
      .refused('wrong-state');
  });

  it('are moderated when they differ by more than the limit, by a third person', () => {
    const scored = (need: number, weightedTotal: number, awaits?: 'moderation') => ({
      type: 'ApplicationScored' as const,
      data: {
        assessor: 'dag',
        scores: points(need),
        weightedTotal,
        belowThreshold: [],
        as: 'second' as const,
        ...(awaits ? { awaits } : {}),
      },
    });
    given(...waiting)
      .when(score('dag', 4))
      .then(scored(4, 12));
    given(...waiting)
      .when(score('dag', 3))
      .then(scored(3, 10, 'moderation'));
    for (const moderator of ['anna', 'dag', 'ola'])
      given(...states['awaiting moderation'])
        .when({ ...commands.ModerateScores, moderator })
        .refused('four-eyes');
  });

  it('work anew when one of them turns out to have a conflict', () => {
    const tainted = [...states.proposed, declared('dag', true)] as const;
    given(...tainted)
      .when(commands.ApproveDecision)
      .refused('conflict-of-interest');
    const again: ApplicationEvent = { type: 'CaseworkerAssigned', data: { caseworker: 'anna' } };
    given(...tainted)
      .when({ type: 'AssignCaseworker', caseworker: 'anna' })
      .then(again);
    given(...tainted, again)
      .when({ ...commands.AssignSecondAssessor })
      .thenTypes('SecondAssessorAssigned');
  });
});

describe('every command on an application in every state', () => {
  leadTo(application, samples);
});
