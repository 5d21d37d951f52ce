import { addDays } from '#calendar/oslo.js';
import type { Money } from '#money/money.js';
import { offeringSteps, offeringUnder, type Offer } from '#cqrs/offer.js';
import { TakeReportStep } from '../../application/reports/steps.js';
import { SubmitReport, type ReportBody } from '../../application/reports/submit-report.js';

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
  const base = `/v1/reports/${id}`;
  const offer = offeringUnder(base);
  const step = offeringSteps(
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
    offer('submit-report', 'submission', report, (context) => new SubmitReport(id, report, context)),
    step('return', {
      type: 'ReturnReport',
      grounds: 'The accounts lack a line.',
      dueOn: addDays(today, 30),
    }),
    step('approval', { type: 'ApproveReport', note: 'Goals reached.' }),
    step('waiver', { type: 'WaiveReport', grounds: 'The project never began.' }),
  ];
}
