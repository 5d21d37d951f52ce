import { Inject, Injectable } from '@nestjs/common';
import { dateInOslo } from '#calendar/oslo.js';
import type { EventStore } from '#event-store/port.js';
import { fold } from '#eventsourcing/decider.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { notFound } from '#access/policy.js';
import type { Clock } from '#hosting/clock.js';
import { isDate } from '#http/fields.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { invalidRequest, refused } from '#http/problems.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { mustSee, scopeFor } from '#cqrs/queries/scope.js';
import { Where } from '#cqrs/queries/where.js';
import { CLOCK, EVENT_STORE } from '#cqrs/tokens.js';
import { Unsealer } from '#sealing/unsealer.js';
import { MAY } from '../access.js';
import { CoFundingOfReports } from '../application/reports/co-funding-of-reports.js';
import { report } from '../domain/report/report.js';
import type { Report } from '../domain/report/state.js';
import { streams, type CoFundingFound, type ReportEvent } from '../contract/events.js';
import { reportsProjection, type ReportRow } from '../read-models/reports.js';
import { readable, type Readable } from '#cqrs/queries/readable.js';

/** A report as it is listed. */
export interface ReportView {
  readonly id: string;
  readonly caseId: string;
  readonly schemeId: string;
  readonly recipient: string;
  readonly code: string;
  readonly title: string;
  /** Budget years it covers, both included. */
  readonly fromYear: number;
  readonly toYear: number;
  readonly dueOn: string;
  readonly status: string;
  readonly overdue: boolean;
  readonly withAccounts: boolean;
  readonly withAuditorStatement: boolean;
  /** `null` before it is submitted. */
  readonly spent: Money | null;
  /** `null` before it is approved. */
  readonly unspent: Money | null;
  readonly revision: number;
}

type Submitted = Readable<Extract<ReportEvent, { type: 'ReportSubmitted' }>['data']>;

/** One report with its last submission; `null` where words were erased. */
export interface ReportDetail extends ReportView, Completeness {
  readonly submission?: Pick<
    Submitted,
    'submission' | 'submittedBy' | 'text' | 'accounts' | 'totalCosts' | 'coFunding' | 'auditorStatement'
  >;
  /** What the grant comes to with the co-funding that came, with its arithmetic; as it would once it is to be judged. */
  readonly coFunding?: CoFundingFound;
  /** Why it was returned, the last time. */
  readonly returned?: string | null;
  /** Something personal in it was erased. */
  readonly erased?: true;
}

/** Which reports to list. */
export interface ReportFilter {
  readonly caseId?: string | undefined;
  readonly schemeId?: string | undefined;
  /** Not submitted and to be reminded of; not submitted in time; to be judged; more was paid since it was approved, and does not count. */
  readonly due?: 'soon' | 'overdue' | 'submitted' | 'recount' | undefined;
}

const WHOSE = { owner: 'directorate', applicant: 'recipient' };
const ORDER = ['due_on', 'report_id'];

/** The reminder list. */
@Injectable()
export class ReportQueries {
  constructor(
    private readonly reader: Reader,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly unsealer: Unsealer,
    private readonly reductions: CoFundingOfReports,
  ) {}

