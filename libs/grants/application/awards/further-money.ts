import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ReserveCommitment } from '#budget/contract/commands.js';
import { budgetYearOf } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import { partOf } from '#cqrs/following-command.js';
import type { AppropriationAwaited } from '../../contract/events.js';
import type { Awaited } from '../../domain/award/awaited.js';
import { wasAccepted, type AcceptedAward } from '../../domain/award/state.js';
import { money, sum } from '#money/money.js';
import { Applications } from '../applications/applications.js';
import { AidOfGrants } from '../decisions/aid-of-grants.js';
import { Awards } from './awards.js';
import { TakeAwardStep } from './steps.js';

/** What needs money beyond an award's commitments. */
export type Purpose = 'amendment' | 'reinstatement' | 'levelling' | 'lifting';

interface Change {
  readonly caseId: string;
  readonly purpose: Purpose;
  /** Minor units by year. */
  need(
    state: AcceptedAward,
    budgetYear: number,
  ): readonly { readonly year: number; readonly amount: number }[];
  /** Changes the award; names the reservation once there is one. */
  decide(reservationId?: string): Promise<Outcome>;
  /** What the award says it waits for where no money is free; a change that somebody decides is refused instead. */
  readonly awaited?: Awaited & { readonly renews?: true | undefined };
}

/** What a budget says of too little money; minor units. */
interface Shortage extends Pick<AppropriationAwaited['data'], 'limit' | 'year'> {
  readonly available: number;
  readonly needed: number;
}

/**
 * Money for more than an award's commitments hold. It is reserved first, under an id that the award then names;
 * what is reserved and not decided is given up on the award before the budget lets it go.
 */
@Injectable()
export class FurtherMoney {
  constructor(
    private readonly awards: Awards,
    private readonly applications: Applications,
    private readonly aid: AidOfGrants,
    private readonly commands: CommandBus,
  ) {}

  /** Decides, with the money reserved first where more is needed; leaves nothing reserved when it is refused. */
  async reservedFor(change: Change, context: CommandContext): Promise<Outcome> {
    const outcome = await this.tried(change, context);
    if (outcome.ok || !change.awaited || outcome.refusal.code !== 'budget-exceeded') return outcome;
    const { limit, year, available, needed } = outcome.refusal.facts as unknown as Shortage;
    const short = { limit, year, missing: needed - available };
    const step = { type: 'AwaitAppropriation', ...change.awaited, ...short } as const;
    const waiting = partOf(context, 'await-appropriation');
    return this.commands.execute(new TakeAwardStep(change.caseId, step, waiting));
  }

  private async tried(change: Change, context: CommandContext): Promise<Outcome> {
    const { caseId, purpose } = change;
    const first = await change.decide();
    if (first.ok || first.refusal.code !== 'reservation-missing') return first;
    const state = await this.awards.find(caseId);
    if (!wasAccepted(state)) return first;
    const budgetYear = budgetYearOf(context.now);
    const payments = change.need(state, budgetYear);
    if (payments.length === 0) return first;
    const reservationId = furtherReservation(state, purpose, budgetYear);
    const { schemeId, amount } = state.terms;
    const reserve = { reservationId, caseId, currency: amount.currency, budgetYear, payments };
    const reserveAs = (as: CommandContext) =>
      this.commands.execute(new ReserveCommitment(schemeId, reserve, partOf(as, `reserve:${reservationId}`)));
    const refusedAs = (as: CommandContext) => this.refusedAid(state, change, payments, reservationId, as);
    // Asked first: what is refused leaves nothing in award and budget, however often it is tried.
    const asking = { ...context, dryRun: true } as const;
    const asked = await reserveAs(asking);
    const barred = asked.ok ? await refusedAs(asking) : asked;
    if (barred) return barred;
    // Who only asks has reserved nothing: the award would be decided with the money there.
    if (context.dryRun) return change.decide(reservationId);
    const reserved = await reserveAs(context);
    if (!reserved.ok) return reserved;
    const second = (await refusedAs(context)) ?? (await change.decide(reservationId));
    if (!second.ok) {
      const grounds = `the change was refused: ${second.refusal.code}`;
      const abandon = partOf(context, `abandon:${reservationId}`);
      const step = { type: 'AbandonAmendment', reservationId, grounds } as const;
      await this.commands.execute(new TakeAwardStep(caseId, step, abandon));
    }
    return second;
  }

