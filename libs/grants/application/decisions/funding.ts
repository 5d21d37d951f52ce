import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { AdjustCommitment, ReserveCommitment } from '#budget/contract/commands.js';
import type { Move, YearAmount } from '#budget/contract/events.js';
import { FindCommitment } from '#budget/contract/queries.js';
import { budgetYearOf, yearOf } from '#calendar/oslo.js';
import type { CommandContext } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { money, sum, type Money } from '#money/money.js';
import { partOf } from '#cqrs/following-command.js';
import type { Instalment } from '../../contract/events.js';
import type { Funding } from '../../domain/application/replacement.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import { mayFollow, needOfDecision } from '../../domain/award/following.js';
import { commitmentsOf, movesOf } from '../../domain/award/commitments.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { AidOfGrants } from './aid-of-grants.js';

/** A grant that an appeal or a reversal of own motion led to, or whose offer is opened again. */
interface Grant {
  readonly appealId?: string | undefined;
  readonly reversal?: number | undefined;
  /** Which offer of the case is opened again, from 1. */
  readonly reopening?: number | undefined;
  readonly amount: Money;
  readonly schedule: readonly Instalment[];
}

/** The money it has, or why it has none. */
type Funded =
  { readonly ok: true; readonly funding: Funding } | { readonly ok: false; readonly refusal: Refusal };

/** What a grant needs: of a commitment that stands more than it holds, or a commitment of its own. */
interface Needed {
  readonly reservationId: string;
  readonly payments: readonly YearAmount[];
  /** Payments in other years that the payments take account of. */
  readonly moves?: readonly Move[];
  /** Id of the raise, where that commitment stands. */
  readonly raise?: string;
  /** Minor units of aid that are granted by it beside what the commitment carries already. */
  readonly furtherAid: number;
}

/**
 * Money for a grant in place of an earlier decision. Where the earlier one's commitment stands it is raised so far
 * that it holds either, and fitted once the new decision is made; else a new one is reserved. De minimis aid is
 * accounted for like that of an approval, and released or lowered with the commitment.
 */
