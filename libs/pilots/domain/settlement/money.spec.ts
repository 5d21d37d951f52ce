import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { SettlementEvent } from '../../contract/events.js';
import { settlement } from './settlement.js';
import { orderedOf, payableNow, stateOwes, stateShareOf, type KnownSettlement } from './state.js';
import { approving, calculation, CONCLUDING, returning, reviewing } from './testing/judging.js';
import { carryOut, pay } from './testing/paying.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(settlement);
const known = (history: readonly SettlementEvent[]) => fold(settlement, history) as KnownSettlement;
const withhold = (payoutId: string, unpaid: number) =>
  ({ type: 'WithholdStateShare', payoutId, unpaid }) as const;

/** What is on its way from the state, against what it pays by the version in force. */
function net(history: readonly SettlementEvent[]) {
  const state = known(history);
  return [orderedOf(state), stateShareOf(state.concluded!)];
}

describe('the state’s share', () => {
  it('is ordered once, in the budget year', () => {
    given(...states.concluded)
      .when(carryOut('u1'))
      .then({
        type: 'StateShareOrdered',
        data: {
          pilotId: 'p',
          version: 1,
          payoutId: 'u1',
          order: 1,
          amount: 157_500_000,
          currency: 'NOK',
          budgetYear: 2029,
        },
      });
    given(...states['state share ordered'])
      .when(carryOut('u2'))
      .then();
  });

  it('is not handed over from the first approval of less until that is returned or carried out', () => {
    expect(payableNow(settlement.initial)).toBeUndefined();
    expect(payableNow(known(states['state share ordered']))).toBeUndefined();
    expect(payableNow(known(states['concluded anew, for more']))).toBeUndefined();
    expect(payableNow(known(states['concluded anew, for less']))).toBe(0);
    expect(payableNow(known(states['reclaimed what was too much']))).toBeUndefined();
    const reviewed = and(states['state share ordered'], calculation('10 fewer'), reviewing);
    expect(payableNow(known(reviewed))).toBeUndefined();
    const once = and(reviewed, approving);
    expect(payableNow(known(once))).toBe(0);
    expect(payableNow(known(and(once, returning)))).toBeUndefined();
    expect(payableNow(known(states['approved by one anew']))).toBeUndefined();
  });

  it('that grew is ordered for the difference', () => {
    given(...states['concluded anew, for more'])
      .when(carryOut('u2'))
      .then({
        type: 'StateShareOrdered',
        data: {
          pilotId: 'p',
          version: 2,
          payoutId: 'u2',
          order: 2,
          amount: 35_000_000,
          currency: 'NOK',
          budgetYear: 2029,
        },
      });
  });

  it('that shrank is claimed back for the difference, once', () => {
    given(...states['concluded anew, for less'])
      .when(carryOut('u2'))
      .then({
        type: 'StateShareReclaimed',
        data: {
          pilotId: 'p',
          version: 2,
          recoveryId: 'recovery of u2',
          amount: 122_500_000,
          currency: 'NOK',
        },
      });
    given(...states['reclaimed what was too much'])
      .when(carryOut('u3'))
      .then();
  });

  it('that shrank before it was paid is withheld, and only the rest claimed back', () => {
    const stopped = and(states['concluded anew, for less'], withhold('u1', 100_000_000));
    expect(stateOwes(known(stopped))).toBe(-22_500_000);
    const carried = and(stopped, carryOut('u2'));
    expect(carried.at(-1)).toMatchObject({ type: 'StateShareReclaimed', data: { amount: 22_500_000 } });
    expect(net(carried)).toEqual([35_000_000, 35_000_000]);
  });

  it('stays what the version in force says, through more, less and more again', () => {
    let history: readonly SettlementEvent[] = states['state share ordered'];
    for (const [index, basis] of (['10 fewer', '45 fewer', '35 fewer', '45 fewer'] as const).entries()) {
      history = and(history, calculation(basis), ...CONCLUDING, carryOut(`u${index + 2}`));
      const [ordered, share] = net(history);
      expect(ordered).toBe(share);
    }
  });

  it('is asked for only where it is owed and not on its way', () => {
    const asked = (history: readonly SettlementEvent[]) =>
      given(...history).when({ ...carryOut('u2'), asked: true });
    asked(states['state share ordered']).refused('nothing-owed');
    asked(states['concluded anew, for less']).refused('nothing-owed');
    asked(states['state share withheld in part']).thenTypes('StateShareOrdered');
  });

  it('is owed by no version that is not concluded', () => {
    given(...states['approved by one'])
      .when(carryOut('u1'))
      .refused('nothing-owed');
    given(...states['calculated anew'])
      .when(carryOut('u2'))
      .then();
  });
});

