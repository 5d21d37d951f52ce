import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { BudgetEvent, PaymentBooked, YearAmount } from '../contract/events.js';
import { budget, type BudgetCommand } from './budget.js';
import { freeFor } from './limits.js';

const of = { schemeId: 'work', currency: 'NOK' };
const { given } = specification(budget);

const appropriation = (year: number, amount: number, more: object = {}): BudgetEvent => ({
  type: 'AppropriationSet',
  data: { ...of, year, amount, transferredIn: 0, ...more },
});
const set = (year: number, amount: number, transferredIn: number, more: object = {}): BudgetCommand => ({
  type: 'SetAppropriation',
  ...of,
  year,
  amount,
  transferredIn,
  ...more,
});
const reserved = (reservationId: string, ...payments: YearAmount[]): BudgetEvent => {
  const total = payments.reduce((all, { amount }) => all + amount, 0);
  const data = { ...of, reservationId, caseId: `case-${reservationId}`, budgetYear: 2027, payments, total };
  return { type: 'CommitmentReserved', data };
};
const payment = (of_: Partial<PaymentBooked['data']>): PaymentBooked['data'] => ({
  ...of,
  payment: 'payment-1',
  payoutId: 'p1',
  reservationId: 'a',
  kind: 'settled',
  year: 2027,
  amount: 100,
  ...of_,
});
const paid = (of_: Partial<PaymentBooked['data']>): BudgetEvent => ({
  type: 'PaymentBooked',
  data: payment(of_),
});
const book = (of_: Partial<PaymentBooked['data']>): BudgetCommand => ({
  type: 'BookPayment',
  payment: payment(of_),
});
const back = (year: number, amount: number, id = 'back-1') =>
  ({
    type: 'BookPaidBack',
    paidBack: { ...of, payment: id, recoveryId: 'v1', year, amount },
  }) as const;
const adjust = (amount: number, year: number, more: object = {}): BudgetCommand => ({
  type: 'AdjustCommitment',
  schemeId: 'work',
  reservationId: 'a',
  payments: [{ year, amount }],
  grounds: 'fit',
  ...more,
});
const late = { year: 2028, amount: 100, movedFrom: [{ year: 2027, amount: 100 }] };

describe('a payment in another year than it was due in', () => {
  const history = [
    appropriation(2027, 100),
    appropriation(2028, 50),
    reserved('a', { year: 2027, amount: 100 }),
  ];

  it('frees the old year and charges the new one, also beyond what was given for it', () => {
    given(...history)
      .when(book(late))
      .then(paid(late));
    const state = fold(budget, [...history, paid(late)]);
    expect([freeFor(state, 2027), freeFor(state, 2028)]).toEqual([100, -50]);
    expect(Object.fromEntries(state.paid)).toEqual({ 2028: 100 });
  });

  it('is booked once, and where its commitment is not held any more it counts without it', () => {
    given(...history, paid(late))
      .when(book(late))
      .then();
    const { movedFrom: _, ...counted } = late;
    given(appropriation(2027, 100)).when(book(late)).then(paid(counted));
  });

  it('leaves nothing for others in a year it overdraws, and what was given is still recorded as it is', () => {
    given(...history, paid(late))
      .when({
        type: 'ReserveCommitment',
        ...of,
        reservationId: 'b',
        caseId: 'b',
        budgetYear: 2028,
        payments: [{ year: 2028, amount: 1 }],
      })
      .refused('budget-exceeded');
    for (const amount of [60, 40])
      given(...history, paid(late))
        .when(set(2028, amount, 0))
        .thenTypes('AppropriationSet');
  });

  it('stays where it is when the commitment is fitted by who does not know of it yet', () => {
    given(...history, paid(late))
      .when(adjust(100, 2027))
      .then();
    given(...history, paid(late))
      .when(adjust(100, 2028, { moves: [{ payment: 'payment-1', year: 2028, from: late.movedFrom }] }))
      .then();
  });

  it('moves the commitment also when whoever fits it knows of the payment before it is booked, and only once', () => {
    const moves = [{ payment: 'payment-1', year: 2028, from: late.movedFrom }];
    const fitted = budget.decide(adjust(80, 2028, { moves }), fold(budget, history));
    expect(fitted).toMatchObject({
      events: [{ type: 'CommitmentAdjusted', data: { payments: [{ year: 2028, amount: 80 }], moves } }],
    });
    const after = [...history, ...('events' in fitted ? fitted.events : [])];
    const { movedFrom: _, ...counted } = late;
    given(...after)
      .when(book(late))
      .then(paid(counted));
  });
});

