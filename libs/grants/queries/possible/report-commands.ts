import { addDays } from '#calendar/oslo.js';
import type { Money } from '#money/money.js';
import { possibleSteps, possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import { TakeReportStep } from '../../application/reports/steps.js';
import { SubmitReport, type ReportBody } from '../../application/reports/submit-report.js';

/** A report as its possible commands need it. */
export interface OwedReport {
  readonly id: string;
  readonly withAuditorStatement: boolean;
}

/** What the possible commands on the reports of a case are made of. */
export interface ReportFacts {
  /** Calendar date. */
  readonly today: string;
  /** What was paid so far. */
  readonly paid: Money;
  /** Id of the file that was uploaded last; the statement, where one is needed. */
  readonly attachment?: string | undefined;
  readonly reports: readonly OwedReport[];
}

/** Every command a person may send on the reports of a case, with a body that fits. */
export function possibleOnReport(facts: ReportFacts): PossibleCommand[] {
  return facts.reports.flatMap((report) => possibleOn(report, facts));
}

function possibleOn(
  { id, withAuditorStatement }: OwedReport,
  { today, paid, attachment }: ReportFacts,
): PossibleCommand[] {
  const base = `/v1/reports/${id}`;
  const command = possibleUnder(base);
  const step = possibleSteps(
    base,
    (content: TakeReportStep['content'], context) => new TakeReportStep(id, content, context),
  );
  const report: ReportBody = {
    text: 'Seven of eleven have work now.',
    accounts: [{ text: 'Salaries', amount: paid }],
    spent: paid,
    ...(withAuditorStatement && attachment !== undefined ? { auditorStatement: attachment } : {}),
  };
  return [
    command('submit-report', 'submission', report, (context) => new SubmitReport(id, report, context)),
    step('return', {
      type: 'ReturnReport',
      grounds: 'The accounts lack a line.',
      dueOn: addDays(today, 30),
    }),
    step('approval', { type: 'ApproveReport', note: 'Goals reached.' }),
    step('recount', { type: 'RecountReport' }),
    step('waiver', { type: 'ProposeReportWaiver', grounds: 'The project never began.' }),
    step('waiver-approval', { type: 'ApproveReportWaiver' }),
    step('waiver-return', { type: 'ReturnReportWaiver', grounds: 'It did begin.' }),
    step('waiver-stand-in', {
      type: 'NameReportWaiverStandIn',
      person: 'frida',
      grounds: 'No decision-maker is left.',
    }),
  ];
}