describe('an order of the state’s share', () => {
  it('that was cancelled is owed again, and ordered under another id alone', () => {
    const withheld = and(states['state share ordered'], withhold('u1', 157_500_000));
    expect(stateOwes(known(withheld))).toBe(157_500_000);
    given(...withheld)
      .when(carryOut('u1'))
      .then();
    given(...withheld)
      .when(carryOut('u2'))
      .thenTypes('StateShareOrdered');
  });

  it('is withheld once, for no more than it was', () => {
    given(...states['state share ordered'])
      .when(withhold('u1', 999_999_999))
      .then({
        type: 'StateShareWithheld',
        data: { pilotId: 'p', version: 1, payoutId: 'u1', amount: 157_500_000, currency: 'NOK' },
      });
    given(...and(states['state share ordered'], withhold('u1', 157_500_000)))
      .when(withhold('u1', 157_500_000))
      .then();
  });

  it('is withheld for what came back since as well', () => {
    const inPart = states['state share withheld in part'];
    const back = and(inPart, withhold('u1', 120_000_000));
    expect(back.at(-1)).toMatchObject({ type: 'StateShareWithheld', data: { amount: 20_000_000 } });
    expect(stateOwes(known(back)) - stateOwes(known(inPart))).toBe(20_000_000);
    given(...back)
      .when(withhold('u1', 100_000_000))
      .then();
  });

  it('is not withheld where all was paid, nor where it is another’s', () => {
    given(...states['state share ordered'])
      .when(withhold('u1', 0))
      .then();
    given(...states['state share ordered'])
      .when(withhold('another', 1))
      .then();
  });
});

describe('what of the state’s share is claimed back', () => {
  const reclaimed = states['reclaimed what was too much'];
  const withdraw = (repaid: number) =>
    ({ type: 'WithdrawReclaim', recoveryId: 'recovery of u2', repaid }) as const;
  const waive = (stands: number) =>
    ({ type: 'WaiveOverpayment', recoveryId: 'recovery of u2', stands }) as const;
  const owesAfter = (history: readonly SettlementEvent[], basis: Parameters<typeof calculation>[0]) =>
    stateOwes(known(and(history, calculation(basis), ...CONCLUDING)));

  it('is withdrawn but for what was repaid, once: then only that is owed of a version that pays as before', () => {
    given(...reclaimed)
      .when(withdraw(2_500_000))
      .then({
        type: 'StateShareReclaimWithdrawn',
        data: { pilotId: 'p', recoveryId: 'recovery of u2', amount: 120_000_000, currency: 'NOK' },
      });
    const withdrawn = and(reclaimed, withdraw(2_500_000));
    given(...withdrawn)
      .when(withdraw(2_500_000))
      .then();
    expect(owesAfter(withdrawn, '35 fewer')).toBe(2_500_000);
    expect(stateOwes(known(withdrawn))).toBe(-120_000_000);
  });

  it('is left to the payee where less is claimed in the end, once', () => {
    given(...reclaimed)
      .when(waive(100_000_000))
      .then({
        type: 'StateShareOverpaymentWaived',
        data: { pilotId: 'p', recoveryId: 'recovery of u2', amount: 22_500_000, currency: 'NOK' },
      });
    given(...and(reclaimed, waive(100_000_000)))
      .when(waive(100_000_000))
      .then();
  });

  it('and left to the payee is neither claimed nor paid again by a later version', () => {
    const waived = and(reclaimed, waive(0));
    expect(stateOwes(known(waived))).toBe(0);
    given(...waived)
      .when(carryOut('u3'))
      .then();
    expect(owesAfter(waived, '35 fewer')).toBe(0);
    expect(owesAfter(waived, '45 fewer')).toBe(35_000_000);
    expect(owesAfter(reclaimed, '35 fewer')).toBe(122_500_000);
  });

  it('is none of another recovery', () => {
    for (const command of [withdraw(0), waive(0)])
      given(...reclaimed)
        .when({ ...command, recoveryId: 'another' })
        .then();
  });
});

