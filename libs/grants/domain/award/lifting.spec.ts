import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
import { award, type AwardCommand } from './award.js';
import { commands } from './testing/commands.js';
import { nok } from './testing/offer.js';
import { needOfLifting } from './lifting.js';
import { plannedOf, wasAccepted, type AcceptedAward } from './state.js';

const { AcceptAward, ProposeAmendment, ApproveAmendment, LiftAmendment, ReleaseDueInstalments } = commands;
/** From 300, of which 100 are due and 200 fall due in June 2027, to 250. */
const less = {
  ...ProposeAmendment,
  kind: 'amount',
  amount: nok(250),
  payments: [{ dueDate: '2027-09-01', amount: 150 }],
} as const;

/** What happens when these are sent one after the other. */
function after(...sent: readonly AwardCommand[]): readonly AwardEvent[] {
  return sent.reduce<readonly AwardEvent[]>((history, command) => {
    const decision = award.decide(command, fold(award, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

function stateAfter(...sent: readonly AwardCommand[]): AcceptedAward {
  const state = fold(award, after(...sent));
  if (!wasAccepted(state)) throw new Error('was not accepted');
  return state;
}

function amended(change: object): AwardEvent {
  return after(AcceptAward, { ...less, ...change }, ApproveAmendment).find(
    ({ type }) => type === 'AwardAmended',
  )!;
}

describe('an amendment', () => {
  it.each([
    ['less money', {}, ['amount', 'dates']],
    [
      'later money',
      { kind: 'dates', amount: undefined, payments: [{ dueDate: '2027-12-01', amount: 200 }] },
      ['dates'],
    ],
    [
      'a further condition',
      {
        kind: 'conditions',
        amount: undefined,
        payments: [],
        added: [{ text: 'More.', beforePayout: false }],
      },
      ['conditions'],
    ],
    [
      'another condition',
      {
        kind: 'conditions',
        amount: undefined,
        payments: [],
        dropped: [1],
        added: [{ text: 'Other.', beforePayout: false }],
      },
      ['conditions'],
    ],
  ])('with %s says what is worse for the recipient', (_, change, worse) => {
    expect(amended(change).data).toMatchObject({ worse, decidedOn: '2026-03-02' });
  });

  it.each([
    ['more money', { amount: nok(400), payments: [{ dueDate: '2027-06-01', amount: 300 }] }],
    [
      'earlier money',
      { kind: 'dates', amount: undefined, payments: [{ dueDate: '2027-01-01', amount: 200 }] },
    ],
    ['a condition less', { kind: 'conditions', amount: undefined, payments: [], dropped: [1] }],
  ])('with %s is no worse', (_, change) => {
    expect(amended(change).data).not.toHaveProperty('worse');
  });
});

describe('an amendment that an appeal lifts', () => {
  it('gives back what it took, due as it would have been, and its conditions fall away', () => {
    const state = stateAfter(
      AcceptAward,
      { ...less, added: [{ text: 'More.', beforePayout: true }], dropped: [1] },
      ApproveAmendment,
      LiftAmendment,
    );
    expect(state).toMatchObject({
      amount: 300,
      levelled: true,
      conditions: [{ number: 1, fulfilled: false }],
    });
    expect(state.schedule).toMatchObject([
      { dueDate: '2026-03-01', amount: 100, reservationId: 'r1' },
      { dueDate: '2027-06-01', amount: 150, reservationId: 'r1' },
      { dueDate: '2027-06-01', amount: 50, reservationId: 'r5' },
    ]);
    expect(plannedOf(state)).toBe(300);
  });

  it('asks for the money that the budget let go, before it is planned again', () => {
    const state = stateAfter(AcceptAward, less, ApproveAmendment);
    expect(award.decide({ ...LiftAmendment, reservationId: undefined }, state)).toMatchObject({
      refused: { code: 'reservation-missing' },
    });
    expect(needOfLifting(state, 1, 2026, LiftAmendment.now)).toEqual([{ year: 2027, amount: 50 }]);
  });

  it('has paid meanwhile: what was released stays, the rest falls due as before', () => {
    const state = stateAfter(AcceptAward, less, ApproveAmendment, ReleaseDueInstalments);
    expect(state.releasedInAll).toBe(100);
    const later = stateAfter(
      AcceptAward,
      less,
      ApproveAmendment,
      { ...ReleaseDueInstalments, now: '2027-10-01T10:00:00Z' },
      { ...LiftAmendment, now: '2027-10-02T10:00:00Z' },
    );
    expect(later).toMatchObject({ amount: 300, releasedInAll: 300 });
  });

  it('gives back only what a later amendment has not given back already', () => {
    const more = { ...less, amount: nok(280), payments: [{ dueDate: '2027-09-01', amount: 180 }] };
    const state = stateAfter(
      AcceptAward,
      less,
      ApproveAmendment,
      more,
      { ...ApproveAmendment, amendment: 2 },
      LiftAmendment,
    );
    expect(state.amount).toBe(300);
    expect(plannedOf(state)).toBe(300);
  });

  it('leaves what was continued since', () => {
    const state = stateAfter(
      AcceptAward,
      less,
      ApproveAmendment,
      ProposeAmendment,
      { ...ApproveAmendment, amendment: 2 },
      LiftAmendment,
    );
    expect(state.amount).toBe(350);
    expect(plannedOf(state)).toBe(350);
  });

  it('changes nothing a second time, or once a new decision was followed', () => {
    for (const before of [LiftAmendment, commands.FollowDecision]) {
      const state = stateAfter(AcceptAward, less, ApproveAmendment, before);
      expect(award.decide(LiftAmendment, state)).toEqual({ events: [] });
    }
  });
});
