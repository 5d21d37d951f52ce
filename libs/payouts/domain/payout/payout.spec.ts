import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { PayoutEvent } from '../../contract/events.js';
import { payout, type PayoutCommand } from './payout.js';
import { isFinished, paidOf, unpaidOf } from './state.js';
import { order, samples } from './testing/samples.js';

const { given } = specification(payout);
const { states } = samples;

const settle = { type: 'SettlePayout', settledOn: '2026-06-02', bankReference: 'B1' } as const;
const giveBack = {
  type: 'ReturnPayout',
  returnedOn: '2026-06-05',
  bankReference: 'R1',
  reasonCode: 'AC06',
} as const;

/** The events a command leads to after this history. */
function decided(history: readonly PayoutEvent[], command: PayoutCommand): readonly PayoutEvent[] {
  const decision = payout.decide(command, fold(payout, history));
  if ('refused' in decision) throw new Error(decision.refused.detail);
  return decision.events;
}

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const moved = { payoutId: 'p1', schemeId: 's', budgetYear: 2026 };

describe('a payout', () => {
  it('is attested and approved by two persons', () => {
    given(...states.due)
      .when({ type: 'AttestPayout', attester: 'carl', note: 'Seen' })
      .then({ type: 'PayoutAttested', data: { payoutId: 'p1', attester: 'carl', note: 'Seen' } });
    given(...states.attested)
      .when({ type: 'ApprovePayout', approver: 'carl' })
      .refused('four-eyes');
  });

  it('is neither attested nor approved by someone who acts for the payee, or did so in the case', () => {
    const { organisation } = order.payee;
    for (const person of [
      { attester: 'x', approver: 'x', organisation },
      { attester: 'ola', approver: 'ola', organisation: 'd' },
    ]) {
      given(...states.due)
        .when({ type: 'AttestPayout', ...person })
        .refused('payee-representative');
      given(...states.attested)
        .when({ type: 'ApprovePayout', ...person })
        .refused('payee-representative');
    }
  });

  it('is settled in full when the report names no amount', () => {
    given(...states.acknowledged)
      .when(settle)
      .then({
        type: 'PayoutSettled',
        data: {
          ...moved,
          instructionId: 'i1',
          amount: nok(30_000),
          settledOn: '2026-06-02',
          bankReference: 'B1',
        },
      });
  });
});

describe('a payout paid in parts', () => {
  it('adds them up, and is settled with the last', () => {
    const part = { ...settle, amount: nok(10_000) };
    const first = [...states.instructed, ...decided(states.instructed, part)];
    const history = [...first, ...decided(first, { ...part, amount: nok(19_999) })];
    expect(history.slice(-2).map(({ type }) => type)).toEqual([
      'PayoutPartiallySettled',
      'PayoutPartiallySettled',
    ]);
    given(...history)
      .when({ ...settle, amount: nok(1) })
      .then({
        type: 'PayoutSettled',
        data: { ...moved, instructionId: 'i1', amount: nok(1), settledOn: '2026-06-02', bankReference: 'B1' },
      });
    given(...history)
      .when({ ...settle, amount: nok(2) })
      .refused('exceeds-amount');
  });

  it('takes amounts of its currency, and of at least one øre', () => {
    given(...states.instructed)
      .when({ ...settle, amount: { amount: 1, currency: 'EUR' } })
      .refused('other-currency');
    given(...states.instructed)
      .when({ ...settle, amount: nok(0) })
      .refused('no-amount');
    given(...states.settled)
      .when({ ...giveBack, amount: nok(0) })
      .refused('no-amount');
    given(...states.settled)
      .when({ ...giveBack, amount: { amount: 1, currency: 'EUR' } })
      .refused('other-currency');
  });

  it('is instructed for what is left, under an instruction of its own', () => {
    for (const state of ['partially settled', 'failed in part'] as const)
      given(...states[state])
        .when({ type: 'InstructPayout', instructionId: 'i2' })
        .then({
          type: 'PayoutInstructed',
          data: { payoutId: 'p1', instructionId: 'i2', attempt: 2, amount: nok(20_000) },
        });
    given(...states['instructed for the rest'])
      .when({ ...settle, instructionId: 'i2', amount: nok(20_001) })
      .refused('exceeds-amount');
  });
});

