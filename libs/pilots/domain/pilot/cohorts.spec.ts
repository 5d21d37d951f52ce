import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { basisOf } from './basis.js';
import { pilot } from './pilot.js';
import type { KnownPilot } from './state.js';
import { ACTING, FRAMEWORK, TODAY } from './testing/contract.js';
import { delivering } from './testing/delivering.js';
import { measuring } from './testing/measuring.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(pilot);
const { OpenCohort, CloseCohort, RecountCohort, ReportService } = delivering;
const { 'cohort open': open, 'cohort closed': closed } = states;
const second = { ...OpenCohort, cohort: 'second', openedOn: '2028-01-15' };
const closeSecond = { ...CloseCohort, cohort: 'second', closedOn: '2028-12-31' };

describe('a cohort', () => {
  it('is one of the terms', () => {
    given(...states.agreed)
      .when({ ...OpenCohort, cohort: 'third' })
      .refused('cohort-unknown');
  });

  it.each(['2026-12-31', '2032-01-01', '2029-06-02'])('is not opened on %s', (openedOn) => {
    given(...states.agreed)
      .when({ ...OpenCohort, openedOn, today: openedOn > '2031' ? '2032-06-01' : TODAY })
      .refused('date-out-of-range');
  });

  it('is opened on a day of the contract that has come', () => {
    for (const openedOn of ['2027-01-01', TODAY])
      given(...states.agreed)
        .when({ ...OpenCohort, openedOn })
        .then({ type: 'CohortOpened', data: { pilotId: 'p', cohort: 'first', openedOn, openedBy: 'carl' } });
  });

  it('is closed on no day before it was opened, nor on one to come', () => {
    for (const closedOn of ['2027-01-14', '2029-06-02'])
      given(...open)
        .when({ ...CloseCohort, closedOn })
        .refused('date-out-of-range');
    given(...open)
      .when({ ...CloseCohort, closedOn: '2027-01-15' })
      .thenTypes('CohortClosed');
  });

  it('has with the others together no more participants than the framework allows', () => {
    given(...open)
      .when({ ...CloseCohort, persons: 201 })
      .refused('too-many-participants');
    const both = and(closed, second);
    given(...both)
      .when({ ...closeSecond, persons: 101 })
      .refused('too-many-participants');
    const full = and(both, { ...closeSecond, persons: 100 });
    given(...full)
      .when(RecountCohort)
      .refused('too-many-participants');
    given(...full)
      .when({ ...RecountCohort, persons: 100 })
      .then();
  });

  it('has as many as there are where the framework names no limit', () => {
    const { maxParticipants: _, ...unlimited } = FRAMEWORK;
    const history = open.map((event) =>
      event.type === 'FrameworkDrafted' ? { ...event, data: { ...event.data, framework: unlimited } } : event,
    );
    given(...history)
      .when({ ...CloseCohort, persons: 5000 })
      .thenTypes('CohortClosed');
  });

  it('that is counted anew keeps what was counted before on record; the same count again is nothing', () => {
    given(...closed)
      .when(RecountCohort)
      .then({
        type: 'CohortRecounted',
        data: {
          pilotId: 'p',
          cohort: 'first',
          persons: 101,
          before: 100,
          recountedBy: 'carl',
          grounds: 'One was not counted.',
        },
      });
    given(...closed)
      .when({ ...RecountCohort, persons: 100 })
      .then();
  });

  it('has no fewer persons than were measured in it', () => {
    const decision = pilot.decide(
      { ...RecountCohort, persons: 99 },
      fold(pilot, states['measurement recorded']),
    );
    expect(decision).toMatchObject({
      refused: {
        code: 'measurement-invalid',
        facts: { faults: [{ path: '/measurements/0/intervention/persons' }] },
      },
    });
    given(...closed)
      .when({ ...RecountCohort, persons: 99 })
      .thenTypes('CohortRecounted');
  });

  it('is opened no more, and still closed and counted, after an early end', () => {
    const early = and(
      and(open, second),
      { type: 'ProposeTermination', lastDay: '2029-12-31', grounds: '', ...ACTING.cecilie },
      { type: 'ApproveTermination', ...ACTING.wenche },
    );
    and(early, CloseCohort, { ...closeSecond, persons: 40 });
    given(...states.terminated)
      .when(second)
      .refused('wrong-state');
  });

  it('is counted by persons who then have measured', () => {
    const recounted = and(closed, RecountCohort);
    expect(basisOf(fold(pilot, recounted) as KnownPilot, false)).toEqual({
      measurements: { format: 1, cohorts: [{ cohort: 'first', persons: 101 }], measurements: [] },
      open: [],
      acrossEnd: [],
      measuredBy: ['cecilie', 'carl'],
    });
  });
});

describe('service', () => {
  it('is reported by the service provider alone', () => {
    for (const who of [ACTING.tor, ACTING.ivar, ACTING.eva, ACTING.carl, ACTING.sam])
      given(...open)
        .when({ ...ReportService, ...who })
        .refused('not-service-provider');
    given(...open)
      .when(ReportService)
      .then({
        type: 'ServiceDelivered',
        data: {
          pilotId: 'p',
          cohort: 'first',
          period: { from: '2027-01-15', to: '2027-06-30' },
          persons: 60,
          organisation: 'workshop',
          reportedBy: 'pia',
          summary: 'Mentors met them weekly.',
        },
      });
  });

  it.each([
    ['begins before the contract', '2026-12-31', '2027-06-30'],
    ['is not over', '2029-01-01', '2029-06-02'],
    ['ends before it begins', '2027-06-30', '2027-06-29'],
    ['is over before the cohort was opened', '2027-01-01', '2027-01-14'],
  ])('is not reported for a period that %s', (_, from, to) => {
    given(...open)
      .when({ ...ReportService, period: { from, to } })
      .refused('date-out-of-range');
  });

  it('ends with the contract', () => {
    given(...open)
      .when({ ...ReportService, period: { from: '2031-12-01', to: '2032-01-01' }, today: '2032-06-01' })
      .refused('date-out-of-range');
  });

  it('is given to no more persons than the cohort has, once they are counted', () => {
    given(...open)
      .when({ ...ReportService, persons: 101 })
      .thenTypes('ServiceDelivered');
    given(...closed)
      .when({ ...ReportService, persons: 101 })
      .refused('too-many-participants');
    given(...closed)
      .when({ ...ReportService, persons: 100 })
      .thenTypes('ServiceDelivered');
  });

  it('ends with the last day of a pilot that ended early', () => {
    const history = states.terminated;
    const until = (to: string) => ({
      ...ReportService,
      period: { from: '2029-07-01', to },
      today: '2030-02-01',
    });
    given(...history)
      .when(until('2030-01-01'))
      .refused('date-out-of-range');
    given(...history)
      .when(until('2029-12-31'))
      .thenTypes('ServiceDelivered');
    given(...states['termination proposed'])
      .when(until('2030-01-01'))
      .thenTypes('ServiceDelivered');
  });

  it('changes nothing of what is measured', () => {
    const before = fold(pilot, states['measurement verified']);
    expect(fold(pilot, and(states['measurement verified'], ReportService))).toEqual(before);
    expect(measuring.RecordMeasurement.outcome.cohort).toBe(ReportService.cohort);
  });
});
