import type { Money } from '#money/money.js';
import type { CoFundingFound, RequiredReport } from '../../contract/events.js';
import type { WaitingProposal } from '#giving-up/giving-up.js';

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
      /** Once it is approved: whether what is not paid of its years, and was not spent, is not paid any more. */
      readonly unpaidLapses?: true | undefined;
      /** Who approved it, or waived it where a reduction rests on that. */
      readonly approver?: string | undefined;
      readonly submittedBy?: string | undefined;
      readonly spent?: Money | undefined;
      readonly totalCosts?: Money | undefined;
      readonly coFunding?: Money | undefined;
      /** Once it is approved or waived, where the grant shrinks with the co-funding. */
      readonly coFundingFound?: CoFundingFound | undefined;
      /** Its co-funding counts also once another report that was open is owed no more. */
      readonly coFundingLater?: true | undefined;
      /** How often it was proposed to do without it. */
      readonly waivers?: number;
      /** To do without it is proposed. */
      readonly waiver?: WaitingProposal | undefined;
    };
