import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { pilot } from './pilot.js';
import { ACTING, TODAY } from './testing/contract.js';
import { followingUp } from './testing/following-up.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(pilot);
const { PlanVisit, ReportVisit, CancelVisit, ReportStatus, RaiseRisk, ReassessRisk, CloseRisk } = followingUp;
const { 'visit planned, risk open': followed, agreed } = states;

describe('a visit', () => {
  it('is numbered, planned and held, or cancelled, once', () => {
    const second = and(followed, { ...PlanVisit, on: '2027-11-03' });
    expect(second.at(-1)).toMatchObject({ type: 'VisitPlanned', data: { visit: 2 } });
    for (const ending of [ReportVisit, CancelVisit]) {
      const ended = and(second, ending);
      for (const again of [ReportVisit, CancelVisit])
        given(...ended)
          .when(again)
          .refused('visit-unknown');
      given(...ended)
        .when({ ...ReportVisit, visit: 2 })
        .thenTypes('VisitHeld');
    }
  });

  it('is not reported before it was held', () => {
    given(...followed)
      .when({ ...ReportVisit, heldOn: '2029-06-02' })
      .refused('date-out-of-range');
    given(...followed)
      .when({ ...ReportVisit, heldOn: TODAY })
      .thenTypes('VisitHeld');
  });

  it('is not held before it was planned', () => {
    given(...followed)
      .when({ ...ReportVisit, heldOn: '2027-04-04' })
      .refused('date-out-of-range');
    given(...followed)
      .when({ ...ReportVisit, heldOn: '2027-04-05' })
      .thenTypes('VisitHeld');
  });

  it('was planned on the day of recording, where that was not on record yet', () => {
    const recorded = followed.map((event) => {
      if (event.type !== 'VisitPlanned') return event;
      const { plannedOn: _, ...data } = event.data;
      return { ...event, data, metadata: { occurredAt: '2027-04-05T10:00:00Z' } };
    });
    given(...recorded)
      .when({ ...ReportVisit, heldOn: '2027-04-04' })
      .refused('date-out-of-range');
    given(...recorded)
      .when({ ...ReportVisit, heldOn: '2027-04-05' })
      .thenTypes('VisitHeld');
  });

  it.each([0, 2, -1, 1.5])('number %d is not there', (visit) => {
    given(...followed)
      .when({ ...CancelVisit, visit })
      .refused('visit-unknown');
  });
});

describe('a status report', () => {
  it('comes from everyone who takes part, and from the directorates, with a number of its own', () => {
    const all = [ACTING.tor, ACTING.pia, ACTING.ivar, ACTING.eva, ACTING.vera, ACTING.carl, ACTING.wenche];
    const reported = and(agreed, ...all.map((who) => ({ ...ReportStatus, ...who })));
    expect(fold(pilot, reported)).toMatchObject({ reports: all.length });
    expect(reported.at(-1)).toMatchObject({ data: { report: all.length, organisation: 'welfare' } });
  });

  it('comes from nobody else', () => {
    const { organisation: _, ...alone } = ReportStatus;
    for (const command of [{ ...ReportStatus, ...ACTING.sam }, alone])
      given(...agreed)
        .when(command)
        .refused('not-a-party');
  });

  it('is about a period that is over', () => {
    for (const period of [
      { from: '2029-01-01', to: '2029-06-02' },
      { from: '2027-06-30', to: '2027-01-01' },
    ])
      given(...agreed)
        .when({ ...ReportStatus, period })
        .refused('date-out-of-range');
  });
});

describe('a risk', () => {
  it('is assessed anew until it is closed', () => {
    given(...followed)
      .when(ReassessRisk)
      .then({
        type: 'RiskReassessed',
        data: { pilotId: 'p', risk: 1, likelihood: 'high', consequence: 'high', reassessedBy: 'walter' },
      });
    const closed = and(followed, ReassessRisk, CloseRisk);
    for (const again of [ReassessRisk, CloseRisk])
      given(...closed)
        .when(again)
        .refused('risk-unknown');
  });

  it('has a number of its own', () => {
    given(...followed)
      .when(RaiseRisk)
      .then({
        type: 'RiskRaised',
        data: {
          pilotId: 'p',
          risk: 2,
          title: 'Too few are referred',
          likelihood: 'low',
          consequence: 'high',
          measure: 'Talks with the prisons',
          raisedBy: 'walter',
        },
      });
  });
});