  /** A raised award is more de minimis aid; one that is reinstated was counted when it was granted. */
  private async refusedAid(
    { terms }: AcceptedAward,
    { caseId, purpose }: Change,
    payments: readonly { readonly amount: number }[],
    reservationId: string,
    context: CommandContext,
  ): Promise<Outcome | undefined> {
    if (purpose !== 'amendment') return undefined;
    const amount = money(sum(payments.map((payment) => payment.amount)), terms.amount.currency);
    const state = await this.applications.find(caseId);
    const declaration = state.status === 'none' ? undefined : state.submission.stateAid;
    const undeclared = await this.aid.undeclaredIn({ ...terms, stateAid: declaration });
    if (undeclared) return { ok: false, refusal: undeclared };
    const further = { caseId, terms, organisation: terms.recipient, declaration, amount, reservationId };
    const aid = await this.aid.record(further, context);
    return aid?.ok === false ? aid : undefined;
  }
}

/**
 * One reservation per change and budget year; a new one after one that was given up, or that the award has stood on: what
 * was planned with it may have been cut since, and the budget has let it go then.
 */
export function furtherReservation(state: AcceptedAward, purpose: Purpose, budgetYear: number): string {
  const { terms, abandoned, reservations } = state;
  const change = { purpose, number: numbersOf(state)[purpose], given: abandoned.size, budgetYear };
  for (let before = 0; ; before++) {
    const id = idOf(terms.awardId, { ...change, before });
    if (!reservations.some(({ reservationId }) => reservationId === id)) return id;
  }
}

/** What a reservation is made for. */
interface Numbered {
  readonly purpose: Purpose;
  readonly number: number;
  /** Reservations that were given up before. */
  readonly given: number;
  readonly budgetYear: number;
  /** Reservations for a change of the same number that the award has stood on. */
  readonly before: number;
}

function idOf(awardId: string, { purpose, number, given, budgetYear, before }: Numbered): string {
  const again = before === 0 ? [] : [before];
  return derivedId('reservation', awardId, purpose, number, given, budgetYear, ...again);
}

/**
 * What tells the changes of an award apart: of what is planned anew the last instalment before it. One revocation may be
 * undone part by part, and two in any order.
 */
function numbersOf({
  amendments,
  revocations,
  reservations,
  schedule,
}: AcceptedAward): Readonly<Record<Purpose, number>> {
  const last = Math.max(0, ...schedule.map(({ number }) => number));
  const reinstatement = revocations + reservations.size;
  return { amendment: amendments, reinstatement, levelling: last, lifting: last };
}

function numberedByPlan(purpose: Purpose): boolean {
  return purpose === 'levelling' || purpose === 'lifting';
}

/** Whether the award has stood on a reservation. */
function isKnown({ terms, reservations }: AcceptedAward, change: Numbered): boolean {
  const id = idOf(terms.awardId, change);
  return reservations.some(({ reservationId }) => reservationId === id);
}

/** Whether a reservation was made for a change of this award that nobody has decided on since. */
export function isUndecided(state: AcceptedAward, reservationId: string, budgetYear: number): boolean {
  if (state.reservations.some((each) => each.reservationId === reservationId)) return false;
  const { terms, abandoned } = state;
  const last = numbersOf(state);
  const most = Math.max(...Object.values(last));
  for (const purpose of ['amendment', 'reinstatement', 'levelling', 'lifting'] as const)
    for (let number = 0; number <= (numberedByPlan(purpose) ? last.levelling : most); number++)
      for (let given = 0; given <= abandoned.size; given++) {
        const change = { purpose, number, given, budgetYear };
        for (let before = 0; before === 0 || isKnown(state, { ...change, before: before - 1 }); before++)
          if (idOf(terms.awardId, { ...change, before }) === reservationId) return true;
      }
  return false;
}
