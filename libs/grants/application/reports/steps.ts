import { CommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import { MAY } from '../../access.js';
import type { ReportEvent } from '../../contract/events.js';
import { wasAccepted } from '../../domain/award/state.js';
import { paidForReport } from '../../domain/award/reported.js';
import type { ReportCommand } from '../../domain/report/report.js';
import type { Report } from '../../domain/report/state.js';
import { Awards } from '../awards/awards.js';
import { Payments } from '../awards/payments.js';
import { CoFundingOfReports } from './co-funding-of-reports.js';
import { Reports } from './reports.js';

interface Sources {
  readonly awards: Awards;
  readonly coFunding: CoFundingOfReports;
  readonly payments: Payments;
  readonly reports: Reports;
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
  WaiveReport: { may: MAY['report.waive'], facts: ({ person }) => ({ person }) },
} as const satisfies Steps<Report, ReportCommand, Sources>;

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
  constructor(awards: Awards, coFunding: CoFundingOfReports, payments: Payments, reports: Reports) {
    super(reports, STEPS, { awards, coFunding, payments, reports });
  }
}
