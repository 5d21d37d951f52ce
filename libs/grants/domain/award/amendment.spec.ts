import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { AwardEvent } from '../../contract/events.js';
import { furtherNeed, MOST_AMENDMENTS, MOST_CONDITIONS, MOST_GIVEN_UP } from './amendment.js';
import { award, type AwardCommand } from './award.js';
import { payoutIdOf } from './release.js';
import { commitmentsOf } from './commitments.js';
import { type AcceptedAward } from './state.js';
import { samples } from './testing/samples.js';

const { given } = specification(award);
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const now = '2026-03-02T12:00:00Z';
const { accepted } = samples.states;

type ProposeAmendment = Extract<AwardCommand, { type: 'ProposeAmendment' }>;

const propose = (change: Partial<ProposeAmendment>): ProposeAmendment => ({
  type: 'ProposeAmendment',
  proposer: 'anna',
  kind: 'amount',
  payments: [],
  dropped: [],
  added: [],
  grounds: 'better',
  ...change,
});
const approve = (change: object = {}) =>
  ({ type: 'ApproveAmendment', amendment: 1, approver: 'berit', budgetYear: 2026, now, ...change }) as const;

function after(...commands: readonly AwardCommand[]): readonly AwardEvent[] {
  let history: readonly AwardEvent[] = accepted;
  for (const command of commands) {
    const decision = award.decide(command, fold(award, history));
    history = [...history, ...('events' in decision ? decision.events : [])];
  }
  return history;
}
const stateAfter = (...commands: readonly AwardCommand[]) => fold(award, after(...commands)) as AcceptedAward;

describe('an amendment of an award of 300, 100 of it released', () => {
  it('lowers what is outstanding without more money, and the commitment needs less', () => {
    const lower = propose({ amount: nok(150), payments: [{ dueDate: '2027-06-01', amount: 50 }] });
    const state = stateAfter(lower, approve());
    expect(state.amount).toBe(150);
    expect(commitmentsOf(state)).toEqual([
      {
        reservationId: 'r1',
        payments: [
          { year: 2026, amount: 100 },
          { year: 2027, amount: 50 },
        ],
      },
    ]);
  });

  it('raises only with a further commitment for the difference, and pays it as an instalment of its own', () => {
    const raise = propose({ amount: nok(350), payments: [{ dueDate: '2027-06-01', amount: 250 }] });
    expect(furtherNeed(stateAfter(raise), 2026)).toEqual([{ year: 2027, amount: 50 }]);
    given(...after(raise))
      .when(approve())
      .refused('reservation-missing');
    const { schedule } = stateAfter(raise, approve({ reservationId: 'r2' }));
    expect(schedule.map(({ amount, reservationId }) => [amount, reservationId])).toEqual([
      [100, 'r1'],
      [200, 'r1'],
      [50, 'r2'],
    ]);
  });

  it('moves payments within a year freely; into another year they need money of that year', () => {
    const within = propose({ kind: 'dates', payments: [{ dueDate: '2027-09-01', amount: 200 }] });
    expect(furtherNeed(stateAfter(within), 2026)).toEqual([]);
    const beyond = propose({ kind: 'dates', payments: [{ dueDate: '2028-01-15', amount: 200 }] });
    expect(furtherNeed(stateAfter(beyond), 2026)).toEqual([{ year: 2028, amount: 200 }]);
  });

  it('plans cancelled money anew under the commitment that still holds it', () => {
    const cancel = { type: 'ReduceDueBack', payoutId: payoutIdOf('a1', 1), paid: 0 } as const;
    const payments = [
      { dueDate: '2026-09-01', amount: 100 },
      { dueDate: '2027-06-01', amount: 200 },
    ];
    const state = stateAfter(cancel, propose({ kind: 'dates', payments }));
    expect(furtherNeed(state, 2026)).toEqual([]);
  });

  it('is outdated once an instalment was released or cancelled after it was proposed', () => {
    const lower = propose({ amount: nok(150), payments: [{ dueDate: '2027-06-01', amount: 50 }] });
    const release = { type: 'ReleaseDueInstalments', now: '2027-06-01T08:00:00Z' } as const;
    given(...after(lower, release))
      .when(approve())
      .refused('amendment-outdated');
    given(...after(lower, lower))
      .when(approve())
      .refused('amendment-outdated');
  });

  it('is returned by another person than its proposer, who could approve it', () => {
    const change = propose({ kind: 'conditions', added: [{ text: 'Share it', beforePayout: false }] });
    const giveBack = { type: 'ReturnAmendment', amendment: 1, person: 'berit', grounds: 'Why?' } as const;
    given(...after(change))
      .when({ ...giveBack, person: 'anna' })
      .refused('four-eyes');
    given(...after(change))
      .when({ ...giveBack, barred: refusal('forbidden', 'conflict-of-interest', 'applied') })
      .refused('conflict-of-interest');
  });

  it('is approved by another person than its proposer, within the delegation', () => {
    const change = propose({ kind: 'conditions', added: [{ text: 'Share it', beforePayout: false }] });
    given(...after(change))
      .when(approve({ approver: 'anna' }))
      .refused('four-eyes');
    given(...after(change))
      .when(approve({ barred: refusal('forbidden', 'outside-delegation', 'too much') }))
      .refused('outside-delegation');
  });

  it('cannot use money that was given up', () => {
    const raise = propose({ amount: nok(350), payments: [{ dueDate: '2027-06-01', amount: 250 }] });
    const abandon = { type: 'AbandonAmendment', reservationId: 'r2', grounds: 'late' } as const;
    given(...after(raise, abandon))
      .when(approve({ reservationId: 'r2' }))
      .refused('reservation-abandoned');
    given(...after(raise, approve({ reservationId: 'r2' })))
      .when(abandon)
      .refused('reservation-in-use');
  });

  it('with a condition before payout holds back what is due until it is fulfilled', () => {
    const change = propose({ kind: 'conditions', added: [{ text: 'The lease', beforePayout: true }] });
    const release = { type: 'ReleaseDueInstalments', now: '2027-06-01T08:00:00Z' } as const;
    const history = after(change, approve(), release);
    expect(history.at(-1)!.type).toBe('AwardAmended');
    given(...history)
      .when(release)
      .then();
    const fulfilled = { awardId: 'a1', condition: 2, person: 'anna' };
    given(...history, { type: 'ConditionFulfilled', data: fulfilled })
      .when(release)
      .thenTypes('InstalmentReleased');
  });

  it.each([
    ['no amount', {}, 'amount-invalid'],
    ['nothing', { amount: nok(0) }, 'amount-invalid'],
    ['the amount it has', { amount: nok(300) }, 'amount-invalid'],
    ['another currency', { amount: { amount: 400, currency: 'SEK' } }, 'other-currency'],
    ['payments that do not add up', { amount: nok(150) }, 'schedule-does-not-add-up'],
    ['an amount with other dates', { kind: 'dates', amount: nok(150) }, 'amount-invalid'],
    ['no condition changed', { kind: 'conditions' }, 'amendment-invalid'],
    ['a condition nobody knows', { kind: 'conditions', dropped: [7] }, 'condition-unknown'],
    ['a continuation of nothing', { kind: 'continuation', amount: nok(0) }, 'amount-invalid'],
    [
      'payments out of order',
      {
        amount: nok(150),
        payments: [
          { dueDate: '2027-06-01', amount: 25 },
          { dueDate: '2027-05-01', amount: 25 },
        ],
      },
      'schedule-invalid',
    ],
  ] as const)('is not proposed with %s', (_, change, code) => {
    given(...accepted)
      .when(propose(change))
      .refused(code);
  });
});

