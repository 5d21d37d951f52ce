import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
import { award, type AwardCommand } from './award.js';
import { evolve } from './evolve.js';
import { recoveryOf } from './levelling.js';
import { payoutIdOf } from './release.js';
import {
  balanceOf,
  cutsOf,
  loweringsOf,
  payableOf,
  type ClaimStanding,
  type MoneyStanding,
  type PaymentStanding,
} from './standing-of-money.js';
import { paidForReport } from './reported.js';
import { commitmentsOf } from './commitments.js';
import { entitledOf, type AcceptedAward, type Award } from './state.js';
import { AWARD, nok, offer } from './testing/offer.js';
import { samples } from './testing/samples.js';

const { commands } = samples;
const NOW = '2026-03-24T12:00:00Z';

function sent(before: Award, ...commanded: readonly AwardCommand[]): AcceptedAward {
  return commanded.reduce((state, command) => {
    const decision = award.decide(command, state);
    if ('refused' in decision) throw new Error(decision.refused.detail);
    return decision.events.reduce(evolve, state);
  }, before) as AcceptedAward;
}

function after(history: readonly AwardEvent[], ...commanded: readonly AwardCommand[]): AcceptedAward {
  return sent(fold(award, history), ...commanded);
}

/** A grant of 300 that is due, reduced to 100 by a revocation in part. */
const whole = { ...offer, schedule: [{ number: 1, dueDate: '2026-03-01', amount: 300 }] };
const reduced = after(
  [],
  { ...commands.AcceptAward, offer: whole } as AwardCommand,
  commands.ForewarnRevocation,
  { ...commands.ProposeRevocation, amountInForce: nok(100) } as AwardCommand,
  commands.ApproveRevocation,
);

const FIRST = payoutIdOf(AWARD, 1);
const SECOND = payoutIdOf(AWARD, 2);
const payment = (standing: Partial<PaymentStanding> = {}): PaymentStanding => {
  return { paid: 0, underWay: 0, opened: true, cancelled: false, byPerson: false, ...standing };
};
const claim = (standing: Partial<ClaimStanding>): ClaimStanding => {
  const recoveryId = recoveryOf(AWARD, 'excess-1');
  return {
    recoveryId,
    basis: 'revocation',
    approved: false,
    repaid: 0,
    owed: 0,
    givenUp: 0,
    writtenOff: 0,
    stillOwed: standing.writtenOff ?? 0,
    inAll: (standing.repaid ?? 0) + (standing.owed ?? 0) + (standing.writtenOff ?? 0),
    ...standing,
  };
};
const moneyOf = (
  payments: Readonly<Record<string, PaymentStanding>>,
  ...claims: readonly ClaimStanding[]
): MoneyStanding => ({ payments: new Map(Object.entries(payments)), claims });
const level = (money: MoneyStanding) =>
  ({ type: 'LevelAward', money, now: NOW, budgetYear: 2026, reservationId: 'r9' }) as const;