@Injectable()
export class ReplacementFunding {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly awards: Awards,
    private readonly aid: AidOfGrants,
  ) {}

  /** Holds the money before the decision is made; the same again changes nothing. */
  async of(
    caseId: string,
    state: SubmittedApplication,
    grant: Grant,
    context: CommandContext,
  ): Promise<Funded> {
    const budgetYear = budgetYearOf(context.now);
    const needed = await this.need(caseId, state, grant, budgetYear);
    const { reservationId, payments, moves, raise } = needed;
    // Asked first: what is refused leaves nothing in the budget, however often it is tried.
    const barred = await this.account(caseId, state, grant, needed, { ...context, dryRun: true });
    if (barred) return { ok: false, refusal: barred };
    const { schemeId } = state.submission;
    const { currency } = grant.amount;
    const command = raise
      ? new AdjustCommitment(
          schemeId,
          { reservationId, payments, moves, budgetYear, grounds: 'a decision is replaced', raise },
          partOf(context, `raise:${raise}`),
        )
      : new ReserveCommitment(
          schemeId,
          { reservationId, caseId, currency, budgetYear, payments },
          partOf(context, `reserve:${reservationId}`),
        );
    const outcome = await this.commands.execute(command);
    if (!outcome.ok) return outcome;
    const refused = await this.account(caseId, state, grant, needed, context);
    return refused
      ? { ok: false, refusal: refused }
      : { ok: true, funding: { reservationId, budgetYear, raise } };
  }

  /** Why no aid may be granted to the undertaking for it now; nothing is recorded. */
  async barredByAid(
    caseId: string,
    state: SubmittedApplication,
    grant: Grant,
    context: CommandContext,
  ): Promise<Refusal | undefined> {
    const needed = await this.need(caseId, state, grant, budgetYearOf(context.now));
    const undeclared = needed.furtherAid > 0 && (await this.aid.undeclaredIn(state.submission));
    if (undeclared) return undeclared;
    return this.account(caseId, state, grant, needed, { ...context, dryRun: true });
  }

  private async need(
    caseId: string,
    { submission, decisions, abandoned }: SubmittedApplication,
    { amount, schedule, ...cause }: Grant,
    budgetYear: number,
  ): Promise<Needed> {
    const before = decisions.findLast((made) => made.reservationId !== undefined);
    const { reservationId } = before ?? {};
    const standing =
      reservationId === undefined || abandoned.includes(reservationId)
        ? undefined
        : await this.queries.execute(new FindCommitment(submission.schemeId, reservationId));
    // A grant nobody accepted in time has let its commitment go, or is about to.
    const gone = !standing || standing.released || cause.reopening !== undefined;
    if (!before || reservationId === undefined || gone)
      return {
        reservationId: derivedId('reservation', caseId, ...causeOf(cause), abandoned.size, budgetYear),
        payments: paymentsOf(schedule),
        furtherAid: amount.amount,
      };
    const raise = derivedId('raise', reservationId, ...causeOf(cause).slice(-1), abandoned.size);
    const award = await this.awards.find(caseId);
    // Beside an award it is raised by what all the award's commitments do not hold.
    if (wasAccepted(award) && mayFollow(award)) {
      const further = needOfDecision(award, schedule, budgetYear);
      const own = commitmentsOf(award).find((each) => each.reservationId === reservationId);
      const payments = added(own?.payments ?? [], further);
      return {
        reservationId,
        payments,
        moves: movesOf(award, reservationId),
        raise,
        furtherAid: total(further),
      };
    }
    const payments = atLeast(paymentsOf(schedule), standing.payments);
    const furtherAid = Math.max(0, amount.amount - before.amount.amount);
    return { reservationId, payments, raise, furtherAid };
  }

  private async account(
    caseId: string,
    { submission }: SubmittedApplication,
    { amount }: Grant,
    { reservationId, raise, furtherAid }: Needed,
    context: CommandContext,
  ): Promise<Refusal | undefined> {
    if (furtherAid === 0) return undefined;
    const { applicant, stateAid: declaration } = submission;
    const grant = {
      caseId,
      terms: submission,
      organisation: applicant.organisation,
      declaration,
      amount: money(furtherAid, amount.currency),
      reservationId,
      ...(raise ? { aidId: derivedId('aid', raise) } : {}),
    };
    const outcome = await this.aid.record(grant, context);
    return outcome?.ok === false ? outcome.refusal : undefined;
  }
}

/** Ids of appeals are unique; reversals and offers that are opened again are numbered in their case. */
function causeOf({ appealId, reversal, reopening }: Omit<Grant, 'amount' | 'schedule'>): string[] {
  if (reopening !== undefined) return ['reopening', `reopening-${reopening}`];
  return appealId === undefined ? ['own-motion', `own-motion-${reversal}`] : ['appeal', appealId];
}

/** What a schedule needs by the year it falls due. */
export function paymentsOf(schedule: readonly Instalment[]): YearAmount[] {
  return schedule.map(({ dueDate, amount }) => ({ year: yearOf(dueDate), amount }));
}

/** By year the larger of both. */
function atLeast(payments: readonly YearAmount[], before: readonly YearAmount[]): YearAmount[] {
  const [now, then] = [byYear(payments), byYear(before)];
  return [...new Set([...now.keys(), ...then.keys()])]
    .toSorted((a, b) => a - b)
    .map((year) => ({ year, amount: Math.max(now.get(year) ?? 0, then.get(year) ?? 0) }));
}

/** Both together, by year. */
function added(payments: readonly YearAmount[], further: readonly YearAmount[]): YearAmount[] {
  return [...byYear([...payments, ...further])]
    .map(([year, amount]) => ({ year, amount }))
    .toSorted((a, b) => a.year - b.year);
}

function total(payments: readonly YearAmount[]): number {
  return sum(payments.map(({ amount }) => amount));
}

function byYear(payments: readonly YearAmount[]): Map<number, number> {
  const years = new Map<number, number>();
  for (const { year, amount } of payments) years.set(year, (years.get(year) ?? 0) + amount);
  return years;
}
