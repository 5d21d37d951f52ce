import {
  AnnulClaimHandler,
  ApproveClaimHandler,
  DeferClaimHandler,
  DropRecoveryHandler,
  EndDeferralHandler,
  InterruptLimitationHandler,
  OpenRecoveryHandler,
  ProposeClaimHandler,
  ReplyToForewarningHandler,
} from './claims.js';
import { LapseForewarningHandler, ReportOverdueClaimHandler } from './deadlines.js';
import { FindRecoveryHandler } from './find-recovery.js';
import { Recoveries } from './recoveries.js';
import {
  AgreeInstalmentsHandler,
  ApproveWriteOffHandler,
  ProposeWriteOffHandler,
  RecordRepaymentHandler,
} from './repayments.js';

/** What recoveries need. */
export const RECOVERIES = [
  Recoveries,
  FindRecoveryHandler,
  OpenRecoveryHandler,
  ReplyToForewarningHandler,
  LapseForewarningHandler,
  ProposeClaimHandler,
  ApproveClaimHandler,
  DropRecoveryHandler,
  AgreeInstalmentsHandler,
  RecordRepaymentHandler,
  ReportOverdueClaimHandler,
  InterruptLimitationHandler,
  ProposeWriteOffHandler,
  ApproveWriteOffHandler,
  AnnulClaimHandler,
  DeferClaimHandler,
  EndDeferralHandler,
];
