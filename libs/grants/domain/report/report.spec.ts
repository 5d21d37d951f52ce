import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { ReportingDuty } from '../../contract/regulation.js';
import { award } from '../award/award.js';
import type { AcceptedAward } from '../award/state.js';
import { samples as awards } from '../award/testing/samples.js';
import { reportsOf } from './duties.js';
import { report, type ReportCommand } from './report.js';
import { required, samples } from './testing/samples.js';

const { given } = specification(report);
const { states } = samples;
const submit = samples.commands.SubmitReport as Extract<ReportCommand, { type: 'SubmitReport' }>;

describe('a report', () => {
  it('comes with accounts that add up to what was spent, and the auditor’s statement where it is asked for', () => {
    given(...states.required)
      .when({ ...submit, accounts: [] })
      .refused('accounts-missing');
    given(...states.required)
      .when({ ...submit, spent: { amount: 81, currency: 'NOK' } })
      .refused('accounts-do-not-add-up');
    given(...states.required)
      .when({ ...submit, spent: { amount: 80, currency: 'EUR' } })
      .refused('other-currency');
    given({ type: 'ReportRequired', data: { ...required, withAuditorStatement: true } })
      .when(submit)
      .refused('auditor-statement-missing');
  });

  it('is judged by another person than the one who submitted it', () => {
    given(...states.submitted)
      .when({ type: 'ApproveReport', approver: 'ola', paid: 100 })
      .refused('four-eyes');
  });

  it.each([
    [100, 20],
    [80, 0],
    [50, 0],
  ])('approved after %s were paid shows %s unspent', (paid, unspent) => {
    const decision = report.decide(
      { type: 'ApproveReport', approver: 'anna', paid },
      fold(report, states.submitted),
    );
    expect(decision).toMatchObject({ events: [{ data: { unspent: { amount: unspent } } }] });
  });

  it('is overdue by the day it is due now: a returned one has another', () => {
    given(...states.returned)
      .when({ type: 'ReportOverdue', dueOn: '2027-05-31', dueAt: '2027-05-31T22:00:00Z' })
      .thenTypes('ReportBecameOverdue');
    given(...states.submitted)
      .when({
        type: 'ReturnReport',
        person: 'anna',
        dueOn: '2027-04-02',
        grounds: 'A line is missing.',
        now: '2027-04-02T12:00:00Z',
      })
      .refused('due-date-invalid');
  });
});

describe('the reports an award owes', () => {
  const duty: ReportingDuty = {
    code: 'annual',
    title: 'Annual report',
    every: 'year',
    dueMonth: 3,
    dueDay: 31,
    withAccounts: true,
    withAuditorStatement: false,
    remindDaysBefore: 30,
  };
  const state = fold(award, awards.states.accepted) as AcceptedAward;

  it('are one for each year it is paid in, or one at its end', () => {
    expect(reportsOf(state, { reporting: [duty] }).map(({ dueOn, remindOn }) => [dueOn, remindOn])).toEqual([
      ['2027-03-31', '2027-03-01'],
      ['2028-03-31', '2028-03-01'],
    ]);
    expect(reportsOf(state, { reporting: [{ ...duty, every: 'end' }] })).toMatchObject([
      { dueOn: '2028-03-31', fromYear: 2026, toYear: 2027 },
    ]);
  });

  it('are due on the last day of a month that has no such day', () => {
    const [first] = reportsOf(state, { reporting: [{ ...duty, dueMonth: 2, dueDay: 31 }] });
    expect(first!.dueOn).toBe('2027-02-28');
  });

  it('keep their ids when more are added', () => {
    const ids = reportsOf(state, { reporting: [duty] }).map(({ reportId }) => reportId);
    const longer = {
      ...state,
      schedule: [...state.schedule, { ...state.schedule[1]!, number: 3, budgetYear: 2028 }],
    };
    const more = reportsOf(longer, { reporting: [duty] }).map(({ reportId }) => reportId);
    expect(more.slice(0, 2)).toEqual(ids);
    expect(new Set(more).size).toBe(3);
  });
});

describe('every command on a report in every state', () => {
  leadTo(report, samples);
});
