import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Asking, type Sent, type Steps } from '#cqrs/steps.js';
import type { Judge } from '#giving-up/giving-up.js';
import { MAY } from '../../access.js';
import type { ReportEvent } from '../../contract/events.js';
import { wasAccepted } from '../../domain/award/state.js';
import { paidForReport } from '../../domain/award/reported.js';
import type { ReportCommand } from '../../domain/report/report.js';
import type { Report } from '../../domain/report/state.js';
import { givingUpDelegationsOf } from '../../domain/scheme/delegation.js';
import { Awards } from '../awards/awards.js';
import { Payments } from '../awards/payments.js';
import { CoFundingOfReports } from './co-funding-of-reports.js';
import { Schemes } from '../schemes/schemes.js';
import { Reports } from './reports.js';

interface Sources {
  readonly awards: Awards;
  readonly coFunding: CoFundingOfReports;
  readonly payments: Payments;
  readonly reports: Reports;
  readonly schemes: Schemes;
}

/** What officials and the passing of time do to a report that an award owes. */
const STEPS = {
  RequireReport: { follows: 'the acceptance' },
  RemindOfReport: { follows: 'the passing of time' },
  ReportOverdue: { follows: 'the passing of time' },
  ReturnReport: { may: MAY['report.judge'], facts: ({ person, now }) => ({ person, now }) },
  ApproveReport: {
    may: MAY['report.judge'],
    facts: async ({ id, person }, { coFunding, reports, ...sources }) => ({
      approver: person,
      paid: await paidFor(await reports.find(id), sources),
      coFunding: await coFunding.of(await reports.find(id)),
    }),
  },
  RecountReport: { may: MAY['report.judge'], facts: ({ person }) => ({ person }) },
  CountCoFunding: { follows: 'a plan without the years of another report' },
  ProposeReportWaiver: { may: MAY['report.propose-waiver'], facts: ({ person }) => ({ proposer: person }) },
  ApproveReportWaiver: {
    may: MAY['report.waive'],
    facts: async (asking, { reports, ...sources }) => ({
      ...(await judging(asking, { reports, ...sources })),
      paid: await paidFor(await reports.find(asking.id), sources),
      coFunding: await sources.coFunding.without(await reports.find(asking.id)),
    }),
  },
  ReturnReportWaiver: { may: MAY['report.waive'], facts: judging },
  NameReportWaiverStandIn: { may: MAY['report.name-stand-in'], facts: ({ person }) => ({ namedBy: person }) },
} as const satisfies Steps<Report, ReportCommand, Sources>;

/** Whoever judges whether to do without a report; it rests on nobody's decision. */
async function judging(
  { id, person, actor, today }: Asking,
  { reports, schemes }: Sources,
): Promise<{ readonly judge: Judge }> {
  const report = await reports.find(id);
  const decides = actor.roles.includes('decision-maker');
  const delegations =
    report.status === 'none'
      ? undefined
      : givingUpDelegationsOf(await schemes.find(report.required.schemeId), person, today);
  return { judge: { person, decides, decidedBy: [], delegations } };
}

/** Minor units paid for the years a report covers, as the payouts' own streams tell. */
async function paidFor(
  report: Report,
  { awards, payments }: Pick<Sources, 'awards' | 'payments'>,
): Promise<number> {
  if (report.status === 'none') return 0;
  const state = await awards.find(report.required.awardId);
  if (!wasAccepted(state)) return 0;
  const made = await payments.ofAward(state);
  return paidForReport(state, report.required, (number) => made.get(number)?.paid ?? 0);
}

/** A step on the report `id`. */
export class TakeReportStep extends ResourceCommand<Sent<ReportCommand, typeof STEPS>> {}

/** Takes the steps on reports. */
@CommandHandler(TakeReportStep)
export class ReportSteps extends TakesSteps<Report, ReportCommand, ReportEvent, Sources> {
  constructor(
    awards: Awards,
    coFunding: CoFundingOfReports,
    payments: Payments,
    reports: Reports,
    schemes: Schemes,
  ) {
    super(reports, STEPS, { awards, coFunding, payments, reports, schemes });
  }
}
