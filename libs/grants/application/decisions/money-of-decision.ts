import { Injectable } from '@nestjs/common';
import type { YearAmount } from '#budget/contract/events.js';
import { budgetYearOf } from '#calendar/oslo.js';
import type { CommandContext } from '#eventsourcing/command.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { money, sum, type Money } from '#money/money.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import { mayFollow, needOfDecision } from '../../domain/award/following.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { paymentsOf } from './funding.js';

/** What is to be reserved for a proposed grant. */
export interface Need {
  readonly amount: Money;
  /** Minor units by the year they fall due. */
  readonly payments: readonly YearAmount[];
}

/** Money a proposed grant needs, when an award of the case may hold some of it already. */
@Injectable()
export class MoneyOfDecision {
  constructor(private readonly awards: Awards) {}

  /**
   * All of it for a first decision; beside an award whose decision was annulled what its commitments do not hold, or
   * the commitment that is enough. Refused: `award-revoked`, for a revocation outlives the decision before it.
   */
  async needOf(
    id: string,
    { proposal, decisions }: SubmittedApplication,
    context: CommandContext,
  ): Promise<Need | { readonly reservationId: string } | { readonly refusal: Refusal }> {
    const { amount, schedule } = proposal!;
    const all = { amount, payments: paymentsOf(schedule) };
    if (decisions.length === 0) return all;
    const award = await this.awards.find(id);
    if (!wasAccepted(award)) return all;
    if (!mayFollow(award)) return { refusal: REVOKED };
    const payments = needOfDecision(award, schedule, budgetYearOf(context.now));
    const needed = sum(payments.map((each) => each.amount));
    return needed === 0
      ? { reservationId: award.decided.last()! }
      : { amount: money(needed, amount.currency), payments };
  }
}

/** A revocation outlives the decision before it. */
export const REVOKED = refusal(
  'conflict',
  'award-revoked',
  'the grant was revoked for itself, whatever decision stands: an appeal against the revocation undoes that, its reversal of own motion, or that it is decided again where a conflict was found; a new decision does not',
);
