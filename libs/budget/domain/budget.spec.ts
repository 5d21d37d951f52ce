import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import fc from 'fast-check';
import type { BudgetEvent, YearAmount } from '../contract/events.js';
import { budget, type BudgetCommand } from './budget.js';
import { freeFor } from './limits.js';
import { samples } from './testing/samples.js';

const schemeId = 'social-entrepreneurship';
const currency = 'NOK';
const { given } = specification(budget);

const appropriation = (year: number, amount: number, transferredIn = 0): BudgetEvent => ({
  type: 'AppropriationSet',
  data: { schemeId, currency, year, amount, transferredIn },
});
const authority = (year: number, amount: number): BudgetEvent => ({
  type: 'CommitmentAuthoritySet',
  data: { schemeId, currency, year, amount },
});
const reserve = (
  reservationId: string,
  ...payments: { year: number; amount: number }[]
): Extract<BudgetCommand, { type: 'ReserveCommitment' }> => ({
  type: 'ReserveCommitment',
  schemeId,
  reservationId,
  caseId: `case-${reservationId}`,
  currency,
  budgetYear: 2026,
  payments,
});
const reserved = (reservationId: string, ...payments: { year: number; amount: number }[]): BudgetEvent => {
  const { type: _, ...data } = reserve(reservationId, ...payments);
  const total = payments.reduce((all, { amount }) => all + amount, 0);
  return { type: 'CommitmentReserved', data: { ...data, total } };
};

const adjust = (
  reservationId: string,
  ...payments: { year: number; amount: number }[]
): Extract<BudgetCommand, { type: 'AdjustCommitment' }> => ({
  type: 'AdjustCommitment',
  schemeId,
  reservationId,
  payments,
  grounds: 'the grant was changed',
});

/** The history after these commands, each of which is carried out. */
function happened(history: readonly BudgetEvent[], ...commands: readonly BudgetCommand[]): BudgetEvent[] {
  let events = [...history];
  for (const command of commands) {
    const decision = budget.decide(command, fold(budget, events));
    if ('refused' in decision) throw new Error(decision.refused.detail);
    events = [...events, ...decision.events];
  }
  return events;
}

/** The most a body can say (`MOST_MINOR_UNITS` of the API). */
const MOST = 100_000_000_000_000;

describe('a budget of the largest amounts', () => {
  const appropriate = (year: number, amount = MOST): BudgetCommand => ({
    type: 'SetAppropriation',
    schemeId,
    currency,
    year,
    amount,
    transferredIn: amount,
    transferable: true,
  });
  const filled = happened([], ...Array.from({ length: 10 }, (_, n) => appropriate(2026 + n)));

  it('takes so much that the sums of all its years stay exact, and no more', () => {
    given(...filled)
      .when(appropriate(2036, 1))
      .refused('beyond-numbers');
    expect(happened(filled, appropriate(2026, MOST / 2), appropriate(2036, MOST / 2))).toHaveLength(12);
  });

  it('says what is free in every year, whatever is reserved', () => {
    const payments = Array.from({ length: 10 }, (_, n) => ({ year: 2026 + n, amount: MOST / 10 }));
    const allowed = {
      type: 'SetCommitmentAuthority',
      schemeId,
      currency,
      year: 2026,
      amount: MOST,
    } as const;
    const state = fold(budget, happened(filled, allowed, reserve('r', ...payments)));
    const free = [...state.frames.keys()].map((year) => freeFor(state, year));
    expect(free.every(Number.isSafeInteger)).toBe(true);
    expect(Number.isSafeInteger(free.reduce((all, each) => all + Math.abs(each), 0))).toBe(true);
  });
});

