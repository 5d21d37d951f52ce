import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { payout } from './payout.js';
import { paidOf, underWayOf, unpaidOf } from './state.js';
import type { PayoutEvent } from '../../contract/events.js';
import { commands, named } from './testing/commands.js';
import { decided, nok, settle } from './testing/reported.js';
import { samples } from './testing/samples.js';

const { given } = specification(payout);
const { states } = samples;

describe('an instruction that the bank paid in part', () => {
  const next = { type: 'InstructPayout', instructionId: 'i9', instructedOn: '2026-06-08' } as const;
  const returned = states['partially settled, then it came back while the rest is with the bank'];

  it('is under way until the last of it was paid, or the bank says that its rest failed', () => {
    for (const history of [states['partially settled'], returned]) {
      given(...history)
        .when(next)
        .refused('instruction-open');
      const failed = [...history, ...decided(history, { type: 'FailPayout', reasonCode: 'AC04' })];
      const state = fold(payout, failed);
      expect(decided(failed, next)).toMatchObject([
        { data: { amount: nok(state.status === 'none' ? 0 : unpaidOf(state)) } },
      ]);
    }
  });

  it('stays under way when what was paid comes back, and what is paid of it later is recorded', () => {
    const state = fold(payout, returned);
    if (state.status === 'none') throw new Error('it was opened');
    expect([state.status, paidOf(state), underWayOf(state)]).toEqual(['partially-settled', 0, 20_000]);
    given(...returned)
      .when({ type: 'CancelPayout', grounds: 'The grant was revoked.' })
      .refused('with-the-bank');
    const paid = [...returned, ...decided(returned, settle)];
    expect(paid.at(-1)).toMatchObject({ data: { amount: nok(20_000), underWay: nok(0) } });
    expect(decided(paid, next)).toMatchObject([{ data: { amount: nok(10_000) } }]);
    expect(decided(paid, { type: 'CancelPayout', grounds: 'The grant was revoked.' })).toMatchObject([
      { data: { amount: nok(10_000), paid: nok(20_000) } },
    ]);
  });

  it('ends for an account that was corrected with the last of it: what came back is attested anew', () => {
    const history = states['due, since the last of it went to the account of before'];
    expect(fold(payout, history).status).toBe('due');
    const before = history.slice(0, -1);
    expect(fold(payout, before).status).toBe('partially-settled');
    given(...before)
      .when(next)
      .refused('account-corrected');
    const attested = [...history, ...decided(history, { type: 'AttestPayout', attester: 'carl' })];
    const approved = [...attested, ...decided(attested, { type: 'ApprovePayout', approver: 'berit' })];
    expect(decided(approved, next)).toMatchObject([{ data: { amount: nok(4_000) } }]);
  });

  describe('and of which some came back before what the bank has left was on record', () => {
    const old = returned.map((event) => {
      if (event.type !== 'PayoutReturned') return event;
      const { underWay: _, ...data } = event.data;
      return { ...event, data };
    });
    const first = { ...settle, instructionId: commands.InstructPayout.instructionId, ...named('B3') };
    const standing = (history: readonly PayoutEvent[]) => {
      const state = fold(payout, history);
      if (state.status === 'none') throw new Error('it was opened');
      return [state.status, paidOf(state), underWayOf(state), unpaidOf(state)];
    };

    it('is read as ended then', () => {
      expect(standing(old)).toEqual(['returned', 0, 0, 30_000]);
      expect(decided(old, next)).toMatchObject([{ data: { amount: nok(30_000) } }]);
    });

    it('has its rest paid after all: that counts, and what came back is still to be paid', () => {
      const [late] = decided(old, settle);
      expect(late).toMatchObject({
        type: 'PayoutPartiallySettled',
        data: { amount: nok(20_000), underWay: nok(0), late: true },
      });
      const history = [...old, late!];
      expect(standing(history)).toEqual(['returned', 20_000, 0, 10_000]);
      // The rest is paid once.
      expect(decided(history, settle)).toEqual([]);
      given(...history)
        .when({ ...settle, ...named('B9') })
        .refused('wrong-state');
      const again = [...history, ...decided(history, next)];
      const last = decided(again, {
        ...settle,
        instructionId: 'i9',
        settledOn: '2026-06-09',
        ...named('B4'),
      });
      expect(last).toMatchObject([{ type: 'PayoutSettled', data: { amount: nok(10_000) } }]);
    });

    it('has it paid while all of it is with the bank again: both count, and nothing waits for more', () => {
      const again = [...old, ...decided(old, next)];
      const history = [...again, ...decided(again, first)];
      expect(standing(history)).toEqual(['instructed', 20_000, 30_000, 10_000]);
      const second = { ...settle, instructionId: 'i9', settledOn: '2026-06-09', ...named('B4') };
      const paid = [...history, ...decided(history, second)];
      expect(standing(paid)).toEqual(['settled', 50_000, 0, 0]);
    });

    it('has it paid once it was cancelled: it stays so, and what was paid counts', () => {
      const cancelled = [
        ...old,
        ...decided(old, { type: 'CancelPayout', grounds: 'The grant was revoked.' }),
      ];
      const history = [...cancelled, ...decided(cancelled, first)];
      expect(standing(history)).toEqual(['cancelled', 20_000, 0, 10_000]);
    });
  });
});
