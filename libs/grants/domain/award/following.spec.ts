import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AwardEvent } from '../../contract/events.js';
import { award, type AwardCommand } from './award.js';
import { evolve } from './evolve.js';
import { mayFollow, needOfDecision } from './following.js';
import { commitmentsOf } from './commitments.js';
import { payoutIdOf } from './release.js';
import { releasedOf, type AcceptedAward } from './state.js';
import { samples } from './testing/samples.js';

const { given } = specification(award);
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const { states, commands } = samples;
const stateAfter = (history: readonly AwardEvent[], ...sent: readonly AwardCommand[]) =>
  sent.reduce(
    (state, command) => {
      const decision = award.decide(command, state);
      return 'events' in decision ? decision.events.reduce(evolve, state) : state;
    },
    fold(award, history),
  ) as AcceptedAward;

describe('a decision that takes the place of the accepted one', () => {
  it('is followed once, and what was released counts against its first payments', () => {
    const state = stateAfter(states.accepted, commands.FollowDecision, commands.FollowDecision);
    expect(state.amount).toBe(350);
    expect(state.schedule.map(({ dueDate, amount }) => [dueDate, amount])).toEqual([
      ['2026-03-01', 100],
      ['2027-06-01', 200],
      ['2027-09-01', 50],
    ]);
  });

  const { offer, now } = commands.FollowDecision as Extract<AwardCommand, { type: 'FollowDecision' }>;
  const follow = (decision: number, amount: number, reservationId = 'r1') => {
    const schedule = [{ number: 1, dueDate: '2027-06-01', amount }];
    const anew = { ...offer!, decision, amount: nok(amount), schedule, reservationId };
    return { type: 'FollowDecision', offer: anew, now } as const;
  };
  const reject = (decision: number) =>
    ({ type: 'FollowDecision', offer: undefined, rejection: { decision }, now }) as const;

  it('books what was released beyond it as due back, and a still later one counts that anew', () => {
    const less = stateAfter(states.accepted, follow(2, 60));
    expect([less.amount, less.dueBack, releasedOf(less)]).toEqual([60, 40, 100]);
    const more = stateAfter(states.accepted, follow(2, 60), follow(3, 300));
    expect([more.amount, more.dueBack]).toEqual([300, 0]);
    expect(more.schedule.map(({ amount }) => amount)).toEqual([100, 200]);
  });

  it('that grants nothing ends the award: all that was released is due back, until a later one grants it', () => {
    const state = stateAfter(states.suspended, reject(2));
    expect([state.status, state.amount, state.dueBack]).toEqual(['revoked', 0, 100]);
    expect(commitmentsOf(state)).toEqual([{ reservationId: 'r1', payments: [{ year: 2026, amount: 100 }] }]);
    const again = stateAfter(states.suspended, reject(2), follow(3, 250, 'r2'));
    expect([again.status, again.amount, again.dueBack]).toEqual(['accepted', 250, 0]);
    expect(again.schedule.map(({ amount, reservationId }) => [amount, reservationId])).toEqual([
      [100, 'r1'],
      [150, 'r2'],
    ]);
  });

  it('does not come where the application was withdrawn instead: the award ends, once', () => {
    const rejection = { decision: 1, withdrawn: true } as const;
    const withdrawn = { type: 'FollowDecision', offer: undefined, rejection, now } as const;
    const state = stateAfter(states.suspended, withdrawn);
    expect([state.status, state.amount, state.dueBack, state.suspendedBy]).toEqual([
      'revoked',
      0,
      100,
      undefined,
    ]);
    expect(commitmentsOf(state)).toEqual([{ reservationId: 'r1', payments: [{ year: 2026, amount: 100 }] }]);
    expect(award.decide(withdrawn, state)).toEqual({ events: [] });
  });

  it('after an annulment draws on what is still held, and reserves the rest only', () => {
    const suspended = fold(award, states.suspended) as AcceptedAward;
    const schedule = [{ number: 1, dueDate: '2027-06-01', amount: 350 }];
    expect(needOfDecision(suspended, schedule, 2026)).toEqual([{ year: 2027, amount: 50 }]);
    const state = stateAfter(states.suspended, follow(2, 350, 'r2'));
    expect(state.suspendedBy).toBeUndefined();
    expect(state.schedule.map(({ amount, reservationId }) => [amount, reservationId])).toEqual([
      [100, 'r1'],
      [200, 'r1'],
      [50, 'r2'],
    ]);
  });

  it('pays what was cancelled of a continuation meanwhile by an instalment of its own, and what was paid of it once', () => {
    const { ProposeAmendment, ApproveAmendment, SuspendAward } = commands;
    const continued = {
      ...(ProposeAmendment as Extract<AwardCommand, { type: 'ProposeAmendment' }>),
      amount: nok(414),
      payments: [{ dueDate: '2026-01-01', amount: 414 }],
    };
    const before = stateAfter(states.accepted, continued, ApproveAmendment, SuspendAward);
    const cancelled = (paid: number) =>
      evolve(before, {
        type: 'InstalmentCancelled',
        data: { awardId: 'a1', payoutId: payoutIdOf('a1', 3), instalment: 3, amount: nok(414 - paid) },
      });
    const planAfter = (paid: number) => {
      const decision = award.decide(follow(2, 127), cancelled(paid));
      const state = ('events' in decision ? decision.events : []).reduce(evolve, cancelled(paid));
      const { amount, schedule } = state as AcceptedAward;
      return [amount, schedule.map((each) => [each.number, each.amount, each.reservationId])];
    };
    expect(planAfter(0)).toEqual([
      541,
      [
        [1, 100, 'r1'],
        [3, 0, 'r2'],
        [4, 27, 'r1'],
        [5, 414, 'r2'],
      ],
    ]);
    expect(planAfter(14)).toEqual([
      541,
      [
        [1, 100, 'r1'],
        [3, 14, 'r2'],
        [4, 27, 'r1'],
        [5, 400, 'r2'],
      ],
    ]);
  });

  it('that lowers it is what a reinstatement goes back to, also once the payout of more was cancelled', () => {
    const { ForewarnRevocation, ProposeRevocation, ApproveRevocation } = commands;
    const none = { ...(ProposeRevocation as Extract<AwardCommand, { type: 'ProposeRevocation' }>) };
    const state = stateAfter(
      states.accepted,
      follow(2, 60),
      commands.LevelAward,
      ForewarnRevocation,
      { ...none, amountInForce: nok(0) },
      ApproveRevocation,
      commands.ReinstateAward,
    );
    expect([state.status, state.amount, state.dueBack]).toEqual(['accepted', 60, 0]);
    const planned = state.schedule.reduce((sum, { amount }) => sum + amount, 0);
    expect(planned).toBe(60);
  });

  it('does not bring back what was revoked for itself', () => {
    given(...states.revoked)
      .when(follow(2, 300))
      .then();
    expect(mayFollow(fold(award, states.revoked) as AcceptedAward)).toBe(false);
  });

  it('has conditions of its own: those of the same number are not fulfilled by it', () => {
    const data = { awardId: 'a1', condition: 1, person: 'anna' };
    const fulfilled = [...states.accepted, { type: 'ConditionFulfilled', data }] as const;
    expect(stateAfter(fulfilled).conditions).toMatchObject([{ number: 1, fulfilled: true }]);
    const state = stateAfter(fulfilled, follow(2, 300));
    expect(state.conditions).toMatchObject([{ number: 1, fulfilled: false }]);
  });
});
