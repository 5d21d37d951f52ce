import { describe, it } from '@jest/globals';
import { specification } from '#eventsourcing/given-when-then.js';
import { payout } from './payout.js';
import { reservedIdOf } from './state.js';
import { commands, order } from './testing/commands.js';
import { after, samples } from './testing/samples.js';

const { given } = specification(payout);
const { states } = samples;
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const next = (instruction: number, inAll: number) =>
  ({
    ...commands.InstructPayout,
    instructionId: reservedIdOf('p1', instruction),
    reserved: { instruction, inAll },
  }) as const;
const lapse = (instruction: number) =>
  ({ type: 'LapseInstruction', instructionId: reservedIdOf('p1', instruction) }) as const;
const instructed = (instruction: number, attempt: number, amount: number) =>
  ({
    type: 'PayoutInstructed',
    data: {
      payoutId: 'p1',
      instructionId: reservedIdOf('p1', instruction),
      attempt,
      amount: nok(amount),
      instructedOn: '2026-06-01',
    },
  }) as const;

describe('an instruction that was reserved', () => {
  it('goes out within what it was reserved for, what was paid before included', () => {
    given(...states.approved)
      .when(next(1, order.amount.amount))
      .then(instructed(1, 1, order.amount.amount));
    given(...states['failed in part'])
      .when(next(2, 15_000))
      .then(instructed(2, 2, 5_000));
    // The bank paid the rest of what was with it since: nothing of what was reserved is left.
    const paid = after(commands.OpenPayout, commands.AttestPayout, commands.ApprovePayout, next(1, 15_000), {
      ...commands.SettlePayout,
      amount: nok(15_000),
    });
    given(...paid)
      .when(next(2, 15_000))
      .refused('nothing-payable');
  });

  it('lapses whichever is the next, but for what is with the bank, paid or cancelled', () => {
    const any = { type: 'LapseInstruction' } as const;
    for (const state of ['approved', 'failed in part', 'returned'] as const)
      given(...states[state])
        .when(any)
        .thenTypes('InstructionLapsed');
    given(...after(commands.OpenPayout, commands.AttestPayout, commands.ApprovePayout, any))
      .when(next(1, 5_000))
      .refused('instruction-lapsed');
    for (const state of ['instructed', 'partially settled', 'settled', 'cancelled'] as const)
      given(...states[state])
        .when(any)
        .then();
  });

  it('is needed first where what it is paid for bounds it', () => {
    given(...states.approved)
      .when({ ...commands.InstructPayout, payable: 100, reserved: 'nothing yet' })
      .refused('instruction-unreserved');
    given(...states.approved)
      .when({ ...commands.InstructPayout, payable: 0, reserved: 'nothing yet' })
      .refused('nothing-payable');
    given(...states.due)
      .when({ ...commands.InstructPayout, payable: 100, reserved: 'nothing yet' })
      .refused('wrong-state');
  });

  it('goes out no more once it lapsed: the next one does', () => {
    given(...states.approved)
      .when(lapse(1))
      .then({ type: 'InstructionLapsed', data: { payoutId: 'p1', instructionId: reservedIdOf('p1', 1) } });
    given(...states['approved, an instruction lapsed'])
      .when(next(1, 30_000))
      .refused('instruction-lapsed');
    given(...states['approved, an instruction lapsed'])
      .when(next(2, 30_000))
      .then(instructed(2, 1, 30_000));
  });

  it('does not lapse once it went out, lapsed or can go out no more', () => {
    for (const state of [
      'instructed',
      'settled',
      'failed',
      'approved, an instruction lapsed',
      'cancelled',
    ] as const)
      given(...states[state])
        .when(lapse(1))
        .then();
    given(...states['approved, an instruction lapsed'])
      .when(lapse(2))
      .then({ type: 'InstructionLapsed', data: { payoutId: 'p1', instructionId: reservedIdOf('p1', 2) } });
  });

  it('goes out once, whoever else hands the payout over at the same moment', () => {
    given(...states.failed)
      .when(next(1, 30_000))
      .refused('instruction-lapsed');
    given(...after(commands.OpenPayout, commands.AttestPayout, commands.ApprovePayout, next(1, 30_000)))
      .when(next(1, 30_000))
      .refused('wrong-state');
  });
});
