import { CoFundingOfReports } from './co-funding-of-reports.js';
import { ReportsOfAwards } from './reports-of-awards.js';
import { Reports } from './reports.js';
import { ReportSteps } from './steps.js';
import { SubmitReportHandler } from './submit-report.js';

/** What reports need. */
export const REPORTS = [Reports, ReportsOfAwards, CoFundingOfReports, ReportSteps, SubmitReportHandler];
