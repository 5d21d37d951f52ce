import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
import { award } from './award.js';
import { payoutIdOf } from './release.js';
import { balanceOf, type ClaimStanding, type MoneyStanding } from './standing-of-money.js';
import type { AcceptedAward } from './state.js';
import { AWARD, nok, offer } from './testing/offer.js';

const P1 = payoutIdOf(AWARD, 1);

describe('a grant of which unspent money is claimed, beside an excess of which some was left to the recipient', () => {
  // 100 of 148 were paid and not spent, 30 of them repaid as an excess, of which an appeal gave 1 back; 48 are of a later year.
  const claims: readonly ClaimStanding[] = [
    { ...claimed('revocation', 30), repaid: 29, givenUp: 1 },
    { ...claimed('unspent', 70), owed: 70 },
  ];
  const payment = { paid: 100, underWay: 0, opened: true, cancelled: false, byPerson: false };
  const money: MoneyStanding = { payments: new Map([[P1, payment]]), claims };

  it('comes to the same however often it is levelled', () => {
    const first = balanceOf(planning(48), money);
    expect(first).toMatchObject({ kept: 71, toClaim: 70, payable: 48 });
    expect(balanceOf(planning(first.payable), money)).toMatchObject({ toClaim: 70, payable: 48 });
  });

  /** With so much of the later year in its plan. */
  function planning(later: number): AcceptedAward {
    const schedule = [
      { number: 1, dueDate: '2026-03-01', amount: 100 },
      { number: 2, dueDate: '2027-05-01', amount: later },
    ];
    const reported = { every: 'year', fromYear: 2026, toYear: 2026, spent: 0 } as const;
    const planned = schedule.map((each) => ({
      ...each,
      reservationId: 'r1',
      budgetYear: Number(each.dueDate.slice(0, 4)),
    }));
    const history = [
      { type: 'AwardAccepted', data: { ...offer, conditions: [], amount: nok(148), schedule } },
      ...released(),
      {
        type: 'UnspentClaimed',
        data: { awardId: AWARD, reportId: 'v1', amount: nok(100), reported, levelled: true },
      },
      { type: 'InstalmentsReplanned', data: { awardId: AWARD, schedule: planned, unpaid: nok(later) } },
    ] as unknown as readonly AwardEvent[];
    return fold(award, history) as AcceptedAward;
  }
});

function released() {
  const first = { payoutId: P1, reservationId: 'r1', instalment: 1, budgetYear: 2026, amount: nok(100) };
  return [{ type: 'InstalmentReleased', data: { awardId: AWARD, ...first, dueDate: '2026-03-01' } }];
}

function claimed(basis: string, inAll: number): ClaimStanding {
  const none = { repaid: 0, owed: 0, givenUp: 0, writtenOff: 0, stillOwed: 0 };
  return { recoveryId: basis, basis, approved: true, ...none, inAll };
}
