import { describe, expect, it } from '@jest/globals';
import { award, type AwardCommand } from './award.js';
import { evolve } from './evolve.js';
import { payoutIdOf } from './release.js';
import {
  balanceOf,
  cutsOf,
  payableOf,
  type MoneyStanding,
  type PaymentStanding,
} from './standing-of-money.js';
import { entitledOf, type AcceptedAward, type Award } from './state.js';
import { AWARD, nok, offer } from './testing/offer.js';
import { samples } from './testing/samples.js';

const { commands } = samples;
const NOW = '2027-06-01T12:00:00Z';

function sent(before: Award, ...commanded: readonly AwardCommand[]): AcceptedAward {
  return commanded.reduce((state, command) => {
    const decision = award.decide(command, state);
    if ('refused' in decision) throw new Error(decision.refused.detail);
    return decision.events.reduce(evolve, state);
  }, before) as AcceptedAward;
}

const standing = (each: Partial<PaymentStanding>): PaymentStanding => {
  return { paid: 0, underWay: 0, opened: true, cancelled: false, byPerson: false, ...each };
};
const moneyOf = (...payments: readonly Partial<PaymentStanding>[]): MoneyStanding => ({
  payments: new Map(payments.map((each, index) => [payoutIdOf(AWARD, index + 1), standing(each)])),
  claims: [],
});
const level = (money: MoneyStanding) =>
  ({ type: 'LevelAward', money, now: NOW, budgetYear: 2027, reservationId: 'r9' }) as const;
const YEAR = { every: 'year', fromYear: 2026, toYear: 2026 } as const;
const record = (spent: number) =>
  ({ type: 'RecordSpending', reportId: 'rep1', reported: { ...YEAR, spent } }) as const;
const claim = (amount: number, spent: number) =>
  ({
    type: 'ClaimUnspent',
    reportId: 'rep1',
    amount,
    reported: { ...YEAR, spent },
    now: NOW,
  }) as const;

/** Payments of 2026, and one of 2027; all is released. */
function granted(...amounts: readonly number[]): AcceptedAward {
  const schedule = amounts.map((amount, index) => ({
    number: index + 1,
    dueDate: index === 2 ? '2027-03-01' : `2026-0${index + 1}-01`,
    amount,
  }));
  const amount = nok(amounts.reduce((all, each) => all + each, 0));
  const accept = { ...commands.AcceptAward, offer: { ...offer, amount, schedule } } as AwardCommand;
  return sent(award.initial, accept, { type: 'ReleaseDueInstalments', now: NOW });
}

const numbered = ({ schedule }: AcceptedAward) => schedule.map(({ number, amount }) => [number, amount]);

