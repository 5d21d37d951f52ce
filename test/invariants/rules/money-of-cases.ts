import type { BudgetEvent, YearAmount } from '#budget/contract/events.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import type { ApplicationEvent, AwardEvent } from '#grants/contract/events.js';
import { application } from '#grants/domain/application/application.js';
import type { Application } from '#grants/domain/application/state.js';
import { award } from '#grants/domain/award/award.js';
import { commitmentsOf } from '#grants/domain/award/commitments.js';
import { entitledOf, wasAccepted, type Award, hasEnded } from '#grants/domain/award/state.js';
import { sum } from '#money/money.js';
import type { PayoutEvent } from '#payouts/contract/events.js';
import { caseOf, entry, type Rule } from './rule.js';

interface Paid {
  readonly amount: number;
  paid: number;
  cancelled: boolean;
}

interface Money {
  application: Application;
  award: Award;
  readonly payouts: Map<string, Paid>;
  /** Minor units held by commitments that were not let go. */
  readonly held: Map<string, number>;
}

/**
 * settled − returned − due back − given up ≤ awarded in force ≤ reserved for the award; all payouts together, as far as they are
 * not cancelled or due back, are within the award, and each pays no more than it is for.
 */
export class MoneyOfCases implements Rule {
  private readonly cases = new Map<string, Money>();

  see(recorded: RecordedEvent): readonly string[] {
    const { stream } = recorded;
    const category = stream.slice(0, stream.indexOf('-'));
    if (!['application', 'award', 'payout', 'budget'].includes(category)) return [];
    if (recorded.metadata.caseId === undefined) return [];
    const money = entry(this.cases, caseOf(recorded), nothing);
    if (category === 'application')
      money.application = application.evolve(money.application, recorded as unknown as ApplicationEvent);
    else if (category === 'award') money.award = award.evolve(money.award, recorded as unknown as AwardEvent);
    else if (category === 'budget') book(money, recorded as unknown as BudgetEvent);
    else pay(money, recorded as unknown as PayoutEvent);
    return wasAccepted(money.award) ? ofAward(money) : ofDecision(money);
  }
}

function nothing(): Money {
  return {
    application: application.initial,
    award: award.initial,
    payouts: new Map(),
    held: new Map(),
  };
}

function book({ held }: Money, event: BudgetEvent): void {
  const total = (payments: readonly YearAmount[]) => sum(payments.map(({ amount }) => amount));
  if (event.type === 'CommitmentReserved' || event.type === 'CommitmentAdjusted')
    held.set(event.data.reservationId, total(event.data.payments));
  if (event.type === 'CommitmentReleased') held.delete(event.data.reservationId);
}

function pay({ payouts }: Money, event: PayoutEvent): void {
  if (event.type === 'PayoutOpened') {
    payouts.set(event.data.payoutId, { amount: event.data.amount.amount, paid: 0, cancelled: false });
    return;
  }
  const payout = payouts.get(event.data.payoutId)!;
  if (event.type === 'PayoutSettled' || event.type === 'PayoutPartiallySettled')
    payout.paid += event.data.amount.amount;
  if (event.type === 'PayoutReturned') payout.paid -= event.data.amount.amount;
  if (event.type === 'PayoutCancelled') payout.cancelled = true;
}

function ofAward({ award: state, payouts, held }: Money): string[] {
  if (!wasAccepted(state)) return [];
  const broken: string[] = [];
  const all = [...payouts.values()];
  const paid = sum(all.map((each) => each.paid));
  const live = sum(all.map((each) => (each.cancelled ? each.paid : each.amount)));
  const needed = commitmentsOf(state).map(({ reservationId, payments }) => ({
    reservationId,
    amount: sum(payments.map(({ amount }) => amount)),
  }));
  if (state.dueBack < 0) broken.push('less than nothing is due back');
  if (paid - state.dueBack - state.givenUp > state.amount)
    broken.push(`paid ${paid} less ${state.dueBack} due back is above the ${state.amount} in force`);
  if (live - state.dueBack - state.givenUp > state.amount)
    broken.push(`payouts of ${live} less ${state.dueBack} due back are above the ${state.amount} in force`);
  const inForce = state.levelled ? entitledOf(state) : state.amount;
  if (inForce > sum(needed.map(({ amount }) => amount)))
    broken.push(`${inForce} in force is more than the commitments are for`);
  for (const { reservationId, amount } of needed)
    if (amount > (held.get(reservationId) ?? 0))
      broken.push(`the award needs ${amount} of a commitment that holds ${held.get(reservationId) ?? 0}`);
  for (const each of all)
    if (each.paid > each.amount || each.paid < 0)
      broken.push(`${each.paid} is paid of a payout of ${each.amount}`);
  return broken;
}

function ofDecision({ application: state, award: accepted, held }: Money): string[] {
  if (state.status !== 'granted' || !state.decision) return [];
  const { amount, reservationId = '' } = state.decision;
  const lapsed = hasEnded(accepted, { reservationId });
  const reserved = held.get(reservationId) ?? 0;
  return lapsed || amount.amount <= reserved
    ? []
    : [`${amount.amount} is granted, ${reserved} is reserved for it`];
}
