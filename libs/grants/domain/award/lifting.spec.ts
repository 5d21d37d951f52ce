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

describe('an amendment that is to be decided again', () => {
  const { appealId: _, ...again } = LiftAmendment;
  /** From 300, of which 100 are due, to 400. */
  const more = { ...less, amount: nok(400), payments: [{ dueDate: '2027-09-01', amount: 300 }] } as const;
  const further = {
    ...less,
    kind: 'continuation',
    amount: nok(100),
    payments: [{ dueDate: '2027-09-01', amount: 100 }],
  } as const;
  /** In force, planned, due back. */
  const sumsOf = (state: AcceptedAward) => [state.amount, plannedOf(state), state.dueBack];

  it.each([
    ['raised the grant', more],
    ['continued it', further],
  ])('takes back what it granted where it %s, the latest first', (_name, amendment) => {
    const given = [AcceptAward, amendment, ApproveAmendment] as const;
    expect(sumsOf(stateAfter(...given))).toEqual([400, 400, 0]);
    expect(sumsOf(stateAfter(...given, again))).toEqual([300, 300, 0]);
    const late = { ...ReleaseDueInstalments, now: '2027-12-01T12:00:00Z' };
    // All of it was released: what may be kept of it shows once it is levelled.
    expect(sumsOf(stateAfter(...given, late, again))).toEqual([300, 400, 100]);
    expect(sumsOf(stateAfter(...given, again, again))).toEqual([300, 300, 0]);
  });

  it('leaves what was raised where an appeal lifts it, for nobody appeals what they got', () => {
    expect(stateAfter(AcceptAward, more, ApproveAmendment, LiftAmendment).amount).toBe(400);
  });

  it('leaves what was reduced below it since, which is undone to what was granted before', () => {
    const given = [AcceptAward, more, ApproveAmendment] as const;
    const down = [
      { ...less, amount: nok(150), payments: [{ dueDate: '2027-09-01', amount: 50 }] },
      { ...ApproveAmendment, amendment: 2 },
    ] as const;
    expect(stateAfter(...given, ...down, again).amount).toBe(150);
    expect(stateAfter(...given, ...down, again, { ...again, amendment: 2 }).amount).toBe(300);
  });

  it('gives back what it took', () => {
    expect(stateAfter(AcceptAward, less, ApproveAmendment, again).amount).toBe(300);
  });
});

describe('a revocation that is to be decided again', () => {
  const { ForewarnRevocation, ProposeRevocation, ApproveRevocation, ReinstateAward } = commands;
  const { appealId: _, ...again } = ReinstateAward;
  const revoke = (inForce: number) =>
    [ForewarnRevocation, { ...ProposeRevocation, amountInForce: nok(inForce) }, ApproveRevocation] as const;

  it('is undone for itself, also where another one stands since', () => {
    const two = [AcceptAward, ...revoke(200), ...revoke(120)] as const;
    expect(stateAfter(...two).amount).toBe(120);
    expect(stateAfter(...two, { ...again, revocation: 1 }).amount).toBe(120);
    expect(stateAfter(...two, { ...again, revocation: 2 }).amount).toBe(200);
    const both = [
      { ...again, revocation: 1 },
      { ...again, revocation: 2 },
    ] as const;
    expect(stateAfter(...two, ...both).amount).toBe(300);
    expect(stateAfter(...two, ...both.toReversed()).amount).toBe(300);
  });

  it('stays beneath one that leaves nothing', () => {
    const two = [AcceptAward, ...revoke(200), ...revoke(0)] as const;
    expect(stateAfter(...two, { ...again, revocation: 1 })).toMatchObject({ status: 'revoked', amount: 0 });
    expect(stateAfter(...two, { ...again, revocation: 2 })).toMatchObject({
      status: 'accepted',
      amount: 200,
    });
  });
});