describe('what is not paid of a reported year and was not spent', () => {
  const paid = moneyOf({ paid: 200 }, {});
  const reported = sent(granted(200, 100), record(120), claim(80, 120));

  it('is not paid: of 300 granted and 200 paid 120 were spent, so 120 are kept and the last 100 are cut', () => {
    expect(balanceOf(reported, paid)).toMatchObject({ payable: 0, toClaim: 80 });
    expect(payableOf(reported, payoutIdOf(AWARD, 2), paid)).toBe(0);
    expect(cutsOf(reported, paid)).toEqual([payoutIdOf(AWARD, 2)]);
    const cut = sent(reported, level(moneyOf({ paid: 200 }, { cancelled: true })));
    expect([cut.amount, entitledOf(cut), cut.dueBack, cut.lapsed]).toEqual([200, 120, 80, 100]);
    expect(numbered(cut)).toEqual([
      [1, 200],
      [2, 0],
    ]);
    expect(cut.claims.toArray()).toMatchObject([{ amount: 80 }]);
  });

  it('is paid as far as it is the recipient’s own: of 1 in force, 100 that came back and 99 repaid, 1 falls away', () => {
    const reduced = { ...granted(100), amount: 1, levelled: true } as AcceptedAward;
    const repaid = {
      recoveryId: 'claim-1',
      basis: 'revocation',
      approved: true,
      repaid: 99,
      owed: 0,
      givenUp: 0,
      writtenOff: 0,
      stillOwed: 0,
      inAll: 99,
    };
    const back = { ...moneyOf({}), claims: [repaid] };
    const after = sent(reduced, record(0));
    expect(balanceOf(after, back)).toMatchObject({ kept: -99, lapsing: 1, payable: 99 });
    expect(payableOf(after, payoutIdOf(AWARD, 1), back)).toBe(99);
  });

  it('comes to the same as if it had been paid before the report, and is cut once', () => {
    const cancelled = moneyOf({ paid: 200 }, { cancelled: true });
    const cut = sent(reported, level(cancelled));
    const before = sent(granted(200, 100), record(120), claim(180, 120));
    expect(entitledOf(before)).toBe(entitledOf(cut));
    const [{ recoveryId = '' } = {}] = cut.claims;
    const claims = [
      {
        recoveryId,
        basis: 'unspent',
        approved: false,
        repaid: 0,
        owed: 80,
        givenUp: 0,
        writtenOff: 0,
        stillOwed: 0,
        inAll: 80,
      },
    ];
    expect(award.decide(level({ ...cancelled, claims }), cut)).toEqual({ events: [] });
    expect(award.decide(record(120), cut)).toEqual({ events: [] });
  });

  it('is cut of that year, and what falls due in a later one is paid', () => {
    const state = sent(granted(200, 100, 100), record(120), claim(80, 120));
    const open = moneyOf({ paid: 200 }, {}, {});
    expect(cutsOf(state, open)).toEqual([payoutIdOf(AWARD, 2)]);
    expect([2, 3].map((each) => payableOf(state, payoutIdOf(AWARD, each), open))).toEqual([0, 100]);
    const cut = sent(state, level(moneyOf({ paid: 200 }, { cancelled: true }, {})));
    expect(numbered(cut)).toEqual([
      [1, 200],
      [2, 0],
      [3, 100],
    ]);
    expect([cut.amount, entitledOf(cut)]).toEqual([300, 220]);
  });

  it('is paid as far as it was spent: 250 of 300', () => {
    const state = sent(granted(200, 100), record(250));
    expect(cutsOf(state, paid)).toEqual([payoutIdOf(AWARD, 2)]);
    const cut = sent(state, level(moneyOf({ paid: 200 }, { cancelled: true })));
    expect(numbered(cut)).toEqual([
      [1, 200],
      [2, 0],
      [3, 50],
    ]);
    expect([cut.amount, cut.dueBack]).toEqual([250, 0]);
  });

  it('is left alone while it is with the bank, and claimed once it is settled', () => {
    const underWay = moneyOf({ paid: 200 }, { underWay: 100 });
    expect(cutsOf(reported, underWay)).toEqual([]);
    expect(sent(reported, level(underWay)).amount).toBe(300);
    const settled = moneyOf({ paid: 200 }, { paid: 100 });
    expect(balanceOf(sent(reported, claim(180, 120)), settled)).toMatchObject({ toClaim: 180, payable: 0 });
  });

  it('is not cut where no report says that it is', () => {
    const before = sent(granted(200, 100), claim(80, 120));
    expect(cutsOf(before, paid)).toEqual([]);
    expect(award.decide(record(300), before)).toEqual({ events: [] });
  });

  it('leaves less in force whatever is undone', () => {
    const state = sent(
      granted(200, 100, 100),
      record(120),
      level(moneyOf({ paid: 200 }, { cancelled: true }, {})),
      commands.ForewarnRevocation,
      { ...commands.ProposeRevocation, amountInForce: nok(150), now: NOW } as AwardCommand,
      commands.ApproveRevocation,
      commands.ReinstateAward,
    );
    expect(state.amount).toBe(300);
  });
});
