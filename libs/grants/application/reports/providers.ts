import { ApproveReportHandler } from './approve-report.js';
import {
  RemindOfReportHandler,
  ReportOverdueHandler,
  RequireReportHandler,
  ReturnReportHandler,
  SubmitReportHandler,
  WaiveReportHandler,
} from './handlers.js';
import { ReportsOfAwards } from './reports-of-awards.js';
import { Reports } from './reports.js';

/** What reports need. */
export const REPORTS = [
  Reports,
  ReportsOfAwards,
  RequireReportHandler,
  RemindOfReportHandler,
  ReportOverdueHandler,
  SubmitReportHandler,
  ReturnReportHandler,
  ApproveReportHandler,
  WaiveReportHandler,
];
