import { describe, expect, it } from '@jest/globals';
import { samples as reports } from '../domain/report/testing/samples.js';
import { nearest } from './queue-appeals.js';
import {
  dutiesAfter,
  dutiesOf,
  QUEUE_DUTY_EVENTS,
  withoutPayouts,
  type QueueDutyEvent,
} from './queue-duties.js';
import { returnedAfterEnd, returnsAfter } from './queue-returns.js';
import { nextInstalment, planAfter, releasedFrom } from './queue-plan.js';

const NEVER = '9999-12-31';

function after(history: readonly { readonly type: string }[], before = '[]'): string {
  return history
    .filter((event): event is QueueDutyEvent => (QUEUE_DUTY_EVENTS as readonly string[]).includes(event.type))
    .reduce(dutiesAfter, before);
}

const payout = (type: string, payoutId: string, dueDate = '2026-03-01') =>
  ({ type, data: { payoutId, dueDate } }) as never as { readonly type: string };

const ofRecovery = (type: string, data: object = {}) => ({ type, data: { recoveryId: 'v1', ...data } });
const forewarned = [ofRecovery('RecoveryForewarned', { replyBy: '2026-05-22' })];
const proposed = [...forewarned, ofRecovery('ClaimProposed')];
const claimed = [...proposed, ofRecovery('RepaymentClaimed', { dueOn: '2026-07-01' })];
const plan = { instalments: [{ dueOn: '2026-08-01' }, { dueOn: '2026-09-01' }] };
/** Events of a recovery by the state they lead to. */
const recoveries = {
  forewarned,
  answered: [...forewarned, ofRecovery('ForewarningAnswered')],
  'not answered in time': [...forewarned, ofRecovery('ForewarningLapsed')],
  proposed,
  claimed,
  overdue: [...claimed, ofRecovery('ClaimBecameOverdue')],
  'in instalments': [...claimed, ofRecovery('RepaymentPlanAgreed', plan)],
  'claim returned': [...proposed, ofRecovery('ClaimReturned')],
  'giving up proposed': [...claimed, ofRecovery('GivingUpProposed')],
  'giving up returned': [...claimed, ofRecovery('GivingUpProposed'), ofRecovery('GivingUpReturned')],
  'giving up proposed, then overdue': [
    ...claimed,
    ofRecovery('GivingUpProposed'),
    ofRecovery('ClaimBecameOverdue'),
  ],
  'waived in part': [
    ...claimed,
    ofRecovery('GivingUpProposed'),
    ofRecovery('ClaimWaived', { left: { amount: 1 } }),
  ],
  waived: [...claimed, ofRecovery('GivingUpProposed'), ofRecovery('ClaimWaived', { left: { amount: 0 } })],
  'written off in part': [...claimed, ofRecovery('ClaimWrittenOff', { left: { amount: 1 } })],
  'written off in part, the rest repaid': [
    ...claimed,
    ofRecovery('ClaimWrittenOff', { left: { amount: 1 } }),
    ofRecovery('RepaymentReceived', { rests: true }),
  ],
  'written off in part, some repaid': [
    ...claimed,
    ofRecovery('ClaimWrittenOff', { left: { amount: 2 } }),
    ofRecovery('RepaymentReceived'),
  ],
  'written off in part, the rest waived': [
    ...claimed,
    ofRecovery('ClaimWrittenOff', { left: { amount: 1 } }),
    ofRecovery('ClaimWaived', { left: { amount: 1 }, rests: true }),
  ],
  'write-off proposed before': [...claimed, ofRecovery('WriteOffProposed')],
  'claimed, deferred': [...claimed, ofRecovery('ClaimDeferred', { appealId: 'k1' })],
  'sent back': [...claimed, fell('appeal')],
  'annulled by the deciding body': [...claimed, fell('reversal')],
  'annulled after a repayment': [...claimed, fell('reversal', 1)],
  'upheld for less than was repaid': [
    ...claimed,
    ofRecovery('ClaimPartlyUpheld', { toPayBack: true, owedBack: { amount: 1 } }),
    ofRecovery('RecoverySettled'),
  ],
  'paying back proposed': [...claimed, fell('reversal', 1), ofRecovery('PayingBackProposed')],
  'paying back returned': [
    ...claimed,
    fell('reversal', 1),
    ofRecovery('PayingBackProposed'),
    ofRecovery('PayingBackReturned'),
  ],
  'paying back approved': [
    ...claimed,
    fell('reversal', 1),
    ofRecovery('PayingBackApproved'),
    ofRecovery('FallenClaimLowered', leaving(0, 0)),
  ],
  'paid back in part': [...claimed, fell('appeal', 2), ofRecovery('OwedBackPaid', leaving(1, 1))],
  'paid back, and not decided': [...claimed, fell('appeal', 2), ofRecovery('OwedBackPaid', leaving(0, 2))],
  'paid back': [...claimed, fell('reversal', 1), ofRecovery('OwedBackPaid', leaving(0, 0))],
  'claimed anew': [...claimed, fell('appeal'), ofRecovery('ClaimRenewed')],
  'claimed anew, and owed back': [...claimed, fell('appeal', 1), ofRecovery('ClaimRenewed')],
  'payable by the plan again': [
    ...claimed,
    fell('appeal', 1),
    ofRecovery('FallenClaimLowered', leaving(0, 0)),
  ],
  'barred in part': [...claimed, ofRecovery('ClaimBecameBarred', { left: { amount: 1 } })],
  barred: [...claimed, ofRecovery('ClaimBecameBarred', { left: { amount: 0 } })],
  'barred, and not after all': [
    ...claimed,
    ofRecovery('ClaimBecameBarred', { left: { amount: 0 } }),
    ofRecovery('LimitationInterrupted', { revived: { dueOn: '2026-07-01', amount: 1 } }),
  ],
  settled: [...claimed, ofRecovery('RecoverySettled')],
  'written off': [...claimed, ofRecovery('ClaimWrittenOff')],
  dropped: [...proposed, ofRecovery('RecoveryDropped')],
  annulled: [...claimed, ofRecovery('ClaimAnnulled')],
};

