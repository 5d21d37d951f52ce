import { table, type RowOf } from '#projections/table.js';
import type { Instalment } from '../contract/events.js';
import type { ScoringColumns } from './application-columns.js';
import { CASE_NUMBER } from './other-cases.js';

/**
 * One row per case. It holds states, amounts and references; every text is read from the log at the revision
 * the row names, so nothing personal is copied here and the words always belong to the state shown.
 */
export const cases = table({
  name: 'cases',
  key: ['case_id'],
  partition: 'case_id',
  indexes: [
    ['directorate', 'case_id'],
    ['applicant', 'case_id'],
    ['representative', 'case_id'],
    ['call_id', 'rank_order', 'case_id'],
  ],
  columns: {
    case_id: { type: 'text' },
    case_number: CASE_NUMBER,
    directorate: { type: 'text' },
    applicant: { type: 'text' },
    applicant_name: { type: 'text' },
    /** Organisation that represents the applicant in the case. */
    representative: { type: 'text', nullable: true },
    scheme_id: { type: 'text' },
    call_id: { type: 'text' },
    regulation_version: { type: 'text' },
    title: { type: 'text' },
    state: { type: 'text' },
    currency: { type: 'text' },
    applied: { type: 'bigint' },
    granted: { type: 'bigint', nullable: true },
    released: { type: 'bigint' },
    /** Settled and not returned. */
    paid: { type: 'bigint' },
    caseworker: { type: 'text', nullable: true },
    decision_maker: { type: 'text', nullable: true },
    second_assessor: { type: 'text', nullable: true },
    /** As JSON, see `ScoringColumns`. */
    scoring: { type: 'text' },
    /** Place among the applications of the call, see `rankOrder`; none once withdrawn. */
    rank_order: { type: 'bigint', nullable: true },
    /** Number of the decision in force. */
    decision: { type: 'integer', nullable: true },
    /** Deadlines the applicant has, while they run. */
    supplement_due: { type: 'date', nullable: true },
    acceptance_due: { type: 'date', nullable: true },
    appeal_due: { type: 'date', nullable: true },
    /** Revisions in the application's stream at which the texts stand. */
    scored_at: { type: 'integer', nullable: true },
    recommended_at: { type: 'integer', nullable: true },
    proposed_at: { type: 'integer', nullable: true },
    decided_at: { type: 'integer', nullable: true },
    revision: { type: 'integer' },
    /** Schedule as JSON: `[{number, dueDate, amount, payoutId?, status}]`. */
    schedule: { type: 'text' },
    submitted_on: { type: 'timestamptz', volatile: true },
    updated_on: { type: 'timestamptz', volatile: true },
  },
});

/** A case's row. */
export type CaseRow = RowOf<typeof cases>;

/** An instalment as the case view shows it. */
export type ScheduledInstalment = Instalment & {
  readonly payoutId?: string;
  readonly status: string;
  /** The account was corrected since the payout went to the bank. */
  readonly accountCorrected?: boolean;
};

/** The scores of a case's row. */
export function scoringOf(of: Pick<CaseRow, 'scoring'>): ScoringColumns {
  return JSON.parse(of.scoring) as ScoringColumns;
}

/** The schedule of a case's row. */
export function scheduleOf(of: Pick<CaseRow, 'schedule'>): ScheduledInstalment[] {
  return JSON.parse(of.schedule) as ScheduledInstalment[];
}