describe('what amendments may add up to', () => {
  const adding = (count: number, dropped: readonly number[] = []) => {
    const added = Array.from({ length: count }, () => ({ text: 'A lease', beforePayout: false }));
    return propose({ kind: 'conditions', added, dropped });
  };

  it('is so many conditions: another one takes the place of one that is dropped', () => {
    const full = after(adding(MOST_CONDITIONS - 1), approve());
    given(...full)
      .when(adding(1))
      .refused('too-many-conditions');
    given(...full)
      .when(adding(1, [1]))
      .thenTypes('AmendmentProposed');
  });

  it('is so many reservations that are given up', () => {
    const raised = after(propose({ amount: nok(400), payments: [{ dueDate: '2027-06-01', amount: 300 }] }));
    const givenUp = Array.from({ length: MOST_GIVEN_UP }, (_, index): AwardEvent => ({
      type: 'AmendmentAbandoned',
      data: { awardId: 'a1', schemeId: 's1', reservationId: `given-up-${index}`, grounds: 'Refused' },
    }));
    given(...raised, ...givenUp.slice(1))
      .when(approve())
      .refused('reservation-missing');
    given(...raised, ...givenUp)
      .when(approve())
      .refused('too-many-reservations');
    given(...raised, ...givenUp)
      .when(approve({ reservationId: 'r2' }))
      .thenTypes('AwardAmended');
  });

  it('is so many proposals', () => {
    const proposed = after(...Array.from({ length: MOST_AMENDMENTS }, () => adding(1)));
    given(...proposed)
      .when(adding(1))
      .refused('too-many-amendments');
    given(...proposed.slice(0, -1))
      .when(adding(1))
      .thenTypes('AmendmentProposed');
  });
});
