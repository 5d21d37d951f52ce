import { Injectable } from '@nestjs/common';
import type { RequiredReport } from '../../contract/events.js';
import { wasAccepted, type Award } from '../../domain/award/state.js';
import { reportsOf } from '../../domain/report/duties.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { Reports } from './reports.js';

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
    const { reporting = [] } = await this.regulations.of(state.terms.awardId);
    return reportsOf(state, reporting);
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
