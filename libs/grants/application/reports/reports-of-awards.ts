import { Injectable } from '@nestjs/common';
import type { Money } from '#money/money.js';
import type { CoFundingFound, RequiredReport } from '../../contract/events.js';
import { scheduleAccepted } from '../../domain/award/acceptance.js';
import { wasAccepted, type Award } from '../../domain/award/state.js';
import { reportsOf } from '../../domain/report/duties.js';
import type { Report } from '../../domain/report/state.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { Reports } from './reports.js';

/** A report that is owed, or was. */
export type KnownReport = Exclude<Report, { status: 'none' }>;

/** An approved report, and what was spent of the years it covers; or a waived one, with which the co-funding was found. */
export interface CountedReport {
  readonly required: RequiredReport;
  /** None of a waived one. */
  readonly spent?: Money | undefined;
  /** Whether no more than that is paid of those years. */
  readonly unpaidLapses?: true | undefined;
  /** What the grant comes to with the co-funding that came, where it shrinks with that. */
  readonly coFunding?: CoFundingFound | undefined;
}

const FINISHED: ReadonlySet<string> = new Set(['approved', 'waived']);

/** The reports an award owes by its regulation version. */
@Injectable()
export class ReportsOfAwards {
  constructor(
    private readonly regulations: RegulationsOfCases,
    private readonly reports: Reports,
  ) {}

  /** All of them; none before the grant is accepted. */
  async of(state: Award): Promise<RequiredReport[]> {
    if (!wasAccepted(state)) return [];
    return reportsOf(state, await this.regulations.of(state.terms.awardId));
  }

  /** Those of which what is settled after their approval counts too, with what they say was spent. */
  async countedOf(state: Award): Promise<CountedReport[]> {
    if (!wasAccepted(state)) return [];
    const found = await this.everOf(state);
    return found.flatMap((report): CountedReport[] => {
      if (report.status === 'approved' && report.countsLater && report.spent)
        return [
          {
            required: report.required,
            spent: report.spent,
            unpaidLapses: report.unpaidLapses,
            coFunding: report.coFundingFound,
          },
        ];
      return report.status === 'waived' && report.coFundingFound
        ? [{ required: report.required, coFunding: report.coFundingFound }]
        : [];
    });
  }

  /** Also those that were owed before its instalments were moved to other years, or with which co-funding was found too little. */
  async everOf(state: Award): Promise<KnownReport[]> {
    if (!wasAccepted(state)) return [];
    const regulation = await this.regulations.of(state.terms.awardId);
    const asAccepted = { terms: state.terms, schedule: scheduleAccepted(state.terms) };
    const ids = [state, asAccepted].flatMap((each) =>
      reportsOf(each, regulation).map(({ reportId }) => reportId),
    );
    return this.knownAs([...ids, ...state.shortfalls.map(({ reportId }) => reportId)]);
  }

  /** The award's other reports that the same duty asks for. */
  async ofSameDuty({ code, reportId }: RequiredReport, state: Award): Promise<KnownReport[]> {
    const owed = (await this.of(state)).filter((each) => each.code === code && each.reportId !== reportId);
    return this.knownAs(owed.map((each) => each.reportId));
  }

  private async knownAs(ids: readonly string[]): Promise<KnownReport[]> {
    const found = await Promise.all([...new Set(ids)].map((id) => this.reports.find(id)));
    return found.filter((each) => each.status !== 'none');
  }

  /** Who approved a report, or waived it where a reduction rests on that; undefined while nobody has. */
  async approverOf(reportId: string | undefined): Promise<string | undefined> {
    const report = reportId === undefined ? undefined : await this.reports.find(reportId);
    return report && report.status !== 'none' ? report.approver : undefined;
  }

  /** Ids of those that are neither approved nor waived. */
  async openOf(state: Award): Promise<string[]> {
    const owed = await this.of(state);
    const open = await Promise.all(
      owed.map(async ({ reportId }) => {
        const { status } = await this.reports.find(reportId);
        return FINISHED.has(status) ? [] : [reportId];
      }),
    );
    return open.flat();
  }
}
