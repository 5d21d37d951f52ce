import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { AwardEvent } from '../../contract/events.js';
import { award, type AwardCommand } from './award.js';
import { evolve } from './evolve.js';
import { payoutIdOf } from './release.js';
import { needOfReinstatement } from './reinstatement.js';
import { commitmentsOf } from './commitments.js';
import { type AcceptedAward } from './state.js';
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

describe('the revocation of an award of 300, 100 of it released', () => {
  it('books what is due back with it, beside what was not spent of it, and goes on with the rest', () => {
    const { dueBack, amount, status } = stateAfter(states['revocation proposed'], commands.ApproveRevocation);
    expect([status, amount, dueBack]).toEqual(['accepted', 60, 40]);
    const unspent = {
      type: 'ClaimUnspent',
      reportId: 'rep1',
      amount: 30,
      now: '2026-03-24T12:00:00Z',
    } as const;
    const both = stateAfter(states['revocation proposed'], unspent, commands.ApproveRevocation);
    expect(both.dueBack).toBe(70);
  });

  it('is forewarned and proposed by people without a conflict', () => {
    const barred = refusal('forbidden', 'conflict-of-interest', 'applied');
    given(...states.accepted)
      .when({ ...commands.ForewarnRevocation, barred } as AwardCommand)
      .refused('conflict-of-interest');
    given(...states.forewarned)
      .when({ ...commands.ProposeRevocation, barred } as AwardCommand)
      .refused('conflict-of-interest');
  });

  it('is approved by another person than whoever forewarned or proposed it', () => {
    given(...states['revocation proposed'])
      .when({ type: 'ApproveRevocation', approver: 'anna', now: '2026-03-24T12:00:00Z' })
      .refused('four-eyes');
  });

  it('waits until the recipient had the time to answer', () => {
    const propose = {
      type: 'ProposeRevocation',
      proposer: 'anna',
      amountInForce: nok(0),
      grounds: 'It stopped.',
    } as const;
    given(...states.forewarned)
      .when({ ...propose, now: '2026-03-23T22:59:59Z' })
      .refused('forewarning-running');
    given(...states.forewarned)
      .when({ ...propose, now: '2026-03-23T23:00:00Z' })
      .thenTypes('RevocationProposed');
    given(...states.forewarned)
      .when({ ...propose, amountInForce: nok(300), now: '2026-04-01T12:00:00Z' })
      .refused('amount-invalid');
    // What was not released may stay in force as well.
    given(...states.forewarned)
      .when({ ...propose, amountInForce: nok(299), now: '2026-04-01T12:00:00Z' })
      .thenTypes('RevocationProposed');
  });

  it('of before awards were levelled claims less back when a released payout is not paid after all', () => {
    const ended = states['revoked in part'].map((event) =>
      event.type === 'AwardRevoked' ? { ...event, data: { ...event.data, schedule: undefined } } : event,
    );
    expect(stateAfter(ended).status).toBe('revoked');
    const cancel = { type: 'ReduceDueBack', payoutId: payoutIdOf('a1', 1), paid: 70 } as const;
    const state = stateAfter(ended, cancel, cancel);
    expect(state.dueBack).toBe(10);
    expect(commitmentsOf(state)).toEqual([{ reservationId: 'r1', payments: [{ year: 2026, amount: 70 }] }]);
    // What the bank sent back of it since is not due back either.
    const back = { ...cancel, paid: 65 };
    expect(stateAfter(ended, cancel, back, back)).toMatchObject({ dueBack: 5, releasedInAll: 65 });
  });

  it('undone by an appeal, puts the award back as it was, with money reserved anew', () => {
    const revoked = fold(award, states.revoked) as AcceptedAward;
    expect(needOfReinstatement(revoked, 2026)).toEqual([{ year: 2027, amount: 200 }]);
    const state = stateAfter(states.revoked, commands.ReinstateAward);
    expect([state.status, state.amount, state.dueBack]).toEqual(['accepted', 300, 0]);
    expect(state.schedule.map(({ amount, reservationId }) => [amount, reservationId])).toEqual([
      [100, 'r1'],
      [200, 'r4'],
    ]);
  });

  it('never claims more as unspent than was released and is not due back', () => {
    const claim = {
      type: 'ClaimUnspent',
      reportId: 'rep1',
      amount: 500,
      now: '2026-03-24T12:00:00Z',
    } as const;
    const state = stateAfter(states.accepted, claim, claim, { ...claim, reportId: 'rep2' });
    expect(state.dueBack).toBe(100);
  });

  it('leaves nothing of a reduction to the recipient by somebody of whom nothing is known', () => {
    const more = {
      type: 'RevocationProposed',
      data: {
        awardId: 'a1',
        revocation: 1,
        proposer: 'anna',
        amountInForce: nok(300),
        grounds: 'It came later.',
      },
    } as const;
    given(...states['reduction for co-funding proposed'], more)
      .when(commands.ApproveRevocation)
      .refused('four-eyes');
    given(...states['reduction for co-funding proposed'], more)
      .when({
        type: 'ApproveRevocation',
        approver: 'berit',
        now: '2026-03-24T12:00:00Z',
        judge: { person: 'berit', decides: true, decidedBy: ['berit'], delegations: undefined },
      })
      .refused('decided-the-basis');
  });
});