describe('what else brings a case into the queue', () => {
  it('is a corrected account, before anything is attested for the one it takes the place of', () => {
    const account = (type: string) => ({ type, data: { awardId: 'a', proposedOn: '2026-03-05' } });
    const due = [payout('PayoutOpened', 'p1'), payout('PayoutFailed', 'p1')];
    const again = { open: true, next: 'pay-again', deadline: '2026-03-01' };
    const judge = { open: true, next: 'judge-account-correction', deadline: '2026-03-01' };
    const waits = after([...due, account('AccountCorrectionProposed')]);
    expect(dutiesOf(waits)).toEqual([judge, again]);
    expect(dutiesOf(after([payout('PayoutSettled', 'p1')], waits))).toEqual([
      { ...judge, deadline: '2026-03-05' },
    ]);
    expect(dutiesOf(after([account('AccountCorrectionRejected')], waits))).toEqual([again]);
    const corrected = [account('AccountCorrected'), payout('PayoutAccountCorrected', 'p1')];
    expect(dutiesOf(after(corrected, waits))).toEqual([{ ...again, next: 'pay' }]);
    const paid = after([...due, payout('PayoutSettled', 'p1')]);
    expect(dutiesOf(after(corrected, paid))).toEqual([]);
  });

  it.each([
    ['required', undefined, undefined],
    ['reminded', 'await-report', '2027-03-31'],
    ['overdue', 'demand-report', '2027-03-31'],
    ['submitted', 'judge-report', NEVER],
    ['returned', 'await-report', '2027-05-31'],
    ['approved', undefined, undefined],
    ['waiver proposed', 'approve-report-waiver', NEVER],
    ['waiver returned', undefined, undefined],
    ['waived', undefined, undefined],
  ] as const)('is, of a report that is %s, %s', (state, next, deadline) => {
    const expected = next === undefined ? [] : [{ open: true, next, deadline }];
    expect(dutiesOf(after(reports.states[state]))).toEqual(expected);
  });

  it.each([
    ['forewarned', 'await-reply', '2026-05-22'],
    ['answered', 'propose-claim', NEVER],
    ['not answered in time', 'propose-claim', '2026-05-22'],
    ['proposed', 'approve-claim', NEVER],
    ['claimed', 'await-repayment', '2026-07-01'],
    ['overdue', 'collect-claim', '2026-07-01'],
    ['in instalments', 'await-repayment', '2026-08-01'],
    ['claim returned', 'propose-claim', NEVER],
    ['giving up proposed', 'approve-giving-up', '2026-07-01'],
    ['giving up returned', 'await-repayment', '2026-07-01'],
    ['giving up proposed, then overdue', 'approve-giving-up', '2026-07-01'],
    ['waived in part', 'await-repayment', '2026-07-01'],
    ['barred in part', 'await-repayment', '2026-07-01'],
    ['barred', undefined, undefined],
    ['barred, and not after all', 'await-repayment', '2026-07-01'],
    ['waived', undefined, undefined],
    ['written off in part', 'await-repayment', '2026-07-01'],
    ['written off in part, some repaid', 'await-repayment', '2026-07-01'],
    ['written off in part, the rest repaid', undefined, undefined],
    ['written off in part, the rest waived', undefined, undefined],
    ['write-off proposed before', 'propose-write-off-anew', '2026-07-01'],
    ['claimed, deferred', 'await-appeal', NEVER],
    ['settled', undefined, undefined],
    ['written off', undefined, undefined],
    ['dropped', undefined, undefined],
    ['annulled', undefined, undefined],
    ['sent back', 'decide-claim-anew', NEVER],
    ['annulled by the deciding body', undefined, undefined],
    ['annulled after a repayment', 'propose-paying-back', NEVER],
    ['paying back proposed', 'approve-paying-back', NEVER],
    ['paying back returned', 'propose-paying-back', NEVER],
    ['paying back approved', 'pay-back', NEVER],
    ['paid back in part', 'propose-paying-back', NEVER],
    ['paid back, and not decided', 'decide-claim-anew', NEVER],
    ['paid back', undefined, undefined],
    ['claimed anew', undefined, undefined],
    ['claimed anew, and owed back', 'propose-paying-back', NEVER],
    ['payable by the plan again', undefined, undefined],
    ['upheld for less than was repaid', 'propose-paying-back', NEVER],
  ] as const)('is, of a recovery that is %s, %s', (state, next, deadline) => {
    const expected = next === undefined ? [] : [{ open: true, next, deadline }];
    expect(dutiesOf(after(recoveries[state]))).toEqual(expected);
  });

  it('goes on where it stood when a claim waits for an appeal no more', () => {
    const ended = ofRecovery('ClaimDeferralEnded', { appealId: 'k1' });
    expect(dutiesOf(after([...recoveries['claimed, deferred'], ended]))).toEqual([
      { open: true, next: 'await-repayment', deadline: '2026-07-01' },
    ]);
  });

  it('is every payout that is due, until it is settled or the grant is over', () => {
    const due = after([payout('PayoutOpened', 'p1'), payout('PayoutOpened', 'p2', '2026-02-01')]);
    const own = { open: true, next: 'pay', deadline: '2026-06-01' };
    expect(nearest(own, '[]', dutiesOf(due)).deadline).toBe('2026-02-01');
    const failed = after([payout('PayoutSettled', 'p2'), payout('PayoutFailed', 'p1')], due);
    expect(dutiesOf(failed)).toEqual([{ open: true, next: 'pay-again', deadline: '2026-03-01' }]);
    expect(dutiesOf(withoutPayouts(after(forewarned, failed)))).toMatchObject([{ next: 'await-reply' }]);
  });

  it('is what came back after a person had cancelled it, or once the grant is over, until it is said what becomes of it', () => {
    const back = { type: 'PayoutCancelled', data: { payoutId: 'p1', returnedOn: '2026-04-02' } } as never;
    const waits = after([payout('PayoutOpened', 'p1'), payout('PayoutCancelled', 'p1'), back]);
    expect(dutiesOf(waits)).toEqual([{ open: true, next: 'plan-returned-money', deadline: '2026-04-02' }]);
    expect(dutiesOf(returnsAfter(waits, 'AwardAmended'))).toEqual([]);
    expect(dutiesOf(after([payout('PayoutCancelled', 'p1')], waits))).toEqual([]);
    const over = returnedAfterEnd('[]', { payoutId: 'p1', returnedOn: '2026-04-03' } as never);
    expect(dutiesOf(over)).toEqual([{ open: true, next: 'cancel-returned-payout', deadline: '2026-04-03' }]);
    expect(dutiesOf(returnsAfter(over, 'AwardAmended'))).toEqual(dutiesOf(over));
    expect(dutiesOf(returnsAfter(over, 'AmendmentRequestReopened'))).toMatchObject([{ next: 'pay-again' }]);
    expect(dutiesOf(after([payout('PayoutCancelled', 'p1')], over))).toEqual([]);
  });

  it('is the entry of aid in the public register, until it is confirmed or the aid released', () => {
    const granted = after([
      { type: 'DeMinimisAidGranted', data: { aidId: 'a', registerBy: '2026-04-01' } } as never,
    ]);
    expect(dutiesOf(granted)).toEqual([{ open: true, next: 'register-aid', deadline: '2026-04-01' }]);
    for (const type of ['RegisterEntryConfirmed', 'DeMinimisAidReleased'])
      expect(dutiesOf(after([{ type, data: { aidId: 'a' } } as never], granted))).toEqual([]);
  });

  it('is the next instalment that was not released', () => {
    const schedule = [
      { number: 1, dueDate: '2026-03-01' },
      { number: 2, dueDate: '2026-06-01' },
    ];
    const all = planAfter('{"planned":[],"released":[]}', schedule);
    expect(nextInstalment(all)).toBe('2026-03-01');
    const first = releasedFrom(all, 1);
    expect(nextInstalment(first)).toBe('2026-06-01');
    expect(nextInstalment(planAfter(first, [...schedule, { number: 3, dueDate: '2026-05-01' }]))).toBe(
      '2026-05-01',
    );
    expect(nextInstalment(releasedFrom(first, 2))).toBe(NEVER);
  });
});

/** An appeal took a claim of 10, of which so much was repaid. */
function fell(by: 'appeal' | 'reversal', repaid = 0): QueueDutyEvent {
  const data = { by, amount: { amount: 10 }, repaid: { amount: repaid } };
  return ofRecovery('ClaimAnnulled', data) as QueueDutyEvent;
}

/** What is owed back still, and what is not decided. */
function leaving(left: number, undecided: number) {
  return { left: { amount: left }, undecided: { amount: undecided } };
}
