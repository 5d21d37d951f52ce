import type { ReportSubmitted, RequiredReport } from '../../contract/events.js';

/** Where a report stands. */
export type ReportStatus = 'required' | 'submitted' | 'returned' | 'approved' | 'waived';

/** The state of a report's stream. */
export type Report =
  | { readonly status: 'none' }
  | {
      readonly status: ReportStatus;
      readonly required: RequiredReport;
      /** Calendar date by which it is due now. */
      readonly dueOn: string;
      readonly reminded: boolean;
      readonly overdue: boolean;
      readonly submissions: number;
      /** Once it is approved: whether what is settled later counts too. */
      readonly countsLater: boolean;
      readonly submittedBy?: string | undefined;
      readonly spent?: ReportSubmitted['data']['spent'] | undefined;
    };
