import { fold } from '#eventsourcing/decider.js';
import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { ReportEvent, RequiredReport } from '../../../contract/events.js';
import { report, type ReportCommand } from '../report.js';

/** A report with accounts, due on 31 March. */
export const required: RequiredReport = {
  reportId: 'rep1',
  awardId: 'a1',
  schemeId: 's',
  directorate: 'd',
  regulationVersion: '1',
  recipient: '987654325',
  currency: 'NOK',
  code: 'annual',
  title: 'Annual report',
  every: 'year',
  fromYear: 2026,
  toYear: 2026,
  dueOn: '2027-03-31',
  remindOn: '2027-03-01',
  withAccounts: true,
  withAuditorStatement: false,
};

/** A decision-maker where no delegation to give up is recorded. */
const judge = { person: 'berit', decides: true, decidedBy: [], delegations: undefined };

const commands = {
  RequireReport: { type: 'RequireReport', required },
  RemindOfReport: { type: 'RemindOfReport' },
  ReportOverdue: { type: 'ReportOverdue', dueOn: '2027-03-31', dueAt: '2027-03-31T22:00:00Z' },
  SubmitReport: {
    type: 'SubmitReport',
    submittedBy: 'ola',
    text: 'Seven of eleven have work.',
    accounts: [{ text: 'Salaries', amount: 80 }],
    spent: { amount: 80, currency: 'NOK' },
  },
  ReturnReport: {
    type: 'ReturnReport',
    person: 'anna',
    dueOn: '2027-05-31',
    grounds: 'A line is missing.',
    now: '2027-04-02T12:00:00Z',
  },
  ApproveReport: { type: 'ApproveReport', approver: 'anna', paid: 100 },
  RecountReport: { type: 'RecountReport', person: 'anna' },
  CountCoFunding: {
    type: 'CountCoFunding',
    coFunding: {
      basis: 'least-share',
      percent: 25,
      years: [2026],
      granted: 100,
      spent: 80,
      inForce: 100,
      totalCosts: 100,
      came: 20,
      allowed: 60,
      reduction: 40,
    },
  },
  ProposeReportWaiver: { type: 'ProposeReportWaiver', proposer: 'anna', grounds: 'It never began.' },
  ApproveReportWaiver: { type: 'ApproveReportWaiver', judge, paid: 100 },
  ReturnReportWaiver: { type: 'ReturnReportWaiver', judge, grounds: 'It did begin.' },
  NameReportWaiverStandIn: {
    type: 'NameReportWaiverStandIn',
    namedBy: 'sara',
    person: 'frida',
    grounds: 'No decision-maker is left.',
  },
} as const satisfies { readonly [Type in ReportCommand['type']]: Extract<ReportCommand, { type: Type }> };

/** What happens when these are sent one after the other. @throws Error when one of them is refused: a bug */
function after(...sent: readonly ReportCommand[]): readonly ReportEvent[] {
  return sent.reduce<readonly ReportEvent[]>((history, command) => {
    const decision = report.decide(command, fold(report, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

const {
  RequireReport,
  RemindOfReport,
  ReportOverdue,
  SubmitReport,
  ReturnReport,
  ApproveReport,
  ProposeReportWaiver,
  ReturnReportWaiver,
  ApproveReportWaiver,
} = commands;

/** As a report was approved before what is settled later counted. */
function asBefore(event: ReportEvent): ReportEvent {
  if (event.type !== 'ReportApproved') return event;
  const { countsLater: _, ...data } = event.data;
  return { ...event, data };
}

/** The grant shrinks with the co-funding, which another report has to tell of as well. */
const withCoFunding = [
  { ...RequireReport, required: { ...required, withCoFunding: true } },
  {
    ...SubmitReport,
    totalCosts: { amount: 100, currency: 'NOK' },
    coFunding: { amount: 20, currency: 'NOK' },
  },
  ApproveReport,
] as const;

const states = {
  none: [],
  required: after(RequireReport),
  reminded: after(RequireReport, RemindOfReport),
  overdue: after(RequireReport, RemindOfReport, ReportOverdue),
  submitted: after(RequireReport, SubmitReport),
  returned: after(RequireReport, SubmitReport, ReturnReport),
  approved: after(RequireReport, SubmitReport, ApproveReport),
  'approved before later payments counted': after(RequireReport, SubmitReport, ApproveReport).map(asBefore),
  'approved while another was waited for': after(...withCoFunding),
  'approved, co-funding counted': after(...withCoFunding, commands.CountCoFunding),
  'waiver proposed': after(RequireReport, ProposeReportWaiver),
  'waiver returned': after(RequireReport, ProposeReportWaiver, ReturnReportWaiver),
  waived: after(RequireReport, ProposeReportWaiver, ApproveReportWaiver),
};

const APPROVED = [
  'approved',
  'approved before later payments counted',
  'approved while another was waited for',
  'approved, co-funding counted',
] as const;

/** What each command leads to. */
const outcomes = {
  RequireReport: ['·', { ReportRequired: ['none'] }],
  RemindOfReport: [
    '·',
    {
      '✗ report-unknown': ['none'],
      ReportReminderSent: ['required', 'returned', 'waiver proposed', 'waiver returned'],
    },
  ],
  ReportOverdue: [
    '·',
    {
      '✗ report-unknown': ['none'],
      ReportBecameOverdue: ['required', 'reminded', 'waiver proposed', 'waiver returned'],
    },
  ],
  SubmitReport: [
    'ReportSubmitted',
    { '✗ report-unknown': ['none'], '✗ wrong-state': ['submitted', ...APPROVED, 'waived'] },
  ],
  ReturnReport: ['✗ wrong-state', { '✗ report-unknown': ['none'], ReportReturned: ['submitted'] }],
  ApproveReport: ['✗ wrong-state', { '✗ report-unknown': ['none'], ReportApproved: ['submitted'] }],
  RecountReport: [
    '✗ wrong-state',
    {
      '✗ report-unknown': ['none'],
      '·': ['approved', 'approved while another was waited for', 'approved, co-funding counted'],
      ReportRecounted: ['approved before later payments counted'],
    },
  ],
  CountCoFunding: [
    '·',
    { '✗ report-unknown': ['none'], CoFundingCounted: ['approved while another was waited for'] },
  ],
  ProposeReportWaiver: [
    'ReportWaiverProposed',
    { '✗ report-unknown': ['none'], '✗ wrong-state': [...APPROVED, 'waived'] },
  ],
  ApproveReportWaiver: [
    '✗ nothing-proposed',
    {
      '✗ report-unknown': ['none'],
      ReportWaived: ['waiver proposed'],
      '✗ wrong-state': [...APPROVED, 'waived'],
    },
  ],
  ReturnReportWaiver: [
    '✗ nothing-proposed',
    { '✗ report-unknown': ['none'], ReportWaiverReturned: ['waiver proposed'] },
  ],
  NameReportWaiverStandIn: [
    '✗ nothing-proposed',
    { '✗ report-unknown': ['none'], ReportWaiverStandInNamed: ['waiver proposed'] },
  ],
} satisfies Outcomes<ReportCommand['type'], keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states,
  commands: commands as { readonly [Type in ReportCommand['type']]: ReportCommand },
  outcomes,
};
