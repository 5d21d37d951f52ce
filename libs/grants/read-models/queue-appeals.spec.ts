import { describe, expect, it } from '@jest/globals';
import { states } from '../domain/appeal/testing/histories.js';
import type { AppealEvent } from '../contract/events.js';
import { appealsAfter, nearest, QUEUE_APPEAL_EVENTS, type QueueAppealEvent } from './queue-appeals.js';

const NEVER = '9999-12-31';
const closed = { open: false, next: null, deadline: NEVER };

function after(stream: string, history: readonly AppealEvent[], before = '[]'): string {
  const counted = history.filter((event): event is QueueAppealEvent =>
    (QUEUE_APPEAL_EVENTS as readonly string[]).includes(event.type),
  );
  return counted.reduce((appeals, event) => appealsAfter(appeals, stream, event), before);
}

describe('what appeals bring into the queue', () => {
  it.each([
    ['received', 'prepare-appeal', '2026-04-07'],
    ['late', 'treat-late-appeal', '2026-04-07'],
    ['late, accepted', 'prepare-appeal', '2026-04-07'],
    ['under-preparation', 'forward-appeal', '2026-04-07'],
    ['dismissal-proposed', 'approve-dismissal', '2026-04-07'],
    ['reversal-proposed', 'approve-reversal', '2026-04-07'],
    ['forwarded', 'await-appeal-body', '2026-04-07'],
    ['forwarded, reply due', 'send-provisional-reply', '2026-04-07'],
    ['stands', 'notify-appeal-outcome', NEVER],
    ['dismissed, reopened', 'prepare-appeal', NEVER],
    ['of another', 'decide-standing', '2026-04-07'],
    ['of another, recognised', 'prepare-appeal', '2026-04-07'],
    ['joined', 'notify-appeal-outcome', NEVER],
  ] as const)('is, of one that is %s, to %s', (state, next, deadline) => {
    const duty = nearest(closed, after('appeal-a', states[state]));
    expect(duty).toEqual({ open: true, next, deadline });
  });

  it('is nothing once the outcome was notified, or the appeal withdrawn', () => {
    for (const state of ['changed and notified', 'withdrawn'] as const)
      expect(nearest(closed, after('appeal-a', states[state]))).toEqual(closed);
  });

  it('keeps its step when a provisional reply was sent, and its day no more', () => {
    const replied = after('appeal-a', [
      ...states['forwarded, reply due'],
      { type: 'ProvisionalReplySent', data: { text: 'It takes until May' } },
    ]);
    expect(nearest(closed, replied)).toEqual({ open: true, next: 'await-appeal-body', deadline: NEVER });
  });

  it('is to look at the time first where it came late by its own knowledge, and then at the standing', () => {
    const known = (late: boolean): AppealEvent => ({
      type: 'AppellantKnowledgeRecorded',
      data: { person: 'anna', knownOn: '2026-02-09', deadline: '2026-03-02', late },
    });
    const next = (...events: readonly AppealEvent[]) =>
      nearest(closed, after('appeal-a', [...states['of another'], ...events])).next;
    expect([next(known(true)), next(known(true), known(false))]).toEqual([
      'treat-late-appeal',
      'decide-standing',
    ]);
  });

  it('stands behind what is due before it, and before what is due after it', () => {
    const appeals = after('appeal-a', states.received);
    const payment = (deadline: string) => ({ open: true, next: 'pay', deadline });
    expect(nearest(payment('2026-04-06'), appeals).next).toBe('pay');
    expect(nearest(payment('2026-04-08'), appeals).next).toBe('prepare-appeal');
  });

  it('comes after what holds up everything, however late that is due', () => {
    const appeals = after('appeal-a', states.received);
    const notify = { open: true, next: 'notify', deadline: '2026-04-06' };
    const review = {
      open: true,
      next: 'review-flagged-decision',
      deadline: '2026-04-09',
      first: true,
    } as const;
    const expected = { open: true, next: review.next, deadline: '2026-04-06' };
    expect(nearest(notify, appeals, [review])).toEqual(expected);
    expect(nearest(notify, '[]', [review])).toEqual(expected);
    expect(nearest(closed, '[]', [review])).toEqual({ ...expected, deadline: '2026-04-09' });
  });

  it('is kept apart for each appeal of a case', () => {
    const first = after('appeal-a', states.received);
    const both = after('appeal-b', states.late, first);
    expect(nearest(closed, after('appeal-a', [{ type: 'AppealWithdrawn', data: {} }], both)).next).toBe(
      'treat-late-appeal',
    );
  });
});