describe('what is transferred into a year', () => {
  const year = [appropriation(2027, 100, { transferable: true }), reserved('a', { year: 2027, amount: 90 })];

  it('is at most what was given for the year before and not paid in it', () => {
    const history = [
      ...year,
      paid({ amount: 60 }),
      paid({ payment: 'payment-2', kind: 'returned', amount: 10 }),
    ];
    given(...history)
      .when(set(2028, 200, 51))
      .refused('beyond-left');
    given(...history)
      .when(set(2028, 200, 50))
      .thenTypes('AppropriationSet');
    // What was paid in January, though it was due in December, is left of the year before.
    given(...year, paid(late))
      .when(set(2028, 200, 100))
      .thenTypes('AppropriationSet');
  });

  it('is nothing where the post may not be transferred, which is so unless it is recorded', () => {
    for (const transferable of [undefined, false]) {
      const decision = budget.decide(set(2027, 100, 0, { transferable }), budget.initial);
      given(...('events' in decision ? decision.events : []))
        .when(set(2028, 200, 1))
        .refused('not-transferable');
    }
    given(appropriation(2027, 100, { transferable: false }))
      .when(set(2027, 100, 0, { transferable: true }))
      .thenTypes('AppropriationSet');
    given(appropriation(2027, 100, { transferable: true }))
      .when(set(2027, 120, 0))
      .then(appropriation(2027, 120, { transferable: true }));
  });

  it('is vouched for by who sets it for the years before the first recorded one, and where nobody said in those of before', () => {
    given()
      .when(set(2027, 100, 500))
      .thenTypes('AppropriationSet');
    given(appropriation(2027, 100))
      .when(set(2028, 200, 100))
      .thenTypes('AppropriationSet');
    given(appropriation(2027, 100))
      .when(set(2028, 200, 101))
      .refused('beyond-left');
  });

  it('is nothing after a year for which nothing was recorded between others', () => {
    given(...year)
      .when(set(2029, 200, 1))
      .refused('beyond-left');
  });

  describe('and was transferred', () => {
    const turned = [
      appropriation(2027, 1_000, { transferable: true }),
      appropriation(2028, 1_000, { transferredIn: 900 }),
    ];

    it('stays left of the year before: of 1 000, with 900 gone on, the appropriation comes down by 100 at most', () => {
      given(...turned)
        .when(set(2027, 899, 0))
        .refused('beyond-left');
      given(...turned)
        .when(set(2027, 900, 0))
        .thenTypes('AppropriationSet');
      given(...turned, paid({ amount: 60 }))
        .when(set(2027, 959, 0))
        .refused('beyond-left');
      given(...turned, appropriation(2028, 1_000, { transferredIn: 500 }))
        .when(set(2027, 500, 0))
        .thenTypes('AppropriationSet');
    });

    it('is not made untransferable before it is taken back', () => {
      given(...turned)
        .when(set(2027, 1_000, 0, { transferable: false }))
        .refused('not-transferable');
      given(...turned, appropriation(2028, 1_000))
        .when(set(2027, 1_000, 0, { transferable: false }))
        .thenTypes('AppropriationSet');
    });

    it('is raised also where more was paid since than is left: no revision makes it worse', () => {
      const overdrawn = [...turned, paid({ amount: 300 })];
      given(...overdrawn)
        .when(set(2027, 1_100, 0))
        .thenTypes('AppropriationSet');
      given(...overdrawn)
        .when(set(2027, 999, 0))
        .refused('beyond-left');
    });

    it('is vouched for where it came from a year for which nothing was recorded by then', () => {
      given(appropriation(2028, 1_000, { transferredIn: 900 }))
        .when(set(2027, 100, 0))
        .thenTypes('AppropriationSet');
    });
  });

  it('stays as it was recorded when only the appropriation is revised', () => {
    given(...year, appropriation(2028, 200, { transferredIn: 70 }), paid({ amount: 60 }))
      .when(set(2028, 250, 70))
      .thenTypes('AppropriationSet');
  });
});

describe('what is paid back of what had been repaid', () => {
  it('counts in its year beside what is committed, once, and is refused by no limit', () => {
    const history = [appropriation(2027, 100), reserved('a', { year: 2027, amount: 100 })];
    given(...history)
      .when(back(2027, 60))
      .thenTypes('PaidBackBooked');
    const booked: BudgetEvent = { type: 'PaidBackBooked', data: back(2027, 60).paidBack };
    given(...history, booked)
      .when(back(2027, 60))
      .then();
    const state = fold(budget, [...history, booked]);
    expect([state.paid.get(2027), state.reserved.get(2027), freeFor(state, 2027)]).toEqual([60, 160, -60]);
    // It is a fact: the appropriation may be recorded anew without it, and less of it is left to be transferred.
    given(...history, booked)
      .when(set(2027, 120, 0))
      .thenTypes('AppropriationSet');
    given(...history, booked)
      .when(set(2028, 100, 41))
      .refused('beyond-left');
  });
});