describe('the share of another payer', () => {
  const concluded = states.concluded;

  it('is put on record as it is paid, in parts', () => {
    given(...concluded)
      .when(pay(1))
      .then({
        type: 'SharePaid',
        data: {
          pilotId: 'p',
          payer: 'town',
          currency: 'NOK',
          amount: 1,
          paidOn: '2029-05-02',
          reference: 'B1',
          referenceDigest: 'digest of B1',
          recordedBy: 'carl',
        },
      });
    const part = and(concluded, pay(60_000_000));
    given(...part)
      .when(pay(7_500_001))
      .refused('exceeds-share');
    given(...part)
      .when(pay(7_500_000))
      .thenTypes('SharePaid');
  });

  it('is no more than what is owed after a version that pays more, or less', () => {
    const paid = states['share of the town paid'];
    const more = and(paid, calculation('45 fewer'), ...CONCLUDING);
    given(...more)
      .when(pay(15_000_001))
      .refused('exceeds-share');
    given(...more)
      .when(pay(15_000_000))
      .thenTypes('SharePaid');
    const less = and(paid, calculation('10 fewer'), ...CONCLUDING);
    expect([...known(less).claims]).toMatchObject([
      { payer: 'town', organisation: 'town', claimed: 15_000_000, paid: 67_500_000 },
    ]);
    given(...less)
      .when(pay(1))
      .refused('exceeds-share');
  });

  it('is never that of the state, nor of a payer who owes nothing', () => {
    for (const payer of ['state', 'another'])
      given(...concluded)
        .when({ ...pay(1), payer })
        .refused('payer-unknown');
  });

  it('is paid in the currency of the pilot, at least one øre, on a day that has come', () => {
    given(...concluded)
      .when({ ...pay(1), currency: 'EUR' })
      .refused('other-currency');
    given(...concluded)
      .when(pay(0))
      .refused('no-amount');
    given(...concluded)
      .when(pay(-5))
      .refused('no-amount');
    given(...concluded)
      .when({ ...pay(1), paidOn: '2029-06-02' })
      .refused('date-out-of-range');
    given(...concluded)
      .when({ ...pay(1), paidOn: '2029-06-01' })
      .thenTypes('SharePaid');
  });

  it('is paid on a day from that of the claim on, which counts from its recording where it bears none', () => {
    const recorded = concluded.map((event) => {
      if (event.type !== 'ShareClaimed') return event;
      const { claimedOn: _, ...data } = event.data;
      return { ...event, data, metadata: { occurredAt: '2029-05-01T10:00:00Z' } };
    });
    for (const history of [concluded, recorded]) {
      given(...history)
        .when({ ...pay(1), paidOn: '2029-04-30' })
        .refused('date-out-of-range');
      given(...history)
        .when({ ...pay(1), paidOn: '2029-05-01' })
        .thenTypes('SharePaid');
    }
  });

  it('is counted once by its reference, and another payment has another', () => {
    const part = and(concluded, pay(1_000, 'T-1'));
    given(...part)
      .when(pay(1_000, 'T-1'))
      .then();
    given(...part)
      .when(pay(1_001, 'T-1'))
      .refused('reference-used');
    given(...part)
      .when({ ...pay(1_000, 'T-1'), paidOn: '2029-05-03' })
      .refused('reference-used');
    given(...part)
      .when(pay(1_000, 'T-2'))
      .thenTypes('SharePaid');
  });
});