  /** Reports a person may see, by the day they are due. */
  async list(
    { caseId, schemeId, due }: ReportFilter,
    { limit, after: last }: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Page<ReportView> & Completeness> {
    const scope = scopeFor(actor, MAY['reports.read']);
    await this.reader.reached([reportsProjection.name], after);
    const where = new Where()
      .within(scope, WHOSE)
      .equals('case_id', caseId)
      .equals('scheme_id', schemeId)
      .beyond(ORDER, 'asc', checked(last));
    if (due === 'submitted') where.equals('status', 'submitted');
    if (due === 'recount') where.equals('status', 'approved').equals('counts_later', false).and(PAID_SINCE);
    if (due === 'overdue') where.and(OWED).equals('overdue', true);
    if (due === 'soon')
      where
        .and(OWED)
        .equals('overdue', false)
        .and(`remind_on <= ${where.value(dateInOslo(this.clock.now()))}`);
    const rows = await this.reader.rows<ReportRow>(
      `SELECT * FROM reports ${where.sql} ORDER BY ${ORDER.join(', ')} LIMIT ${limit + 1}`,
      where.parameters,
    );
    const { items, ...rest } = pageOf(rows, limit, (row) => [row.due_on, row.report_id]);
    return {
      items: items.map(viewOf),
      ...rest,
      ...(await this.reader.completeness(reportsProjection.name)),
    };
  }

  /** One report. @throws ProblemException 404 for whoever may not see it */
  async one(id: string, actor: Actor, after?: Position): Promise<ReportDetail> {
    await this.reader.reached([reportsProjection.name], after);
    const [row] = await this.reader.rows<ReportRow>('SELECT * FROM reports WHERE report_id = $1', [id]);
    mustSee(actor, MAY['reports.read'], row ? { owner: row.directorate, applicant: row.recipient } : {});
    if (!row) throw refused(notFound());
    return {
      ...viewOf(row),
      ...(await this.wordsOf(id, row.revision)),
      ...(await this.reader.completeness(reportsProjection.name, [id])),
    };
  }

  private async wordsOf(
    id: string,
    revision: number,
  ): Promise<Pick<ReportDetail, 'submission' | 'returned' | 'coFunding' | 'erased'>> {
    const events = await this.store.readStream(streams.report(id), { limit: revision + 1 });
    let words = await this.coFundingOf(fold(report, events as unknown as readonly ReportEvent[]));
    for (const event of events) {
      if (event.type !== 'ReportSubmitted' && event.type !== 'ReportReturned') continue;
      const { data, erased } = readable<Submitted & { readonly grounds: string }>(
        await this.unsealer.unseal(event.data, { eventId: event.id }),
      );
      if (erased) words = { ...words, erased };
      if (event.type === 'ReportReturned') {
        words = { ...words, returned: data.grounds };
        continue;
      }
      const { submission, submittedBy, text, accounts, totalCosts, coFunding, auditorStatement } = data;
      const said = { submission, submittedBy, text, accounts, totalCosts, coFunding, auditorStatement };
      words = { ...words, submission: said };
    }
    return words;
  }

  /** Of a submitted report as it would be approved now. */
  private async coFundingOf(
    state: Report,
  ): Promise<Pick<ReportDetail, 'submission' | 'returned' | 'coFunding' | 'erased'>> {
    const submitted = state.status === 'submitted' ? await this.reductions.of(state) : undefined;
    const coFunding = state.status === 'none' ? undefined : (state.coFundingFound ?? submitted);
    return coFunding ? { coFunding } : {};
  }
}

// Before payments counted after the approval, what was with the bank then was left out.
const PAID_SINCE = `paid < (
  SELECT SUM(payouts.paid) FROM payouts
  WHERE payouts.case_id = reports.case_id
    AND payouts.budget_year BETWEEN reports.from_year AND reports.to_year
)`;
const OWED = "status IN ('required', 'returned')";

function viewOf(row: ReportRow): ReportView {
  const money = (amount: number | null): Money | null =>
    amount === null || row.currency === null ? null : { amount, currency: row.currency };
  return {
    id: row.report_id,
    caseId: row.case_id,
    schemeId: row.scheme_id,
    recipient: row.recipient,
    code: row.code,
    title: row.title,
    fromYear: row.from_year,
    toYear: row.to_year,
    dueOn: row.due_on,
    status: row.status,
    overdue: row.overdue,
    withAccounts: row.with_accounts,
    withAuditorStatement: row.with_auditor_statement,
    spent: money(row.spent),
    unspent: money(row.unspent),
    revision: row.revision,
  };
}

function checked(last: PageRequest['after']) {
  if (last === undefined) return undefined;
  const [dueOn, id] = last;
  if (typeof dueOn === 'string' && isDate(dueOn) && typeof id === 'string') return last;
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
