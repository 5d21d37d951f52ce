import { Injectable } from '@nestjs/common';
import type { CoFundingFound } from '../../contract/events.js';
import { grantedForYears, promisedFor } from '../../domain/award/reported.js';
import { wasAccepted, type AcceptedAward } from '../../domain/award/state.js';
import { coFundingFound, type ReportedCosts } from '../../domain/report/co-funding.js';
import type { Report } from '../../domain/report/state.js';
import { sum } from '#money/money.js';
import { Applications } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { Awards } from '../awards/awards.js';
import { ReportsOfAwards, type KnownReport } from './reports-of-awards.js';

/** What grants come to with the co-funding that reports say came. */
@Injectable()
export class CoFundingOfReports {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly regulations: RegulationsOfCases,
    private readonly reports: ReportsOfAwards,
  ) {}

  /**
   * With its arithmetic, as the award is now. It is about the whole project, for what others carry comes in other years
   * than the grant: undefined while another report of the same duty is open, or where the grant does not shrink.
   */
  of(report: Report): Promise<CoFundingFound | undefined> {
    return this.found(report, (approved, itself) => [...approved, itself]);
  }

  /** What it comes to by the other reports, once nobody waits for this one. */
  without(report: Report): Promise<CoFundingFound | undefined> {
    return this.found(report, (approved) => approved);
  }

  /**
   * What it comes to by the last approved report of each duty, where the plan has lost the years of the one that was
   * waited for; nothing where it was found before.
   */
  async countedNow(awardId: string): Promise<readonly { reportId: string; coFunding: CoFundingFound }[]> {
    const ever = await this.reports.everOf(await this.awards.find(awardId));
    const owed = ever.toSorted((a, b) => a.required.toYear - b.required.toYear);
    const found: { reportId: string; coFunding: CoFundingFound }[] = [];
    for (const [, reports] of Map.groupBy(owed, ({ required }) => required.code)) {
      const last = reports.findLast(({ status }) => status === 'approved');
      if (!last?.coFundingLater || reports.some(({ coFundingFound: before }) => before)) continue;
      const coFunding = await this.of(last);
      if (coFunding) found.push({ reportId: last.required.reportId, coFunding });
    }
    return found;
  }

  private async found(
    report: Report,
    counted: (approved: readonly KnownReport[], itself: KnownReport) => readonly KnownReport[],
  ): Promise<CoFundingFound | undefined> {
    if (report.status === 'none' || !report.required.withCoFunding) return undefined;
    const { awardId } = report.required;
    const state = await this.awards.find(awardId);
    const application = await this.applications.find(awardId);
    const { coFundingShortfall: basis, coFundingPercent: percent = 0 } = await this.regulations.of(awardId);
    if (!basis || !wasAccepted(state) || application.status === 'none') return undefined;
    const others = await this.reports.ofSameDuty(report.required, state);
    if (others.some(({ status }) => status !== 'approved' && status !== 'waived')) return undefined;
    const reports = counted(
      others.filter(({ status }) => status === 'approved'),
      report,
    );
    if (reports.length === 0) return undefined;
    const promised = application.submission.coFunding;
    return coFundingFound(
      basis === 'promised' ? { basis, promised } : { basis, percent },
      costsOf(state, reports),
    );
  }
}

/** Waived years stay out of it: nobody said what they cost. */
function costsOf(state: AcceptedAward, reports: readonly KnownReport[]): ReportedCosts {
  const total = (of: 'spent' | 'totalCosts' | 'coFunding') =>
    sum(reports.map((each) => each[of]?.amount ?? 0));
  const covered = new Set(
    reports.flatMap(({ required: { fromYear, toYear } }) =>
      Array.from({ length: toYear - fromYear + 1 }, (_, index) => fromYear + index),
    ),
  );
  const years = [...covered].toSorted((a, b) => a - b);
  return {
    years,
    granted: grantedForYears(state, years),
    spent: total('spent'),
    inForce: promisedFor(state),
    totalCosts: total('totalCosts'),
    came: total('coFunding'),
  };
}
