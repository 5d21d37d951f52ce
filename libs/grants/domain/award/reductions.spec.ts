import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { AwardEvent } from '../../contract/events.js';
import { award, type AwardCommand } from './award.js';
import { inForceOf, MOST_STANDING, reducedBy, standingRevocation, UNREDUCED, without } from './reductions.js';
import { rangeOfReinstatement } from './reinstatement.js';
import { plannedOf, wasAccepted, type AcceptedAward } from './state.js';
import { commands } from './testing/commands.js';
import { nok, offer } from './testing/offer.js';

const { AcceptAward, ReleaseDueInstalments, ForewarnRevocation, ApproveRevocation, ApproveAmendment } =
  commands;
/** Of 300 that are accepted, all or nothing is paid. */
const PAID = [AcceptAward, ReleaseDueInstalments] as const;
const UNPAID = [{ ...AcceptAward, now: '2026-02-28T12:00:00Z' }] as const;

const revokeTo = (amount: number) =>
  [
    ForewarnRevocation,
    { ...commands.ProposeRevocation, amountInForce: nok(amount) },
    ApproveRevocation,
  ] as const;
/** The first amendment of a grant that is paid in full leaves so much, or of one of which so much is planned. */
const amendTo = (amount: number, planned = 0) =>
  [
    {
      ...commands.ProposeAmendment,
      kind: 'amount',
      amount: nok(amount),
      payments: planned > 0 ? [{ dueDate: '2027-09-01', amount: planned }] : [],
    },
    ApproveAmendment,
  ] as const;
const undo = { ...commands.ReinstateAward, reservationId: 'again-1' } as const;
const lift = { ...commands.LiftAmendment, reservationId: 'again-2' } as const;
const decide = (decision: number, amount: number, reservationId = 'r1') => ({
  type: 'FollowDecision' as const,
  offer: {
    ...offer,
    decision,
    amount: nok(amount),
    schedule: [{ number: 1, dueDate: '2027-06-01', amount }],
    reservationId,
  },
  now: undo.now,
});
const reject = {
  type: 'FollowDecision',
  offer: undefined,
  rejection: { decision: 2 },
  now: undo.now,
} as const;

