import { describe, it } from '@jest/globals';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AwardEvent } from '../../contract/events.js';
import { award } from './award.js';
import { payoutIdOf } from './release.js';
import type { ClaimStanding, MoneyStanding } from './standing-of-money.js';
import { AWARD, nok, offer } from './testing/offer.js';

const { given } = specification(award);
const [P1, P2] = [payoutIdOf(AWARD, 1), payoutIdOf(AWARD, 2)];
/** 200 of it are paid by the second payout. */
const PAID = { paid: 200, underWay: 0, opened: true, cancelled: false, byPerson: false };
/** 300 in two payouts, both released. */
const terms = {
  ...offer,
  conditions: [],
  schedule: [
    { number: 1, dueDate: '2026-03-01', amount: 160 },
    { number: 2, dueDate: '2026-03-01', amount: 200 },
  ],
};
const decision = award.decide(
  { type: 'AcceptAward', offer: terms, now: '2026-03-02T12:00:00Z' },
  award.initial,
);
const accepted: readonly AwardEvent[] = 'events' in decision ? decision.events : [];

/** Claims that fell once so much was repaid on each, of 230 that were paid. */
function moneyOf(...repaid: readonly [string, number][]): MoneyStanding {
  const claims = repaid.map(([recoveryId, amount]): ClaimStanding => {
    const none = { owed: 0, givenUp: 0, writtenOff: 0, stillOwed: 0 };
    const fell = { owedBack: amount, payingBackProposed: 1, repaid: amount, inAll: amount };
    return { recoveryId, basis: 'revocation', approved: true, ...none, ...fell };
  });
  return { payments: new Map(), claims };
}

function reserveBack(recoveryId: string, amount: number, money: MoneyStanding, payingBack = 1) {
  return { type: 'ReservePayingBack', recoveryId, payingBack, amount, money } as const;
}

function reservedBack(recoveryId: string, amount: number, payingBack = 1): AwardEvent {
  return {
    type: 'PayingBackReserved',
    data: { awardId: AWARD, recoveryId, payingBack, amount: nok(amount) },
  };
}

function instruct(money: MoneyStanding) {
  const instruction = { payoutId: P1, instruction: 1, instructionId: 'i1', amount: 160 };
  return { type: 'ReserveInstruction', ...instruction, money } as const;
}

function instructed(inAll: number): AwardEvent {
  const instruction = { payoutId: P1, instruction: 1, instructionId: 'i1', inAll: nok(inAll) };
  return { type: 'InstructionReserved', data: { awardId: AWARD, ...instruction } };
}

describe('what is about to be paid back of claims that fell', () => {
  const both = moneyOf(['v1', 40], ['v2', 30]);

  it('is held on the award once for each proposal, and a later one takes its place', () => {
    given(...accepted)
      .when(reserveBack('v1', 40, both))
      .then(reservedBack('v1', 40));
    const held = [...accepted, reservedBack('v1', 40)];
    given(...held)
      .when(reserveBack('v1', 40, both))
      .then();
    given(...held)
      .when(reserveBack('v1', 10, both, 2))
      .then(reservedBack('v1', 10, 2));
  });

  it('is no more than is to be paid back in all, beside what is held on other claims', () => {
    given(...accepted)
      .when(reserveBack('v1', 71, both))
      .refused('exceeds-owed-back');
    given(...accepted, reservedBack('v1', 40))
      .when(reserveBack('v2', 31, both))
      .refused('exceeds-owed-back');
    given(...accepted, reservedBack('v1', 40))
      .when(reserveBack('v2', 30, both))
      .then(reservedBack('v2', 30));
  });

  it('is not payable by a payout as long as the proposal waits to be approved', () => {
    // 300 are in force, of 200 that were paid 40 were repaid: 140 may be paid of the other payout, or 100 once those are paid back.
    const claims = moneyOf(['v1', 40]);
    const money: MoneyStanding = { ...claims, payments: new Map([[P2, PAID]]) };
    given(...accepted)
      .when(instruct(money))
      .then(instructed(140));
    const held = [...accepted, reservedBack('v1', 40)];
    given(...held)
      .when(instruct(money))
      .then(instructed(100));
    // A proposal that was returned, or replaced, holds nothing.
    const replaced = { ...claims.claims[0]!, payingBackProposed: 2 };
    given(...held)
      .when(instruct({ ...money, claims: [replaced] }))
      .then(instructed(140));
  });
});
