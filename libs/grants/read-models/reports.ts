import type { Projection } from '#projections/projection.js';
import { row, table, type RowOf } from '#projections/table.js';
import type { ReportEvent } from '../contract/events.js';

/** One row per report owed. Its words are read from the log. */
export const reports = table({
  name: 'reports',
  key: ['report_id'],
  partition: 'report_id',
  indexes: [
    ['directorate', 'due_on', 'report_id'],
    ['recipient', 'due_on', 'report_id'],
    ['case_id', 'report_id'],
  ],
  columns: {
    report_id: { type: 'text' },
    case_id: { type: 'text' },
    scheme_id: { type: 'text' },
    directorate: { type: 'text' },
    recipient: { type: 'text' },
    code: { type: 'text' },
    title: { type: 'text' },
    from_year: { type: 'integer' },
    to_year: { type: 'integer' },
    due_on: { type: 'date' },
    /** From this day on it is due soon. */
    remind_on: { type: 'date' },
    status: { type: 'text' },
    overdue: { type: 'boolean' },
    with_accounts: { type: 'boolean' },
    with_auditor_statement: { type: 'boolean' },
    currency: { type: 'text', nullable: true },
    spent: { type: 'bigint', nullable: true },
    unspent: { type: 'bigint', nullable: true },
    /** Paid for the years it covers when it was approved. */
    paid: { type: 'bigint', nullable: true },
    /** Whether what is settled after its approval counts too. */
    counts_later: { type: 'boolean' },
    revision: { type: 'integer' },
  },
});

/** A report's row. */
export type ReportRow = RowOf<typeof reports>;

const EVENTS = [
  'ReportRequired',
  'ReportReminderSent',
  'ReportBecameOverdue',
  'ReportSubmitted',
  'ReportReturned',
  'ReportApproved',
  'ReportRecounted',
  'CoFundingCounted',
  'ReportWaiverProposed',
  'ReportWaiverReturned',
  'ReportWaiverStandInNamed',
  'ReportWaived',
] as const satisfies readonly ReportEvent['type'][];

/** The reports that awards owe, and how they stand. */
export const reportsProjection: Projection<ReportEvent> = {
  name: 'reports',
  version: 5,
  tables: [reports],
  eventTypes: EVENTS,
  keyOf: (event) => reportIn(event),
  rowsOf: (event) => [row(reports, reportIn(event))],
  apply(event, rows) {
    const { revision } = event;
    if (event.type === 'ReportRequired') return rows.put(reports, required(event.data, revision));
    const before = rows.get(reports, event.data.reportId);
    if (!before) throw new Error(`${event.type} before the report was required`);
    rows.put(reports, { ...before, ...changes(event), revision });
  },
};

function reportIn(event: ReportEvent): string {
  return event.data.reportId;
}

function required(
  data: Extract<ReportEvent, { type: 'ReportRequired' }>['data'],
  revision: number,
): ReportRow {
  return {
    report_id: data.reportId,
    case_id: data.awardId,
    scheme_id: data.schemeId,
    directorate: data.directorate,
    recipient: data.recipient,
    code: data.code,
    title: data.title,
    from_year: data.fromYear,
    to_year: data.toYear,
    due_on: data.dueOn,
    remind_on: data.remindOn ?? data.dueOn,
    status: 'required',
    overdue: false,
    with_accounts: data.withAccounts,
    with_auditor_statement: data.withAuditorStatement,
    currency: null,
    spent: null,
    unspent: null,
    paid: null,
    counts_later: false,
    revision,
  };
}

function changes(event: ReportEvent): Partial<ReportRow> {
  switch (event.type) {
    case 'ReportBecameOverdue':
      return { overdue: true };
    case 'ReportSubmitted': {
      const { spent } = event.data;
      return { status: 'submitted', currency: spent.currency, spent: spent.amount };
    }
    case 'ReportReturned':
      return { status: 'returned', overdue: false, due_on: event.data.dueOn, remind_on: event.data.dueOn };
    case 'ReportApproved':
      return {
        status: 'approved',
        overdue: false,
        unspent: event.data.unspent.amount,
        paid: event.data.paid.amount,
        counts_later: event.data.countsLater ?? false,
      };
    case 'ReportRecounted':
      return { counts_later: true };
    case 'ReportWaived':
      return { status: 'waived', overdue: false };
    case 'CoFundingCounted':
    case 'ReportReminderSent':
    case 'ReportWaiverProposed':
    case 'ReportWaiverReturned':
    case 'ReportWaiverStandInNamed':
    case 'ReportRequired':
      return {};
  }
}
