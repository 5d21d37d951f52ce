import type { RecoveryOrder, RepaymentInstalment } from '../../contract/events.js';

/**
 * What a recovery can be asked to do; amounts in minor units, `today` is the calendar date in Oslo, `organisation` is
 * that of the acting person.
 */
export type RecoveryCommand =
  | {
      readonly type: 'OpenRecovery';
      readonly order: RecoveryOrder;
      readonly grounds: string;
      readonly replyBy: string;
    }
  | { readonly type: 'ReplyToForewarning'; readonly person: string; readonly answer: string }
  | { readonly type: 'LapseForewarning'; readonly dueAt: string }
  | {
      readonly type: 'ProposeClaim';
      readonly proposer: string;
      readonly organisation?: string | undefined;
      readonly amount: number;
      readonly currency: string;
      /** Left out: the time to pay from today. */
      readonly dueOn?: string | undefined;
      readonly grounds: string;
      readonly today: string;
    }
  | {
      readonly type: 'ApproveClaim';
      readonly approver: string;
      readonly organisation?: string | undefined;
      readonly note?: string | undefined;
      readonly today: string;
    }
  | { readonly type: 'DropRecovery'; readonly person: string; readonly grounds: string }
  | {
      readonly type: 'AgreeInstalments';
      readonly person: string;
      readonly currency: string;
      readonly instalments: readonly RepaymentInstalment[];
      readonly grounds?: string | undefined;
      readonly today: string;
    }
  | {
      readonly type: 'RecordRepayment';
      readonly amount: number;
      readonly currency: string;
      readonly receivedOn: string;
      readonly bankReference: string;
    }
  | {
      readonly type: 'ReportOverdueClaim';
      /** The day that was to be kept; judged when it has passed. */
      readonly dueOn: string;
      readonly dueAt: string;
    }
  | {
      readonly type: 'InterruptLimitation';
      readonly person: string;
      readonly limitationDate: string;
      readonly grounds: string;
      readonly today: string;
    }
  | {
      readonly type: 'ProposeWriteOff';
      readonly proposer: string;
      readonly authority: string;
      readonly grounds: string;
    }
  | {
      readonly type: 'ApproveWriteOff';
      readonly approver: string;
      readonly organisation?: string | undefined;
      readonly note?: string | undefined;
    }
  | { readonly type: 'DeferClaim'; readonly appealId: string; readonly until?: string | undefined }
  | { readonly type: 'EndDeferral'; readonly appealId: string; readonly until?: string | undefined }
  | { readonly type: 'AnnulClaim'; readonly appealId?: string | undefined };

/** The command of a type. */
export type Of<Type extends RecoveryCommand['type']> = Extract<RecoveryCommand, { type: Type }>;