describe('a budget', () => {
  it('reserves what fits into the appropriation and what was transferred', () => {
    given(appropriation(2026, 900, 100))
      .when(reserve('a', { year: 2026, amount: 1000 }))
      .thenTypes('CommitmentReserved');
  });

  it('refuses what exceeds the appropriation by one minor unit', () => {
    given(appropriation(2026, 1000), reserved('a', { year: 2026, amount: 600 }))
      .when(reserve('b', { year: 2026, amount: 401 }))
      .refused('budget-exceeded');
  });

  it('never pools the appropriation with the commitment authority', () => {
    given(appropriation(2026, 1_000_000), authority(2026, 10))
      .when(reserve('a', { year: 2027, amount: 11 }))
      .refused('budget-exceeded');
    given(appropriation(2026, 10), authority(2026, 1_000_000))
      .when(reserve('a', { year: 2026, amount: 11 }))
      .refused('budget-exceeded');
  });

  it('counts old and new obligations of all later years against the authority', () => {
    given(appropriation(2026, 0), authority(2026, 100), reserved('a', { year: 2027, amount: 60 }))
      .when(reserve('b', { year: 2027, amount: 20 }, { year: 2028, amount: 21 }))
      .refused('budget-exceeded');
  });

  it('charges carried commitments first when their year comes', () => {
    given(
      appropriation(2026, 0),
      authority(2026, 100),
      reserved('a', { year: 2027, amount: 100 }),
      appropriation(2027, 150),
    )
      .when({ ...reserve('b', { year: 2027, amount: 51 }), budgetYear: 2027 })
      .refused('budget-exceeded');
  });

  it('binds later years to their own appropriation once it is set', () => {
    const history = [appropriation(2026, 0), authority(2026, 1000), appropriation(2027, 50)];
    given(...history)
      .when(reserve('a', { year: 2027, amount: 51 }))
      .refused('budget-exceeded');
    given(...history)
      .when(reserve('a', { year: 2027, amount: 50 }, { year: 2028, amount: 900 }))
      .thenTypes('CommitmentReserved');
  });

  it('charges a payment that was due before to the year in which it is committed', () => {
    given(appropriation(2026, 100))
      .when(reserve('a', { year: 2024, amount: 60 }, { year: 2026, amount: 40 }))
      .then(reserved('a', { year: 2026, amount: 100 }));
  });

  it('reserves once under one id', () => {
    given(appropriation(2026, 100), reserved('a', { year: 2026, amount: 100 }))
      .when(reserve('a', { year: 2026, amount: 100 }))
      .then();
  });

  it('frees what is released, once, and never reserves again under that id', () => {
    const history = [appropriation(2026, 100), reserved('a', { year: 2026, amount: 100 })];
    const release = {
      type: 'ReleaseCommitment',
      schemeId,
      reservationId: 'a',
      grounds: 'never decided',
    } as const;
    given(...history)
      .when(release)
      .thenTypes('CommitmentReleased');
    const released = budget.decide(release, fold(budget, history));
    const after = [...history, ...('events' in released ? released.events : [])];
    expect(freeFor(fold(budget, after), 2026)).toBe(100);
    given(...after)
      .when(release)
      .then();
    given(...after)
      .when(reserve('a', { year: 2026, amount: 1 }))
      .refused('reservation-released');
  });

  it('frees in the year of a release what an adjustment left', () => {
    const history = [appropriation(2026, 100), reserved('a', { year: 2026, amount: 100 })];
    const after = happened(history, adjust('a', { year: 2026, amount: 30 }), {
      type: 'ReleaseCommitment',
      schemeId,
      reservationId: 'a',
      grounds: 'revoked',
    });
    expect(after.at(-1)).toMatchObject({ type: 'CommitmentReleased', data: { total: 30 } });
    expect(freeFor(fold(budget, after), 2026)).toBe(100);
    given(...after)
      .when(adjust('a', { year: 2026, amount: 1 }))
      .refused('reservation-released');
  });

  it('is not set below what is reserved, nor in another currency', () => {
    given(appropriation(2026, 100), reserved('a', { year: 2026, amount: 80 }))
      .when({ type: 'SetAppropriation', schemeId, currency, year: 2026, amount: 79, transferredIn: 0 })
      .refused('below-reserved');
    given(appropriation(2026, 100))
      .when({ ...reserve('a'), currency: 'EUR' })
      .refused('other-currency');
  });

  it('keeps a further commitment of the same case, made for its continuation, beside the first', () => {
    const history = [appropriation(2026, 100), reserved('a', { year: 2026, amount: 60 })];
    const continuation = { ...reserve('a-2', { year: 2026, amount: 41 }), caseId: 'case-a' };
    given(...history)
      .when(continuation)
      .refused('budget-exceeded');
    given(...history)
      .when({ ...continuation, payments: [{ year: 2026, amount: 40 }] })
      .thenTypes('CommitmentReserved');
  });

  it('is never overdrawn, whatever is asked in whatever order', () => {
    const command = fc.oneof(
      fc
        .record({ id: fc.nat(8), now: fc.nat(70), later: fc.nat(70) })
        .map(({ id, now, later }) =>
          reserve(`r${id}`, { year: 2026, amount: now }, { year: 2027, amount: later }),
        ),
      fc
        .record({ id: fc.nat(8), now: fc.nat(70), later: fc.nat(70) })
        .map(({ id, now, later }) =>
          adjust(`r${id}`, { year: 2026, amount: now }, { year: 2027, amount: later }),
        ),
      fc.nat(8).map((id) => ({
        type: 'ReleaseCommitment' as const,
        schemeId,
        reservationId: `r${id}`,
        grounds: 'test',
      })),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let state = fold(budget, [appropriation(2026, 100), authority(2026, 100)]);
        for (const each of commands) {
          const decision = budget.decide(each, state);
          if ('events' in decision) for (const event of decision.events) state = budget.evolve(state, event);
          expect(freeFor(state, 2026)).toBeGreaterThanOrEqual(0);
          expect(state.reserved.get(2027) ?? 0).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

describe('a commitment that is raised for a decision', () => {
  const history = [appropriation(2026, 200), reserved('a', { year: 2026, amount: 60 })];
  const raise = (id: string, amount: number) => ({ ...adjust('a', { year: 2026, amount }), raise: id });
  const takeBack = (id: string, ...payments: YearAmount[]) =>
    ({ type: 'TakeBackRaise', schemeId, reservationId: 'a', raise: id, payments, grounds: 'died' }) as const;
  const heldAfter = (...commands: BudgetCommand[]) =>
    fold(budget, happened(history, ...commands)).reserved.get(2026);

  it('holds what it did before when none is made, once', () => {
    expect(heldAfter(raise('r1', 90), takeBack('r1'))).toBe(60);
    expect(heldAfter(raise('r1', 90), takeBack('r1'), raise('r2', 80), takeBack('r1'))).toBe(80);
    expect(heldAfter(raise('r1', 90), takeBack('another'))).toBe(90);
  });

  it('keeps what stands on it, and what it was adjusted to since', () => {
    expect(heldAfter(raise('r1', 90), takeBack('r1', { year: 2026, amount: 75 }))).toBe(75);
    expect(heldAfter(raise('r1', 90), adjust('a', { year: 2026, amount: 85 }), takeBack('r1'))).toBe(85);
    expect(heldAfter(raise('r1', 90), takeBack('r1', { year: 2026, amount: 100 }))).toBe(90);
  });

  it('keeps what another decision is about to be made with, and gives back both when neither is', () => {
    expect(heldAfter(raise('r1', 90), raise('r2', 90), takeBack('r1'))).toBe(90);
    expect(heldAfter(raise('r1', 90), raise('r2', 95), takeBack('r1'), takeBack('r2'))).toBe(60);
  });

  it('holds what was moved in its year again, as long as that year has room, and else no more than before', () => {
    const later = (amount: number) => ({ ...appropriation(2027, amount), year: 2027 });
    const moved = { ...adjust('a', { year: 2026, amount: 150 }), raise: 'r1' };
    const split = [
      appropriation(2026, 200),
      later(100),
      authority(2026, 100),
      reserved('a', { year: 2026, amount: 60 }, { year: 2027, amount: 40 }),
    ];
    const held = (...commands: BudgetCommand[]) => {
      const { payments } = fold(budget, happened(split, ...commands)).reservations.get('a')!;
      return payments.map(({ year, amount }) => [year, amount]);
    };
    expect(held(moved, takeBack('r1'))).toEqual([
      [2026, 60],
      [2027, 40],
    ]);
    const taken = reserve('b', { year: 2027, amount: 90 });
    expect(held(moved, taken, takeBack('r1'))).toEqual([[2026, 100]]);
  });

  it('stays let go', () => {
    const release = { type: 'ReleaseCommitment', schemeId, reservationId: 'a', grounds: 'lapsed' } as const;
    expect(heldAfter(raise('r1', 90), release, takeBack('r1'))).toBe(0);
  });
});

describe('a commitment that is adjusted', () => {
  const history = [
    appropriation(2026, 100),
    authority(2026, 100),
    reserved('a', { year: 2026, amount: 60 }, { year: 2027, amount: 50 }),
    reserved('b', { year: 2026, amount: 30 }),
  ];

  it('is raised by what fits, judged on the difference', () => {
    given(...history)
      .when(adjust('a', { year: 2026, amount: 70 }, { year: 2027, amount: 100 }))
      .then({
        type: 'CommitmentAdjusted',
        data: {
          schemeId,
          reservationId: 'a',
          caseId: 'case-a',
          currency,
          budgetYear: 2026,
          before: [
            { year: 2026, amount: 60 },
            { year: 2027, amount: 50 },
          ],
          payments: [
            { year: 2026, amount: 70 },
            { year: 2027, amount: 100 },
          ],
          total: 170,
          grounds: 'the grant was changed',
        },
      });
    given(...history)
      .when(adjust('a', { year: 2026, amount: 71 }, { year: 2027, amount: 50 }))
      .refused('budget-exceeded');
    given(...history)
      .when(adjust('a', { year: 2026, amount: 60 }, { year: 2027, amount: 101 }))
      .refused('budget-exceeded');
  });

  it('is lowered also in a year that has no money left', () => {
    const overdrawn = [authority(2026, 100), reserved('a', { year: 2027, amount: 100 }), authority(2027, 0)];
    given(...overdrawn)
      .when({ ...adjust('a', { year: 2027, amount: 1 }), budgetYear: 2027 })
      .thenTypes('CommitmentAdjusted');
  });

  it('moves between later years without new authority, and from one into this year only where there is money', () => {
    given(...history)
      .when(adjust('a', { year: 2026, amount: 60 }, { year: 2028, amount: 50 }))
      .thenTypes('CommitmentAdjusted');
    given(...history)
      .when(adjust('a', { year: 2026, amount: 110 }))
      .refused('budget-exceeded');
  });

  it('leaves what is not adjusted as it was', () => {
    given(...history)
      .when(adjust('a', { year: 2026, amount: 60 }, { year: 2027, amount: 50 }))
      .then();
    given(...history)
      .when(adjust('c', { year: 2026, amount: 1 }))
      .refused('reservation-unknown');
  });

  it('charges what is added to a year that is over to this year, and takes nothing from it', () => {
    const next = { budgetYear: 2027 };
    const turned = [...history, appropriation(2027, 60)];
    given(...turned)
      .when({ ...adjust('a', { year: 2026, amount: 70 }, { year: 2027, amount: 50 }), ...next })
      .thenTypes('CommitmentAdjusted');
    given(...turned)
      .when({ ...adjust('a', { year: 2026, amount: 71 }, { year: 2027, amount: 50 }), ...next })
      .refused('budget-exceeded');
    const state = fold(
      budget,
      happened(turned, { ...adjust('a', { year: 2026, amount: 10 }, { year: 2027, amount: 50 }), ...next }),
    );
    expect(freeFor(state, 2027)).toBe(10);
  });
});

describe('a new year', () => {
  const spent = [appropriation(2026, 1000), reserved('a', { year: 2026, amount: 900 })];
  const of2027 = (amount: number) => ({ ...reserve('n', { year: 2027, amount }), budgetYear: 2027 });

  it('has what was free in the year before and is transferred', () => {
    const turned = [...spent, appropriation(2027, 500, 100)];
    given(...turned)
      .when(of2027(600))
      .thenTypes('CommitmentReserved');
    given(...turned)
      .when(of2027(601))
      .refused('budget-exceeded');
  });

  it('pays commitments of the year before out of what is transferred before anything new', () => {
    const turned = [...spent, appropriation(2027, 500, 300)];
    given(...turned)
      .when(of2027(601))
      .refused('budget-exceeded');
    given(...turned)
      .when(of2027(600))
      .thenTypes('CommitmentReserved');
  });

  it('has the same left when such a commitment is moved into it', () => {
    const turned = [...spent, appropriation(2027, 500, 300)];
    const moved = happened(turned, {
      ...adjust('a', { year: 2026, amount: 700 }, { year: 2027, amount: 200 }),
      budgetYear: 2027,
    });
    expect(freeFor(fold(budget, turned), 2027)).toBe(600);
    expect(freeFor(fold(budget, moved), 2027)).toBe(600);
  });

  it('leaves nothing in the year before of what went on', () => {
    given(...spent, appropriation(2027, 0, 100))
      .when(reserve('late', { year: 2026, amount: 1 }))
      .refused('budget-exceeded');
    given(...spent, appropriation(2027, 0, 60))
      .when(reserve('late', { year: 2026, amount: 40 }))
      .thenTypes('CommitmentReserved');
  });

  it('is not appropriated less than what is carried into it and due in it', () => {
    const set = (year: number, amount: number, transferredIn: number) =>
      ({ type: 'SetAppropriation', schemeId, currency, year, amount, transferredIn }) as const;
    const bound = [...spent, authority(2026, 500), reserved('b', { year: 2027, amount: 300 })];
    given(...bound)
      .when(set(2027, 199, 200))
      .refused('below-reserved');
    given(...bound)
      .when(set(2027, 200, 200))
      .thenTypes('AppropriationSet');
    given(...bound, appropriation(2027, 200, 100))
      .when(set(2026, 999, 0))
      .refused('below-reserved');
  });
});

describe('every command on a budget in every state', () => {
  leadTo(budget, samples);
});
