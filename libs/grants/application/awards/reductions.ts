import { Injectable } from '@nestjs/common';
import { money } from '#money/money.js';
import { claimedForYears } from '../../domain/award/reported.js';
import { takenOff } from '../../domain/award/shortfall.js';
import { wasAccepted } from '../../domain/award/state.js';
import type { ForewarningLetterFacts } from '../../letters/facts.js';
import { Reports } from '../reports/reports.js';
import { Awards } from './awards.js';

/** What grants are reduced by for too little co-funding, as letters tell it. */
@Injectable()
export class Reductions {
  constructor(
    private readonly awards: Awards,
    private readonly reports: Reports,
  ) {}

  /** The reduction a report leads to, with its arithmetic; nothing where it leads to none. */
  async of(
    awardId: string,
    reportId: string | undefined,
  ): Promise<Pick<ForewarningLetterFacts, 'amount' | 'coFunding'>> {
    if (reportId === undefined) return {};
    const state = await this.awards.find(awardId);
    const report = await this.reports.find(reportId);
    if (!wasAccepted(state) || report.status === 'none' || !report.coFundingFound) return {};
    const shortfall = state.shortfalls.get(reportId);
    if (!shortfall) return {};
    const { currency } = state.terms.amount;
    const { basis: _, inForce: __, ...found } = report.coFundingFound;
    const reduction = takenOff(shortfall, state);
    const unspent = claimedForYears(state, shortfall.years);
    return { amount: money(reduction, currency), coFunding: { ...found, currency, unspent, reduction } };
  }
}