function eventsAfter(...sent: readonly AwardCommand[]): readonly AwardEvent[] {
  return sent.reduce<readonly AwardEvent[]>((history, command) => {
    const decision = award.decide(command, fold(award, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

function after(...sent: readonly AwardCommand[]): AcceptedAward {
  return stateOf(eventsAfter(...sent));
}

function stateOf(history: readonly AwardEvent[]): AcceptedAward {
  const state = fold(award, history);
  if (!wasAccepted(state)) throw new Error('it was accepted');
  return state;
}

const money = ({ status, amount, dueBack }: AcceptedAward) => [status, amount, dueBack];

describe('a revocation that is undone after another decision', () => {
  it.each([
    ['paid', PAID, 100],
    ['not paid', UNPAID, 0],
  ] as const)('leaves in force what that grants, where the grant was %s', (_, accepted, dueBack) => {
    const state = after(...accepted, ...revokeTo(100), decide(2, 200), undo);
    expect(money(state)).toEqual(['accepted', 200, dueBack]);
    expect(plannedOf(state)).toBe(200 + dueBack);
  });

  it('leaves what the appeal body grants when it lowers that further', () => {
    expect(money(after(...UNPAID, ...revokeTo(100), decide(2, 200), decide(3, 150), undo))).toEqual([
      'accepted',
      150,
      0,
    ]);
  });

  it('can be upheld in part between what it leaves and what that grants', () => {
    const state = after(...PAID, ...revokeTo(100), decide(2, 200));
    expect(rangeOfReinstatement(state)).toEqual({ above: 100, below: 200 });
    const part = { ...undo, inForce: { by: 'appeal', amount: 150 } } as const;
    expect(money(after(...PAID, ...revokeTo(100), decide(2, 200), part))).toEqual(['accepted', 150, 150]);
    const beyond = { ...undo, inForce: { by: 'appeal', amount: 250 } } as const;
    expect(money(after(...PAID, ...revokeTo(100), decide(2, 200), beyond))).toEqual(['accepted', 200, 100]);
  });

  it('leaves what is granted more as well', () => {
    const more = [...UNPAID, ...revokeTo(100), decide(2, 350)] as const;
    expect(money(after(...more))).toEqual(['accepted', 100, 0]);
    const state = after(...more, undo);
    expect(money(state)).toEqual(['accepted', 350, 0]);
    expect(plannedOf(state)).toBe(350);
  });

  it('stands still when a decision of nothing, or of less, is replaced by one of more', () => {
    expect(money(after(...PAID, ...revokeTo(100), reject, decide(3, 300, 'r3')))).toEqual([
      'accepted',
      100,
      200,
    ]);
    expect(money(after(...PAID, ...revokeTo(100), decide(2, 60), decide(3, 300)))).toEqual([
      'accepted',
      100,
      200,
    ]);
  });

  it('as stored before that was told apart goes back to what was in force before it', () => {
    const untold = eventsAfter(...PAID, ...revokeTo(100), decide(2, 200)).map((event) =>
      event.type === 'DecisionFollowed' ? { ...event, data: { ...event.data, unreduced: undefined } } : event,
    );
    expect(rangeOfReinstatement(stateOf(untold))).toEqual({ above: 100, below: 300 });
  });
});

describe('a grant that was revoked in full, and takes no other terms before that is undone', () => {
  /** Undone while the application has that decision. */
  const undoneUnder = (amount: number, more: object = {}) =>
    ({ ...undo, offer: decide(2, amount, 'r2').offer, reservationId: undefined, ...more }) as const;

  it.each([
    ['less, paid', PAID, 200, 100],
    ['less, not paid', UNPAID, 200, 0],
    ['more, paid', PAID, 400, 0],
    ['more, not paid', UNPAID, 400, 0],
  ] as const)('is in force as the decision since then grants it: %s', (_, accepted, amount, dueBack) => {
    const revoked = [...accepted, ...revokeTo(0)] as const;
    expect(after(...revoked, decide(2, amount, 'r2'))).toMatchObject({ status: 'revoked', amount: 0 });
    const state = after(...revoked, undoneUnder(amount));
    expect(money(state)).toEqual(['accepted', amount, dueBack]);
    expect(state.terms.decision).toBe(2);
    expect(plannedOf(state)).toBe(amount + dueBack);
    const events = eventsAfter(...revoked, undoneUnder(amount)).slice(-3);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['AwardReinstated', 'DecisionFollowed']),
    );
  });

  it('is left in part between nothing and what that decision grants', () => {
    const revoked = [...PAID, ...revokeTo(0)] as const;
    const { offer: later } = undoneUnder(200);
    expect(rangeOfReinstatement(after(...revoked), { offer: later })).toEqual({ above: 0, below: 200 });
    const state = after(...revoked, undoneUnder(200, { inForce: { by: 'appeal', amount: 150 } }));
    expect(money(state)).toEqual(['accepted', 150, 150]);
    // What stays revoked can be undone as well.
    expect(
      money(
        after(...revoked, undoneUnder(200, { inForce: { by: 'appeal', amount: 150 } }), {
          ...undo,
          appealId: 'k2',
        }),
      ),
    ).toEqual(['accepted', 200, 100]);
  });

  it('has ended by that decision where it grants nothing', () => {
    const state = after(...PAID, ...revokeTo(0), { ...undo, rejection: { decision: 2 } });
    expect(money(state)).toEqual(['revoked', 0, 300]);
    expect([state.endedBy, state.reductions.size]).toEqual([2, 0]);
    expect(
      money(after(...PAID, ...revokeTo(0), { ...undo, rejection: { decision: 2 } }, decide(3, 300, 'r3'))),
    ).toEqual(['accepted', 300, 0]);
  });

  it('waits for another decision where the one it stood on was annulled', () => {
    const state = after(...UNPAID, ...revokeTo(0), { ...undo, annulled: 1 });
    expect(money(state)).toEqual(['accepted', 300, 0]);
    expect(state.suspendedBy).toBeDefined();
    expect(state.releasedInAll).toBe(0);
  });

  it('stays revoked where another revocation of all of it stands', () => {
    const twice = [...PAID, ...revokeTo(200), ...revokeTo(0)] as const;
    expect(money(after(...twice, undoneUnder(250, { revocation: 1 })))).toEqual(['revoked', 0, 300]);
  });
});

describe('an amendment and a revocation that are both undone', () => {
  it.each([
    ['amended first, which is lifted first', [...amendTo(200), ...revokeTo(80)], lift, 80, undo],
    ['amended first, which is lifted last', [...amendTo(200), ...revokeTo(80)], undo, 200, lift],
    ['revoked first, which is undone first', [...revokeTo(200), ...amendTo(80)], undo, 80, lift],
    ['revoked first, which is undone last', [...revokeTo(200), ...amendTo(80)], lift, 200, undo],
  ] as const)('leave all in force and nothing owed: %s', (_, reduced, first, between, last) => {
    expect(money(after(...PAID, ...reduced))).toEqual(['accepted', 80, 220]);
    expect(money(after(...PAID, ...reduced, first))).toEqual(['accepted', between, 300 - between]);
    expect(money(after(...PAID, ...reduced, first, last))).toEqual(['accepted', 300, 0]);
  });

  it('where all was revoked: the amendment is lifted while nothing is in force', () => {
    const reduced = [...PAID, ...amendTo(200), ...revokeTo(0)] as const;
    expect(money(after(...reduced, lift))).toEqual(['revoked', 0, 300]);
    expect(money(after(...reduced, lift, undo))).toEqual(['accepted', 300, 0]);
    expect(money(after(...reduced, undo, lift))).toEqual(['accepted', 300, 0]);
  });

  it('fall due as they would have', () => {
    const reduced = [...UNPAID, ...amendTo(200, 200), ...revokeTo(80)] as const;
    for (const order of [
      [lift, undo],
      [undo, lift],
    ]) {
      const { schedule } = after(...reduced, ...order);
      expect(schedule.reduce((all, { amount }) => all + amount, 0)).toBe(300);
      expect(schedule.filter(({ dueDate }) => dueDate === '2027-06-01').length).toBeGreaterThan(0);
    }
  });
});

describe('two revocations in part', () => {
  it('are undone one after the other, the last one first', () => {
    const twice = [...PAID, ...revokeTo(200), ...revokeTo(100)] as const;
    const first = { ...undo, appealId: 'k2', reservationId: 'again-2' } as const;
    expect(money(after(...twice, undo))).toEqual(['accepted', 200, 100]);
    expect(money(after(...twice, undo, first))).toEqual(['accepted', 300, 0]);
  });

  const FIRST = { ...undo, appealId: 'k2', revocation: 1, reservationId: 'again-2' } as const;
  const LAST = { ...undo, revocation: 2 } as const;
  const part = (amount: number) => ({ inForce: { by: 'appeal', amount } }) as const;

  it.each([
    ['paid', PAID],
    ['not paid', UNPAID],
  ] as const)('are undone each for itself, where the grant was %s', (_, accepted) => {
    const twice = [...accepted, ...revokeTo(200), ...revokeTo(100)] as const;
    const inForce = (...sent: readonly AwardCommand[]) => {
      const state = after(...twice, ...sent);
      expect(plannedOf(state)).toBe(accepted === PAID ? 300 : state.amount);
      return [state.status, state.amount];
    };
    // What the last leaves stands, whatever became of the first.
    expect(inForce(FIRST)).toEqual(['accepted', 100]);
    expect(inForce(FIRST, LAST)).toEqual(['accepted', 300]);
    expect(inForce(LAST, FIRST)).toEqual(['accepted', 300]);
    expect(inForce({ ...FIRST, ...part(250) })).toEqual(['accepted', 100]);
    expect(inForce({ ...FIRST, ...part(250) }, LAST)).toEqual(['accepted', 250]);
    expect(inForce(LAST, { ...FIRST, ...part(250) })).toEqual(['accepted', 250]);
    expect(inForce({ ...LAST, ...part(150) })).toEqual(['accepted', 150]);
    expect(inForce({ ...LAST, ...part(150) }, FIRST)).toEqual(['accepted', 150]);
  });

  it('have a range of their own for what is left in part', () => {
    const state = after(...PAID, ...revokeTo(200), ...revokeTo(100));
    expect(rangeOfReinstatement(state, { revocation: 1 })).toEqual({ above: 200, below: 300 });
    expect(rangeOfReinstatement(state, { revocation: 2 })).toEqual({ above: 100, below: 200 });
    const alone = after(...PAID, ...revokeTo(200), ...revokeTo(100), FIRST);
    expect(rangeOfReinstatement(alone, { revocation: 2 })).toEqual({ above: 100, below: 300 });
    expect(rangeOfReinstatement(alone, { revocation: 1 })).toBeUndefined();
  });

  it('leave the grant revoked where the last took all of it, and only the first is undone', () => {
    const twice = [...PAID, ...revokeTo(200), ...revokeTo(0)] as const;
    expect(money(after(...twice, FIRST))).toEqual(['revoked', 0, 300]);
    expect(money(after(...twice, FIRST, LAST))).toEqual(['accepted', 300, 0]);
    expect(money(after(...twice, LAST))).toEqual(['accepted', 200, 100]);
  });

  it('are undone once by an appeal, however often that is carried out', () => {
    const once = eventsAfter(...PAID, ...revokeTo(200), ...revokeTo(100), FIRST);
    expect(award.decide(FIRST, fold(award, once))).toEqual({ events: [] });
    const again = { ...FIRST, appealId: 'k3' };
    expect(award.decide(again, fold(award, once))).toMatchObject({ refused: { code: 'not-revoked' } });
  });

  it('as stored before they were told apart lose the last', () => {
    const [undone] = eventsAfter(...PAID, ...revokeTo(200), ...revokeTo(100), LAST).slice(-1);
    const untold = { ...undone!, data: { ...undone!.data, revocation: 9 } } as AwardEvent;
    const before = eventsAfter(...PAID, ...revokeTo(200), ...revokeTo(100));
    expect(money(stateOf([...before, untold]))).toEqual(['accepted', 200, 100]);
  });
});

describe('what was planned anew under another commitment', () => {
  it('is the money of the decision: a later one grants no more than it says', () => {
    const again = [...UNPAID, ...revokeTo(0), undo] as const;
    const state = after(...again, decide(2, 200, 'r2'));
    expect([state.amount, plannedOf(state)]).toEqual([200, 200]);
  });

  it('is so when it was moved to another year; what was continued stays', () => {
    const moved = [
      ...PAID.slice(0, 1),
      {
        ...commands.ProposeAmendment,
        kind: 'dates',
        amount: undefined,
        payments: [{ dueDate: '2028-01-15', amount: 200 }],
      },
      ApproveAmendment,
    ] as const;
    expect(after(...moved, decide(2, 200)).amount).toBe(200);
    const continued = [AcceptAward, commands.ProposeAmendment, ApproveAmendment] as const;
    expect(after(...continued, decide(2, 200)).amount).toBe(250);
  });
});

describe('of very many reductions', () => {
  it('the oldest is final: what is undone after it gives back no more than it left', () => {
    const made = Array.from({ length: MOST_STANDING + 1 }, (_, index) => ({
      by: 'revocation' as const,
      number: index + 1,
      leaves: 290 - index * 10,
      schedule: [],
    }));
    const reduced = made.reduce((state, each) => reducedBy(state, each), {
      granted: 300,
      reductions: UNREDUCED,
    });
    expect(reduced.reductions.size).toBe(MOST_STANDING);
    expect(inForceOf(reduced)).toBe(290 - MOST_STANDING * 10);
    const undone = made.reduce((state) => without(state, standingRevocation(state)), reduced);
    expect(undone.reductions.size).toBe(0);
    expect(inForceOf(undone)).toBe(290);
  });
});