describe('a payout with several attempts', () => {
  it('hears only of the one under way, by its name', () => {
    given(...states['instructed again'])
      .when(settle)
      .refused('instruction-unknown');
    given(...states['instructed again'])
      .when({ ...settle, instructionId: 'i1' })
      .refused('instruction-unknown');
    given(...states['instructed again'])
      .when({ type: 'FailPayout', instructionId: 'i1', reasonCode: 'AC04' })
      .refused('instruction-unknown');
  });

  it('asks which of them came back where several paid', () => {
    const history = [
      ...states['instructed for the rest'],
      ...decided(states['instructed for the rest'], { ...settle, instructionId: 'i2' }),
    ];
    given(...history)
      .when(giveBack)
      .refused('instruction-unknown');
    given(...history)
      .when({ ...giveBack, instructionId: 'i9' })
      .refused('instruction-unknown');
    given(...history)
      .when({ ...giveBack, instructionId: 'i2', amount: nok(20_001) })
      .refused('exceeds-settled');
    given(...history)
      .when({ ...giveBack, instructionId: 'i1' })
      .then({
        type: 'PayoutReturned',
        data: {
          ...moved,
          instructionId: 'i1',
          amount: nok(10_000),
          returnedOn: '2026-06-05',
          bankReference: 'R1',
          reasonCode: 'AC06',
          reason: undefined,
        },
      });
  });
});

describe('a payout that came back', () => {
  it('no longer counts as paid, and is instructed again for what came back', () => {
    const state = fold(payout, states['returned in part']);
    if (state.status === 'none') throw new Error('it was opened');
    expect([state.status, paidOf(state), unpaidOf(state)]).toEqual(['returned', 20_000, 10_000]);
    given(...states['returned in part'])
      .when({ type: 'InstructPayout', instructionId: 'i2' })
      .then({
        type: 'PayoutInstructed',
        data: { payoutId: 'p1', instructionId: 'i2', attempt: 2, amount: nok(10_000) },
      });
  });

  it('stays with the bank when an earlier attempt comes back meanwhile, and is not settled by the rest alone', () => {
    const history = states['partly settled, then returned while the rest is with the bank'];
    expect(fold(payout, history).status).toBe('instructed');
    given(...history)
      .when({ ...settle, instructionId: 'i2' })
      .thenTypes('PayoutPartiallySettled');
    const partly = [...history, ...decided(history, { ...settle, instructionId: 'i2' })];
    given(...partly)
      .when({ ...settle, instructionId: 'i2' })
      .refused('exceeds-amount');
    given(...partly)
      .when({ type: 'InstructPayout', instructionId: 'i3' })
      .then({
        type: 'PayoutInstructed',
        data: { payoutId: 'p1', instructionId: 'i3', attempt: 3, amount: nok(10_000) },
      });
  });
});

describe('a payout that is cancelled', () => {
  it('says what is not paid, and what was', () => {
    given(...states['failed in part'])
      .when({ type: 'CancelPayout', grounds: 'The grant was revoked.' })
      .then({
        type: 'PayoutCancelled',
        data: {
          payoutId: 'p1',
          awardId: 'a1',
          schemeId: 's',
          budgetYear: 2026,
          instalment: 1,
          amount: nok(20_000),
          paid: nok(10_000),
          person: undefined,
          grounds: 'The grant was revoked.',
        },
      });
  });
});

describe('a payout that is finished', () => {
  it('is settled in full and did not come back, or is cancelled', () => {
    const finished = Object.entries(states).filter(([, history]) => {
      const state = fold(payout, history);
      return state.status !== 'none' && isFinished(state);
    });
    expect(finished.map(([name]) => name)).toEqual([
      'settled',
      'cancelled',
      'cancelled after a part was paid',
    ]);
  });
});

describe('every command on a payout in every state', () => {
  leadTo(payout, samples);
});
