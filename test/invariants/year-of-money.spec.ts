import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { budget } from '#budget/domain/budget.js';
import type { BudgetEvent } from '#budget/contract/events.js';
import { yearOf } from '#calendar/oslo.js';
import { fold, type Decider } from '#eventsourcing/decider.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { AwardEvent } from '#grants/contract/events.js';
import { award } from '#grants/domain/award/award.js';
import { commitmentsOf, movesOf } from '#grants/domain/award/commitments.js';
import { type AcceptedAward } from '#grants/domain/award/state.js';
import { offer } from '#grants/domain/award/testing/offer.js';
import { sum } from '#money/money.js';
import type { PayoutEvent } from '#payouts/contract/events.js';
import { payout } from '#payouts/domain/payout/payout.js';
import { paidOf, type KnownPayout, type Payout } from '#payouts/domain/payout/state.js';
import { named, order } from '#payouts/domain/payout/testing/commands.js';

const CURRENCY = 'NOK';
const KIND = {
  PayoutPartiallySettled: 'settled',
  PayoutSettled: 'settled',
  PayoutReturned: 'returned',
  PayoutCancelled: 'cancelled',
} as const;
const SCHEDULE = [
  { number: 1, dueDate: '2026-11-01', amount: 100 },
  { number: 2, dueDate: '2026-12-01', amount: 150 },
  { number: 3, dueDate: '2027-06-01', amount: 200 },
];
const DAYS = ['2026-12-20', '2027-01-03', '2027-06-10', '2027-12-31', '2028-01-02', '2029-01-02'];

/** Minor units that were settled or came back, by year: what the bank said, and nothing else. */
type Years = Map<number, number>;

const step = fc.record({
  what: fc.constantFrom(
    'settle',
    'settle',
    'settle in part',
    'return',
    'return',
    'fail',
    'cancel',
    'a day passes',
    'a day passes',
    'the budget books',
    'the award moves',
    'the budget is fitted',
    'all runs once more',
  ),
  which: fc.nat(2),
  part: fc.integer({ min: 1, max: 150 }),
});
type Step = ReturnType<typeof step.generate>['value'];

/** A grant of three payouts, its budget, and reactions that come late, in any order and more than once. */
class Grant {
  readonly bank: Years = new Map();
  private today = 0;
  private reference = 0;
  private readonly payouts: Payout[];
  private readonly told: { readonly id: string; readonly event: PayoutEvent }[] = [];
  private booked = 0;
  private moved = 0;
  private ofAward: readonly AwardEvent[];
  private ofBudget: readonly BudgetEvent[];

  constructor() {
    const terms = { ...offer, amount: { amount: 450, currency: CURRENCY }, schedule: SCHEDULE };
    const accept = { type: 'AcceptAward', offer: terms, now: '2027-06-02T08:00:00Z' } as const;
    this.ofAward = decided(award, accept, award.initial);
    const frame = { schemeId: 's', currency: CURRENCY };
    const payments = [
      { year: 2026, amount: 250 },
      { year: 2027, amount: 200 },
    ];
    const reservation = { ...frame, reservationId: 'r1', caseId: 'a1', budgetYear: 2026, payments };
    this.ofBudget = [
      { type: 'AppropriationSet', data: { ...frame, year: 2026, amount: 250, transferredIn: 0 } },
      { type: 'AppropriationSet', data: { ...frame, year: 2027, amount: 200, transferredIn: 0 } },
      { type: 'CommitmentReserved', data: { ...reservation, total: 450 } },
    ];
    this.payouts = this.ofAward.flatMap((event) => {
      if (event.type !== 'InstalmentReleased') return [];
      const { payoutId, dueDate, budgetYear, amount } = event.data;
      const opened = { ...order, payoutId, dueDate, budgetYear, amount };
      return [payout.evolve(payout.initial, { type: 'PayoutOpened', data: opened })];
    });
  }

  get award(): AcceptedAward {
    return fold(award, this.ofAward) as AcceptedAward;
  }

  get budget() {
    return fold(budget, this.ofBudget);
  }

  get known(): readonly KnownPayout[] {
    return this.payouts as readonly KnownPayout[];
  }

  /** What is to be held for each year for certain: what was paid in it, and what was cancelled in that it was due in. */
  get certain(): Years {
    const years = new Map(this.bank);
    for (const each of this.known) {
      if (each.status !== 'cancelled') continue;
      const { budgetYear, amount } = each.order;
      years.set(budgetYear, (years.get(budgetYear) ?? 0) + amount.amount - paidOf(each));
    }
    return years;
  }

  take({ what, which, part }: Step): void {
    const today = DAYS[this.today]!;
    const said = { ...named(`B${++this.reference}`), today };
    const amount = { amount: part, currency: CURRENCY };
    switch (what) {
      case 'settle':
        this.instruct(which);
        return this.tell(which, { type: 'SettlePayout', settledOn: today, ...said });
      case 'settle in part':
        this.instruct(which);
        return this.tell(which, { type: 'SettlePayout', settledOn: today, amount, ...said });
      case 'return': {
        const attempt = [...this.known[which]!.attempts].find(({ settled, returned }) => settled > returned);
        const { instructionId } = attempt ?? {};
        const back = { type: 'ReturnPayout', returnedOn: today, reasonCode: 'AC06', instructionId } as const;
        return this.tell(which, { ...back, ...said });
      }
      case 'fail':
        return this.tell(which, { type: 'FailPayout', reasonCode: 'AC04' });
      case 'cancel':
        return this.tell(which, { type: 'CancelPayout', grounds: 'Given up.' });
      case 'a day passes':
        this.today = Math.min(DAYS.length - 1, this.today + 1);
        return;
      case 'the budget books':
        return this.book(this.told[this.booked] && this.booked++);
      case 'the award moves':
        return this.move(this.told[this.moved] && this.moved++);
      case 'the budget is fitted':
        return this.fit();
      case 'all runs once more':
        for (let n = 0; n < this.booked; n++) this.book(n);
        for (let n = 0; n < this.moved; n++) this.move(n);
    }
  }

