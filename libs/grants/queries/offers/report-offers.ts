import { addDays } from '#calendar/oslo.js';
import type { Money } from '#money/money.js';
import { offeringUnder, type Offer } from '#cqrs/offer.js';
import { ApproveReport } from '../../application/reports/approve-report.js';
import { contentOfReport, type ReportBody } from '../../application/reports/content.js';
import { ReturnReport, SubmitReport, WaiveReport } from '../../application/reports/handlers.js';

/** A report as its offers need it. */
export interface ReportOffered {
  readonly id: string;
  readonly withAuditorStatement: boolean;
}

/** What the offers on the reports of a case are made of. */
export interface ReportFacts {
  /** Calendar date. */
  readonly today: string;
  /** What was paid so far. */
  readonly paid: Money;
  /** Id of the file that was uploaded last; the statement, where one is needed. */
  readonly attachment?: string | undefined;
  readonly reports: readonly ReportOffered[];
}

/** Every command a person may send on the reports of a case, with a body that fits. */
export function reportOffers(facts: ReportFacts): Offer[] {
  return facts.reports.flatMap((report) => offersOn(report, facts));
}

function offersOn(
  { id, withAuditorStatement }: ReportOffered,
  { today, paid, attachment }: ReportFacts,
): Offer[] {
  const offer = offeringUnder(`/v1/reports/${id}`);
  const report: ReportBody = {
    text: 'Seven of eleven have work now.',
    accounts: [{ text: 'Salaries', amount: paid }],
    spent: paid,
    ...(withAuditorStatement && attachment !== undefined ? { auditorStatement: attachment } : {}),
  };
  const giveBack = { grounds: 'The accounts lack a line.', dueOn: addDays(today, 30) };
  const approval = { note: 'Goals reached.' };
  const waiver = { grounds: 'The project never began.' };
  return [
    offer(
      'submit-report',
      'submission',
      report,
      (context) => new SubmitReport(id, contentOfReport(report), context),
    ),
    offer('return-report', 'return', giveBack, (context) => new ReturnReport(id, giveBack, context)),
    offer('approve-report', 'approval', approval, (context) => new ApproveReport(id, approval, context)),
    offer('waive-report', 'waiver', waiver, (context) => new WaiveReport(id, waiver, context)),
  ];
}