describe('an award of 300 that is due, revoked in part to 100', () => {
  it('is not planned again for what is not handed over of a payout that is with the bank', () => {
    const cut = { [FIRST]: payment({ cancelled: true }) };
    const again = sent(reduced, level(moneyOf(cut)));
    const inPart = { ...cut, [SECOND]: payment({ underWay: 1 }) };
    expect(award.decide(level(moneyOf(inPart)), again)).toEqual({ events: [] });
  });

  it('goes on, with the surplus of 200 booked as due back and nothing claimed', () => {
    const { status, amount, dueBack, claims } = reduced;
    expect([status, amount, dueBack, claims.size]).toEqual(['accepted', 100, 200, 0]);
  });

  it('cuts the payout, and plans what stays in force under a payout of its own, on the same commitment', () => {
    expect(cutsOf(reduced, moneyOf({ [FIRST]: payment() }))).toEqual([FIRST]);
    const cut = level(moneyOf({ [FIRST]: payment({ cancelled: true }) }));
    const decision = award.decide(cut, reduced);
    const events = 'events' in decision ? decision.events : [];
    expect(events.map(({ type }) => type)).toEqual([
      'InstalmentCancelled',
      'DueBackReduced',
      'InstalmentsReplanned',
      'InstalmentReleased',
    ]);
    const left = events.reduce(evolve, reduced) as AcceptedAward;
    expect(left.released.get(SECOND)).toMatchObject({ number: 2, amount: 100, cancelled: false });
    expect([left.dueBack, left.releasedInAll]).toEqual([0, 100]);
    expect(commitmentsOf(left)).toEqual([{ reservationId: 'r1', payments: [{ year: 2026, amount: 100 }] }]);
    // Looked at once more it stays so.
    expect(award.decide(cut, left)).toEqual({ events: [] });
  });

  it('claims nothing while the payout is with the bank, and the excess once it is settled', () => {
    const atBank = moneyOf({ [FIRST]: payment({ underWay: 300 }) });
    expect(cutsOf(reduced, atBank)).toEqual([]);
    expect(award.decide(level(atBank), reduced)).toEqual({ events: [] });
    const settled = moneyOf({ [FIRST]: payment({ paid: 300 }) });
    const decision = award.decide(level(settled), reduced);
    expect(decision).toMatchObject({
      events: [{ type: 'ExcessClaimed', data: { claim: 1, amount: nok(200), revocation: 1 } }],
    });
    const claimed = ('events' in decision ? decision.events : []).reduce(evolve, reduced);
    // Nobody was forewarned of it yet, and it is claimed already.
    expect(award.decide(level(settled), claimed)).toEqual({ events: [] });
  });

  it('says from when the limitation of the claim runs: the reduction, or a payment after it', () => {
    const settlements = [
      { on: '2026-02-10', amount: 140 },
      { on: '2026-05-04', amount: 100 },
      { on: '2026-05-11', amount: 60 },
    ];
    const settled = moneyOf({ [FIRST]: payment({ paid: 300, settlements }) });
    const startsFor = (state: AcceptedAward) => award.decide(level(settled), state);
    expect(startsFor({ ...reduced, reducedOn: '2026-04-07' })).toMatchObject({
      events: [
        {
          data: {
            starts: [
              { since: '2026-04-07', amount: 40 },
              { since: '2026-05-04', amount: 100 },
              { since: '2026-05-11', amount: 60 },
            ],
          },
        },
      ],
    });
    const reported = { every: 'year', fromYear: 2026, toYear: 2026, spent: 250 } as const;
    const unspent = after(
      [],
      { ...commands.AcceptAward, offer: whole } as AwardCommand,
      { ...commands.ClaimUnspent, amount: 50, reported } as AwardCommand,
    );
    expect(startsFor({ ...unspent, unspentOn: '2027-04-01' })).toMatchObject({
      events: [{ data: { basis: 'unspent', starts: [{ since: '2027-04-01', amount: 50 }] } }],
    });
  });

  it('lowers the claim when the money comes back before it is repaid, and pays what is in force', () => {
    const returned = moneyOf({ [FIRST]: payment({ paid: 0 }) }, claim({ owed: 200 }));
    expect(loweringsOf(reduced, returned)).toEqual([{ recoveryId: recoveryOf(AWARD, 'excess-1'), most: 0 }]);
    expect(cutsOf(reduced, returned)).toEqual([FIRST]);
    const partly = moneyOf({ [FIRST]: payment({ paid: 250 }) }, claim({ owed: 200 }));
    expect(loweringsOf(reduced, partly)).toMatchObject([{ most: 150 }]);
  });

  it('lowers the latest claim first, and one that was approved last', () => {
    const claims = [
      claim({ recoveryId: 'a', owed: 100 }),
      claim({ recoveryId: 'b', owed: 100, approved: true }),
      claim({ recoveryId: 'c', owed: 100 }),
    ];
    const money = moneyOf({ [FIRST]: payment({ paid: 250 }) }, ...claims);
    expect(loweringsOf(reduced, money)).toEqual([
      { recoveryId: 'c', most: 0 },
      { recoveryId: 'a', most: 50 },
    ]);
  });

  it('claims what is neither claimed nor given up, and what is given up is due back no more', () => {
    const dropped = moneyOf({ [FIRST]: payment({ paid: 300 }) }, claim({ givenUp: 150 }));
    const decision = award.decide(level(dropped), reduced);
    expect(decision).toMatchObject({
      events: [
        { type: 'DueBackRelinquished', data: { amount: nok(150) } },
        { type: 'ExcessClaimed', data: { amount: nok(50) } },
      ],
    });
    const levelled = ('events' in decision ? decision.events : []).reduce(evolve, reduced) as AcceptedAward;
    expect(levelled.dueBack).toBe(50);
    // A claim that was waived in part and falls with what it rested on gives nothing up.
    const fell = moneyOf({ [FIRST]: payment({ paid: 0 }) }, claim({}));
    expect(award.decide(level(fell), levelled)).toMatchObject({
      events: [{ type: 'DueBackRelinquished', data: { amount: nok(0) } }],
    });
  });

  it.each([
    ['the reduction first: of the 100 in force 50 are unspent', true, 50, 250],
    ['the report first: 250 are unspent, and come off the 100 that stay in force', false, 0, 300],
  ])('counts reduction and report in the order they came, %s', (_, reducedFirst, entitled, due) => {
    const revoke = [
      commands.ForewarnRevocation,
      { ...commands.ProposeRevocation, amountInForce: nok(100) } as AwardCommand,
      commands.ApproveRevocation,
    ];
    const covers = { reportId: 'rep1', every: 'year', fromYear: 2026, toYear: 2026 } as const;
    const reported = (state: AcceptedAward) => {
      const { reportId, ...years } = covers;
      const amount = paidForReport(state, covers, () => 300) - 50;
      const claims = { type: 'ClaimUnspent', reportId, amount, reported: { ...years, spent: 50 } } as const;
      return sent(state, { ...claims, now: NOW });
    };
    const accepted = after([], { ...commands.AcceptAward, offer: whole } as AwardCommand);
    const state = reducedFirst ? reported(sent(accepted, ...revoke)) : sent(reported(accepted), ...revoke);
    const { toClaim } = balanceOf(state, moneyOf({ [FIRST]: payment({ paid: 300 }) }));
    expect([entitledOf(state), toClaim]).toEqual([entitled, due]);
  });

  it.each([
    ['150 come back of 300: the 80 that are counted on, and 70 of the 120 written off', 150, 80, 120, 50],
    ['250 come back: nothing is kept in excess, and nothing is owed', 50, 80, 120, 0],
    ['90 come back: less is counted on, and 110 of what was written off stay owed', 210, 80, 120, 110],
    ['all was written off, and 200 come back: nothing is owed twice', 100, 0, 200, 0],
  ])('lowers what is owed in all by what the bank sends back, %s', (_, paid, owed, writtenOff, most) => {
    const money = moneyOf(
      { [FIRST]: payment({ paid }) },
      claim({ approved: true, owed, writtenOff, inAll: 200 }),
    );
    expect(loweringsOf(reduced, money)).toEqual([{ recoveryId: recoveryOf(AWARD, 'excess-1'), most }]);
  });

  it('leaves alone what was barred before it was claimed: nobody can repay it', () => {
    const money = moneyOf({ [FIRST]: payment({ paid: 50 }) }, claim({ writtenOff: 200, stillOwed: 0 }));
    expect(loweringsOf(reduced, money)).toEqual([]);
  });

  it('keeps what was written off as due back, and claims it no more', () => {
    const writtenOff = moneyOf({ [FIRST]: payment({ paid: 300 }) }, claim({ writtenOff: 200 }));
    expect(award.decide(level(writtenOff), reduced)).toEqual({ events: [] });
    expect(reduced.dueBack).toBe(200);
  });

  it('lets an instruction take what is payable, and nothing once that is with the bank', () => {
    const state = reduced;
    expect(payableOf(state, FIRST, moneyOf({ [FIRST]: payment() }))).toBe(100);
    const both = moneyOf({ [FIRST]: payment({ underWay: 80 }), [SECOND]: payment() });
    const two = {
      ...state,
      released: state.released.with({ ...state.released.get(FIRST)!, payoutId: SECOND, number: 2 }),
    };
    expect(payableOf(two, SECOND, both)).toBe(20);
    expect(payableOf({ ...state, suspendedBy: 'k1' }, FIRST, moneyOf({}))).toBe(0);
  });

  it('is reinstated after a repayment with what was repaid payable again, and its money reserved', () => {
    const repaid = moneyOf({ [FIRST]: payment({ paid: 300 }) }, claim({ repaid: 200 }));
    const reinstated = (
      award.decide({ ...commands.ReinstateAward, now: NOW } as AwardCommand, reduced) as {
        events: readonly AwardEvent[];
      }
    ).events.reduce(evolve, reduced) as AcceptedAward;
    expect([reinstated.amount, balanceOf(reinstated, repaid).payable]).toEqual([300, 200]);
    expect(award.decide({ ...level(repaid), reservationId: undefined }, reinstated)).toMatchObject({
      refused: { code: 'reservation-missing' },
    });
    expect(award.decide(level(repaid), reinstated)).toMatchObject({
      events: [
        { type: 'InstalmentsReplanned', data: { reservationId: 'r9', unpaid: nok(200) } },
        { type: 'InstalmentReleased', data: { instalment: 2, amount: nok(200) } },
      ],
    });
  });

  it('plans anew what the bank sends back of a payout that was cut, under a payout of its own', () => {
    const cut = moneyOf({ [FIRST]: payment({ paid: 60, cancelled: true }) });
    const booked = sent(reduced, level(cut));
    expect(booked.released.get(SECOND)).toMatchObject({ amount: 40 });
    const back = { [FIRST]: payment({ paid: 10, cancelled: true }), [SECOND]: payment() };
    // What is due beside it stays due.
    expect(cutsOf(booked, moneyOf(back))).toEqual([]);
    expect(award.decide(level(moneyOf(back)), booked)).toMatchObject({
      events: [
        { type: 'InstalmentCancelled', data: { payoutId: FIRST, amount: nok(50) } },
        { type: 'InstalmentsReplanned' },
        { type: 'InstalmentReleased', data: { instalment: 3, amount: nok(50) } },
      ],
    });
    const again = sent(booked, level(moneyOf(back)));
    expect([again.releasedInAll, again.dueBack]).toEqual([100, 0]);
    const opened = moneyOf({ ...back, [payoutIdOf(AWARD, 3)]: payment() });
    expect(award.decide(level(opened), again)).toEqual({ events: [] });
    expect(cutsOf(again, opened)).toEqual([]);
  });

  it('cuts nothing else for what came back of a payout that was cut: that is not paid as it is', () => {
    const schedule = [200, 100].map((amount, index) => ({
      number: index + 1,
      dueDate: '2026-03-01',
      amount,
    }));
    const two = after(
      [],
      { ...commands.AcceptAward, offer: { ...offer, schedule } } as AwardCommand,
      commands.ForewarnRevocation,
      { ...commands.ProposeRevocation, amountInForce: nok(260) } as AwardCommand,
      commands.ApproveRevocation,
    );
    const live = { [FIRST]: payment() };
    const failed = payment({ paid: 60 });
    expect(cutsOf(two, moneyOf({ ...live, [SECOND]: failed }))).toEqual([SECOND]);
    const booked = sent(two, level(moneyOf({ ...live, [SECOND]: { ...failed, cancelled: true } })));
    const back = moneyOf({ ...live, [SECOND]: payment({ cancelled: true }) });
    expect(cutsOf({ ...booked, amount: 200 }, back)).toEqual([]);
    expect(cutsOf({ ...booked, amount: 199 }, back)).toEqual([FIRST]);
  });

  it('leaves what a person cancelled to a person', () => {
    const cancelled = moneyOf({ [FIRST]: payment({ cancelled: true, byPerson: true }) });
    const state = (
      award.decide(level(cancelled), reduced) as { events: readonly AwardEvent[] }
    ).events.reduce(evolve, reduced) as AcceptedAward;
    expect(state.released.some(({ payoutId }) => payoutId === SECOND)).toBe(false);
    expect(state.schedule).toMatchObject([{ number: 1, amount: 100 }]);
  });
});
