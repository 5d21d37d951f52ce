import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#event-store/port.js';
import { Reader } from '#cqrs/queries/reader.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { streams, type ApplicationEvent } from '../contract/events.js';
import { FindGrantSummary, type GrantSummary, type ReportSummary } from '../contract/queries.js';
import type { CaseRow } from '../read-models/case-row.js';
import { caseView } from '../read-models/case-view.js';
import { reportsProjection, type ReportRow } from '../read-models/reports.js';
import { CaseLog, type Recorded } from './case-log.js';
import { submissionOf } from './submission-view.js';
import { supplementsOf } from './supplement-view.js';

/** Answers {@link FindGrantSummary}: states and amounts from the read models, words from the log. */
@QueryHandler(FindGrantSummary)
export class FindGrantSummaryHandler implements IQueryHandler<FindGrantSummary> {
  constructor(
    private readonly log: CaseLog,
    private readonly reader: Reader,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  async execute({ caseId, after }: FindGrantSummary): Promise<GrantSummary | undefined> {
    await this.reader.reached([caseView.name, reportsProjection.name], after);
    const [row] = await this.reader.rows<CaseRow>('SELECT * FROM cases WHERE case_id = $1', [caseId]);
    if (!row) return undefined;
    const money = (amount: number) => ({ amount, currency: row.currency });
    return {
      caseId,
      applicant: row.applicant,
      title: row.title,
      state: row.state,
      applied: money(row.applied),
      granted: row.granted === null ? null : money(row.granted),
      paid: money(row.paid),
      budgetLines: await this.budgetLinesOf(caseId, row.revision),
      reports: await this.reportsOf(caseId),
    };
  }

  private async budgetLinesOf(caseId: string, revision: number): Promise<GrantSummary['budgetLines']> {
    const events = (await this.store.readStream(streams.application(caseId), {
      limit: revision + 1,
    })) as unknown as Recorded<ApplicationEvent>[];
    const [submitted] = events;
    if (submitted?.type !== 'ApplicationSubmitted') return [];
    const { data } = await this.log.read<typeof submitted>(submitted);
    const { changed } = await supplementsOf(events, this.log);
    return { ...submissionOf(data), ...changed }.budgetLines ?? [];
  }

  private async reportsOf(caseId: string): Promise<ReportSummary[]> {
    const rows = await this.reader.rows<ReportRow>(
      'SELECT * FROM reports WHERE case_id = $1 ORDER BY due_on, report_id',
      [caseId],
    );
    return rows.map(({ report_id, title, due_on, status, overdue, spent, currency }) => ({
      id: report_id,
      title,
      dueOn: due_on,
      status,
      overdue,
      spent: spent === null || currency === null ? null : { amount: spent, currency },
    }));
  }
}