  /** Everything that was told has led to what it leads to. */
  comeToRest(): void {
    while (this.booked < this.told.length) this.book(this.booked++);
    while (this.moved < this.told.length) this.move(this.moved++);
  }

  fit(): void {
    const [held] = commitmentsOf(this.award);
    const moves = movesOf(this.award, 'r1');
    const fit = { ...held!, type: 'AdjustCommitment', schemeId: 's', moves, grounds: 'fit' } as const;
    this.ofBudget = [...this.ofBudget, ...decided(budget, fit, this.budget)];
  }

  private instruct(which: number): void {
    if (!['due', 'failed', 'returned'].includes(this.known[which]!.status)) return;
    const instructionId = `i${++this.reference}`;
    for (const command of [
      { type: 'AttestPayout', attester: 'carl' },
      { type: 'ApprovePayout', approver: 'berit' },
      { type: 'InstructPayout', instructionId, instructedOn: DAYS[this.today]! },
    ] as const)
      this.tell(which, command);
  }

  /** Says it to the payout, which may refuse. */
  private tell(which: number, command: Parameters<typeof payout.decide>[0]): void {
    const decision = payout.decide(command, this.payouts[which]!);
    for (const event of 'events' in decision ? decision.events : []) {
      this.payouts[which] = payout.evolve(this.payouts[which]!, event);
      this.told.push({ id: `event-${this.told.length}`, event });
      if (event.type === 'PayoutSettled' || event.type === 'PayoutPartiallySettled')
        this.count(event.data.settledOn, event.data.amount.amount);
      if (event.type === 'PayoutReturned') this.count(event.data.returnedOn, -event.data.amount.amount);
    }
  }

  private count(day: string, amount: number): void {
    this.bank.set(yearOf(day), (this.bank.get(yearOf(day)) ?? 0) + amount);
  }

  private book(n: number | undefined): void {
    const told = n === undefined ? undefined : this.told[n];
    if (!told || !isCounted(told.event)) return;
    const { type, data } = told.event;
    if (data.commitmentId === undefined) return;
    const payment = {
      schemeId: 's',
      currency: CURRENCY,
      payment: told.id,
      payoutId: data.payoutId,
      reservationId: data.commitmentId,
      kind: KIND[type],
      year: data.budgetYear,
      amount: data.amount.amount,
      movedFrom: 'movedFrom' in data ? data.movedFrom : undefined,
    };
    this.ofBudget = [...this.ofBudget, ...decided(budget, { type: 'BookPayment', payment }, this.budget)];
  }

  private move(n: number | undefined): void {
    const told = n === undefined ? undefined : this.told[n];
    if (!told || !('movedFrom' in told.event.data) || told.event.data.movedFrom === undefined) return;
    const { payoutId, commitmentId, budgetYear: year, movedFrom: from } = told.event.data;
    const move = {
      type: 'MoveCommitment',
      payoutId,
      reservationId: commitmentId!,
      payment: told.id,
    } as const;
    this.ofAward = [...this.ofAward, ...decided(award, { ...move, year, from }, this.award)];
  }
}

function isCounted(event: PayoutEvent): event is Extract<PayoutEvent, { type: keyof typeof KIND }> {
  return Object.hasOwn(KIND, event.type);
}

/** What happens. @throws Error when it is refused: facts never are */
function decided<State, Command, Event extends DomainEvent, No extends Refusal>(
  decider: Decider<State, Command, Event, No>,
  command: Command,
  state: State,
): readonly Event[] {
  const decision = decider.decide(command, state);
  if ('refused' in decision) throw new Error(decision.refused.detail);
  return decision.events;
}

/** Years without what came to nothing. */
const listed = (years: ReadonlyMap<number, number>) =>
  Object.fromEntries([...years].filter(([, amount]) => amount !== 0).toSorted(([a], [b]) => a - b));
const byYear = (payments: readonly { readonly year: number; readonly amount: number }[]) =>
  listed(new Map(payments.map(({ year, amount }) => [year, amount])));

describe('the year in which money counts', () => {
  it('is that in which it was paid or came back, whenever it was due and however late it is booked', () => {
    let moves = 0;
    let below = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
        const grant = new Grant();
        for (const each of steps) grant.take(each);
        grant.comeToRest();
        const { paid, reservations } = grant.budget;
        expect(listed(paid)).toEqual(listed(grant.bank));
        expect(sum([...paid.values()])).toBe(sum(grant.known.map(paidOf)));

        // The commitment is as large as ever, and holds in each year what was paid in it.
        const held = reservations.get('r1')!;
        expect(sum(held.payments.map(({ amount }) => amount))).toBe(450);
        expect(byYear(held.payments)).toEqual(byYear(commitmentsOf(grant.award)[0]!.payments));
        for (const [year, amount] of grant.certain)
          expect(byYear(held.payments)[year] ?? 0).toBeGreaterThanOrEqual(amount);

        grant.fit();
        expect(grant.budget.reservations.get('r1')!.payments).toEqual(held.payments);
        moves += grant.award.moves.size;
        below += held.payments.filter(({ amount }) => amount < 0).length;
      }),
      { numRuns: 500 },
    );
    expect(moves).toBeGreaterThan(200);
    expect(below).toBeGreaterThan(3);
  });
});
