import { describe } from '@jest/globals';
import { matrix } from '#eventsourcing/testing/matrix.js';
import { report } from './report.js';
import { samples } from './testing/samples.js';

describe('every command on a report in every state', () => {
  matrix(report, samples, {
    RequireReport: {
      none: 'ReportRequired',
      required: '·',
      reminded: '·',
      overdue: '·',
      submitted: '·',
      returned: '·',
      approved: '·',
      waived: '·',
    },
    RemindOfReport: {
      none: '✗ report-unknown',
      required: 'ReportReminderSent',
      reminded: '·',
      overdue: '·',
      submitted: '·',
      returned: 'ReportReminderSent',
      approved: '·',
      waived: '·',
    },
    ReportOverdue: {
      none: '✗ report-unknown',
      required: 'ReportBecameOverdue',
      reminded: 'ReportBecameOverdue',
      overdue: '·',
      submitted: '·',
      returned: '·',
      approved: '·',
      waived: '·',
    },
    SubmitReport: {
      none: '✗ report-unknown',
      required: 'ReportSubmitted',
      reminded: 'ReportSubmitted',
      overdue: 'ReportSubmitted',
      submitted: '✗ wrong-state',
      returned: 'ReportSubmitted',
      approved: '✗ wrong-state',
      waived: '✗ wrong-state',
    },
    ReturnReport: {
      none: '✗ report-unknown',
      required: '✗ wrong-state',
      reminded: '✗ wrong-state',
      overdue: '✗ wrong-state',
      submitted: 'ReportReturned',
      returned: '✗ wrong-state',
      approved: '✗ wrong-state',
      waived: '✗ wrong-state',
    },
    ApproveReport: {
      none: '✗ report-unknown',
      required: '✗ wrong-state',
      reminded: '✗ wrong-state',
      overdue: '✗ wrong-state',
      submitted: 'ReportApproved',
      returned: '✗ wrong-state',
      approved: '✗ wrong-state',
      waived: '✗ wrong-state',
    },
    WaiveReport: {
      none: '✗ report-unknown',
      required: 'ReportWaived',
      reminded: 'ReportWaived',
      overdue: 'ReportWaived',
      submitted: 'ReportWaived',
      returned: 'ReportWaived',
      approved: '✗ wrong-state',
      waived: '✗ wrong-state',
    },
  });
});
