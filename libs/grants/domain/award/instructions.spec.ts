import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AwardEvent } from '../../contract/events.js';
import { award, type ToldCommand } from './award.js';
import { payoutIdOf } from './release.js';
import type { MoneyStanding, PaymentStanding } from './standing-of-money.js';
import type { AcceptedAward } from './state.js';
import { AWARD, nok, offer } from './testing/offer.js';

const { given } = specification(award);
const NOW = '2026-03-02T12:00:00Z';
const LATER = '2026-03-24T12:00:00Z';
const [P1, P2] = [payoutIdOf(AWARD, 1), payoutIdOf(AWARD, 2)];

/** 300 in payouts of 100 and 200, both released. */
const accepted = decided([], {
  type: 'AcceptAward',
  offer: {
    ...offer,
    conditions: [],
    schedule: offer.schedule.map((each) => ({ ...each, dueDate: '2026-03-01' })),
  },
  now: NOW,
});

function decided(history: readonly AwardEvent[], ...commands: readonly ToldCommand[]): readonly AwardEvent[] {
  return commands.reduce((before, command) => {
    const decision = award.decide(command, fold(award, before));
    if ('refused' in decision) throw new Error(decision.refused.detail);
    return [...before, ...decision.events];
  }, history);
}

function moneyOf(payments: Readonly<Record<string, Partial<PaymentStanding>>>): MoneyStanding {
  const nothing = { paid: 0, underWay: 0, opened: true, cancelled: false, byPerson: false };
  const standing = Object.entries(payments).map(([id, each]) => [id, { ...nothing, ...each }] as const);
  return { payments: new Map(standing), claims: [] };
}

function reserve(payoutId: string, amount: number, money: MoneyStanding, instruction = 1) {
  const instructionId = `${payoutId} ${instruction}`;
  return { type: 'ReserveInstruction', payoutId, instruction, instructionId, amount, money } as const;
}

function reserved(payoutId: string, inAll: number, instruction = 1): AwardEvent {
  const instructionId = `${payoutId} ${instruction}`;
  const data = { awardId: AWARD, payoutId, instruction, instructionId, inAll: nok(inAll) };
  return { type: 'InstructionReserved', data };
}

/** A revocation that leaves so much waits for its approval. */
function proposed(history: readonly AwardEvent[], inForce: number) {
  return decided(
    history,
    { type: 'ForewarnRevocation', person: 'anna', replyBy: '2026-03-20', grounds: 'g', now: NOW },
    { type: 'ProposeRevocation', proposer: 'anna', amountInForce: nok(inForce), grounds: 'g', now: LATER },
  );
}

const approve = { type: 'ApproveRevocation', approver: 'berit', now: LATER } as const;

describe('an instruction of a payout', () => {
  it('is reserved on the award, for what is payable of it', () => {
    given(...accepted)
      .when(reserve(P2, 200, moneyOf({})))
      .then(reserved(P2, 200));
    const revoked = decided(proposed(accepted, 150), approve);
    given(...revoked)
      .when(reserve(P2, 200, moneyOf({})))
      .then(reserved(P2, 150));
  });

  it('leaves to others what it may take, until it is with the bank or over', () => {
    const revoked = decided(proposed(accepted, 120), approve);
    const held = decided(revoked, reserve(P1, 100, moneyOf({})));
    given(...held)
      .when(reserve(P2, 200, moneyOf({})))
      .then(reserved(P2, 20));
    given(...held)
      .when(reserve(P2, 200, moneyOf({ [P1]: { underWay: 100, instructions: 1 } })))
      .then(reserved(P2, 20));
    for (const over of [{ instructions: 1 }, { cancelled: true }])
      given(...held)
        .when(reserve(P2, 200, moneyOf({ [P1]: over })))
        .then(reserved(P2, 120));
  });

  it('may take no more, with what is paid meanwhile, than it was reserved for', () => {
    const revoked = decided(proposed(accepted, 120), approve);
    // Of 100, 60 are paid and 40 with the bank: what is handed over once more takes the place of those.
    const first = moneyOf({ [P1]: { paid: 60, underWay: 40, instructions: 1 } });
    given(...revoked)
      .when(reserve(P1, 100, first, 2))
      .then(reserved(P1, 100, 2));
    const held = decided(revoked, reserve(P1, 100, first, 2));
    for (const standing of [first, moneyOf({ [P1]: { paid: 100, instructions: 1 } })])
      given(...held)
        .when(reserve(P2, 200, standing))
        .then(reserved(P2, 20));
  });

  it('is reserved once, and again only for more; one that was overtaken is not', () => {
    const revoked = decided(proposed(accepted, 120), approve);
    const held = decided(revoked, reserve(P2, 200, moneyOf({ [P1]: { underWay: 100, instructions: 1 } })));
    given(...held)
      .when(reserve(P2, 200, moneyOf({ [P1]: { underWay: 100, instructions: 1 } })))
      .then();
    given(...held)
      .when(reserve(P2, 200, moneyOf({ [P1]: { instructions: 1 } })))
      .then(reserved(P2, 120));
    const later = decided(held, reserve(P2, 200, moneyOf({ [P2]: { instructions: 1 } }), 2));
    given(...later)
      .when(reserve(P2, 200, moneyOf({})))
      .then();
  });

  it('is refused where nothing is payable, and of a payout that was not released', () => {
    given(...accepted)
      .when(reserve(P2, 200, moneyOf({ [P2]: { paid: 200 } })))
      .refused('nothing-payable');
    given(...accepted)
      .when(reserve('other', 200, moneyOf({})))
      .refused('payout-unknown');
  });
});

describe('a change after which less may be paid', () => {
  const held = proposed(decided(accepted, reserve(P1, 100, moneyOf({}))), 120);

  it.each<[string, ToldCommand]>([
    ['a revocation', approve],
    ['an annulled decision', { type: 'SuspendAward', decision: 1, appealId: 'k1' }],
    [
      'a decision that grants nothing',
      { type: 'FollowDecision', offer: undefined, rejection: { decision: 2 }, now: LATER },
    ],
    ['unspent money', { type: 'ClaimUnspent', reportId: 'rep1', amount: 30, now: LATER }],
    [
      'co-funding that fell short',
      { type: 'HoldForShortfall', reportId: 'rep1', years: [2026, 2027], keeps: 60 },
    ],
  ])('%s: comes once each reserved instruction has gone out or lapsed', (_, command) => {
    given(...held)
      .when(command)
      .refused('instruction-pending');
    given(...held)
      .when({ ...command, concluded: [`${P2} 1`] })
      .refused('instruction-pending');
    expect(decided(held, { ...command, concluded: [`${P1} 1`] }).length).toBeGreaterThan(held.length);
  });

  it('waits for none of what only goes on, nor where nothing was reserved', () => {
    expect(
      decided(held, { type: 'BlockPayouts', reportId: 'rep1' }, { type: 'ReleaseDueInstalments', now: LATER })
        .length,
    ).toBe(held.length + 1);
    expect(decided(proposed(accepted, 120), approve).at(-1)!.type).toBe('AwardRevoked');
  });

  it('forgets what was reserved for a payout that was cancelled', () => {
    const cancelled = decided(held, { type: 'ReduceDueBack', payoutId: P1, paid: 0 });
    expect((fold(award, held) as AcceptedAward).instructions?.length).toBe(1);
    expect((fold(award, cancelled) as AcceptedAward).instructions?.length).toBe(0);
  });
});
