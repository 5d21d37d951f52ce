import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AwardEvent } from '../../contract/events.js';
import { award, type AwardCommand } from './award.js';
import { evolve } from './evolve.js';
import { needOfReinstatement, rangeOfReinstatement } from './reinstatement.js';
import type { AcceptedAward } from './state.js';
import { offer } from './testing/offer.js';
import { samples } from './testing/samples.js';

const { given } = specification(award);
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const { states, commands } = samples;
const NOW = '2026-04-01T12:00:00Z';

function after(history: readonly AwardEvent[], ...sent: readonly AwardCommand[]): AcceptedAward {
  return sent.reduce(
    (state, command) => {
      const decision = award.decide(command, state);
      if ('refused' in decision) throw new Error(decision.refused.detail);
      return decision.events.reduce(evolve, state);
    },
    fold(award, history),
  ) as AcceptedAward;
}

/** An appeal leaves so much of the grant in force. */
const leave = (amount: number, by: 'reversal' | 'appeal' = 'appeal') =>
  ({
    type: 'ReinstateAward',
    appealId: 'k1',
    inForce: { by, amount },
    reservationId: 'r9',
    budgetYear: 2026,
    now: NOW,
  }) as const;
/** A later decision that grants nothing. */
const endedBy = (decision: number) =>
  ({ type: 'FollowDecision', offer: undefined, rejection: { decision }, now: NOW }) as const;
const planned = ({ schedule }: AcceptedAward) =>
  schedule.map(({ dueDate, amount, reservationId }) => [dueDate, amount, reservationId]);

/** Of 300, of which 100 is released, 60 stay in force; or nothing. */
const [inPart, revoked] = [states['revoked in part'], states.revoked];

describe('a revocation that an appeal upheld in part', () => {
  it('leaves in force what was decided, with its money reserved anew, the first instalments first', () => {
    expect(rangeOfReinstatement(after(revoked))).toEqual({ above: 0, below: 300 });
    expect(needOfReinstatement(after(revoked), 2026, 250)).toEqual([{ year: 2027, amount: 150 }]);
    const state = after(revoked, leave(250));
    expect([state.status, state.amount, state.dueBack]).toEqual(['accepted', 250, 0]);
    expect(planned(state)).toEqual([
      ['2026-03-01', 100, 'r1'],
      ['2027-06-01', 150, 'r9'],
    ]);
  });

  it('says what stays revoked, and by whose decision', () => {
    const undo = after(inPart);
    expect(rangeOfReinstatement(undo)).toEqual({ above: 60, below: 300 });
    const decision = award.decide(leave(80, 'reversal'), undo);
    expect(decision).toMatchObject({
      events: [
        {
          type: 'AwardReinstated',
          data: {
            appealId: 'k1',
            amount: nok(80),
            upheld: { by: 'reversal', stillRevoked: nok(220) },
            levelled: true,
          },
        },
      ],
    });
  });

  it('lowers what is due back to what is kept beyond it, and plans nothing for that', () => {
    expect(after(inPart).dueBack).toBe(40);
    const state = after(inPart, leave(80));
    expect([state.amount, state.dueBack]).toEqual([80, 20]);
    expect(planned(state)).toEqual([['2026-03-01', 100, 'r1']]);
  });

  it('plans no more than what is in force, where what was paid covers some of it', () => {
    const state = after(inPart, leave(130));
    expect([state.amount, state.dueBack]).toEqual([130, 0]);
    expect(planned(state)).toEqual([
      ['2026-03-01', 100, 'r1'],
      ['2027-06-01', 30, 'r9'],
    ]);
  });

  it('stays revoked for the rest, whatever a later decision grants, until that is undone as well', () => {
    const state = after(inPart, leave(130));
    const more = after(inPart, leave(130), commands.FollowDecision);
    expect(more.amount).toBe(130);
    expect(rangeOfReinstatement(state)).toEqual({ above: 130, below: 300 });
    const { inForce: _, ...all } = leave(0);
    const whole = after(inPart, leave(130), { ...all, appealId: 'k2', reservationId: 'r10' });
    expect([whole.amount, whole.reductions.size, rangeOfReinstatement(whole)]).toEqual([300, 0, undefined]);
  });

  it('comes to what there is by then, where more or less is in force when it is carried out', () => {
    expect(after(inPart, leave(40)).amount).toBe(60);
    const whole = after(inPart, leave(400));
    expect([whole.amount, whole.reductions.size]).toEqual([300, 0]);
  });

  it('of before awards were levelled has what was claimed levelled from now on', () => {
    const before = inPart.map((event) =>
      event.type === 'AwardRevoked' ? { ...event, data: { ...event.data, schedule: undefined } } : event,
    );
    expect(after(before)).toMatchObject({ status: 'revoked', amount: 60, dueBack: 40 });
    const state = after(before, leave(80));
    expect(state).toMatchObject({ status: 'accepted', amount: 80, dueBack: 20, levelled: true });
    expect(after(before, leave(150)).dueBack).toBe(0);
    expect(planned(after(before, leave(150)))).toEqual([
      ['2026-03-01', 100, 'r1'],
      ['2027-06-01', 50, 'r9'],
    ]);
  });

  it('is so also where a later decision ended the grant, which stays ended', () => {
    const state = after(inPart, endedBy(2), leave(130));
    expect(state).toMatchObject({ status: 'revoked', amount: 0, endedBy: 2 });
    expect(rangeOfReinstatement(state)).toBeUndefined();
    // What grants it again grants no more than the appeal left.
    const again = { ...offer, decision: 3, reservationId: 'r3' };
    const granted = { type: 'FollowDecision', offer: again, now: NOW } as const;
    expect(after(inPart, endedBy(2), leave(130), granted).amount).toBe(130);
    expect(after(inPart, endedBy(2), granted).amount).toBe(60);
  });

  it('needs the money it plans anew', () => {
    const { reservationId: _, ...unreserved } = leave(250);
    given(...revoked)
      .when(unreserved)
      .refused('reservation-missing');
    given(...states.accepted)
      .when(leave(250))
      .refused('not-revoked');
  });
});
