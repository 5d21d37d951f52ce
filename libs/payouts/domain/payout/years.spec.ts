import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import type { PayoutEvent } from '../../contract/events.js';
import { payout, type PayoutCommand } from './payout.js';
import { commands, named, order } from './testing/commands.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const { AttestPayout, ApprovePayout, OpenPayout } = commands;
/** Due on 1 December 2027, and with the bank. */
const opened: PayoutCommand = { ...OpenPayout, order: { ...order, dueDate: '2027-12-01', budgetYear: 2027 } };
const instruct = (n: number, instructedOn = '2027-12-01') =>
  ({ type: 'InstructPayout', instructionId: `i${n}`, instructedOn }) as const;
const settle = (settledOn: string, reference: string, amount?: number, instructionId?: string) =>
  ({
    type: 'SettlePayout',
    settledOn,
    ...named(reference),
    today: '2029-12-31',
    instructionId,
    ...(amount === undefined ? {} : { amount: nok(amount) }),
  }) as const;
const giveBack = (returnedOn: string, instructionId: string) =>
  ({
    type: 'ReturnPayout',
    instructionId,
    returnedOn,
    ...named(`R${returnedOn}`),
    reasonCode: 'AC06',
    today: '2029-12-31',
  }) as const;

/** By movement: what it counted in, and whose years' money it was. */
function years(...sent: readonly PayoutCommand[]) {
  const history = happened(opened, AttestPayout, ApprovePayout, instruct(1), ...sent);
  return history.flatMap(({ type, data }) =>
    ['PayoutSettled', 'PayoutPartiallySettled', 'PayoutReturned', 'PayoutCancelled'].includes(type)
      ? [[(data as { budgetYear: number }).budgetYear, (data as { movedFrom?: object }).movedFrom]]
      : [],
  );
}

function happened(...sent: readonly PayoutCommand[]): readonly PayoutEvent[] {
  return sent.reduce<readonly PayoutEvent[]>((history, command) => {
    const decision = payout.decide(command, fold(payout, history));
    if ('refused' in decision) throw new Error(decision.refused.detail);
    return [...history, ...decision.events];
  }, []);
}

describe('the budget year of a payout due in December', () => {
  it('is this one for what is settled in it, and the next one for what is settled on 3 January', () => {
    expect(years(settle('2027-12-31', 'B1'))).toEqual([[2027, undefined]]);
    expect(years(settle('2028-01-03', 'B1'))).toEqual([[2028, [{ year: 2027, amount: 30_000 }]]]);
    expect(years(settle('2027-12-31', 'B1', 12_000), settle('2028-01-03', 'B2'))).toEqual([
      [2027, undefined],
      [2028, [{ year: 2027, amount: 18_000 }]],
    ]);
  });

  it('is for what comes back that in which it does, whose money it is until it is paid again', () => {
    const back = [settle('2027-12-31', 'B1'), giveBack('2028-01-10', 'i1')];
    expect(years(...back, instruct(2), settle('2028-02-01', 'B2', 30_000, 'i2'))).toEqual([
      [2027, undefined],
      [2028, undefined],
      [2028, undefined],
    ]);
    expect(years(...back, instruct(2), settle('2029-01-02', 'B2', 30_000, 'i2'))).toEqual([
      [2027, undefined],
      [2028, undefined],
      [2029, [{ year: 2028, amount: 30_000 }]],
    ]);
  });

  it('is that it was due in for what came back later and is cancelled', () => {
    const cancel = { type: 'CancelPayout', grounds: 'Given up.' } as const;
    expect(years(settle('2027-12-31', 'B1'), giveBack('2028-01-10', 'i1'), cancel)).toEqual([
      [2027, undefined],
      [2028, undefined],
      [2027, [{ year: 2028, amount: 30_000 }]],
    ]);
    // Also what comes back once it is cancelled; what was cancelled before is not held anew.
    const first = [settle('2027-12-31', 'B1', 20_000), { type: 'FailPayout', reasonCode: 'AC04' }] as const;
    const back = [giveBack('2028-01-10', 'i1'), giveBack('2027-12-31', 'i1')].map((each) => {
      return { ...each, amount: nok(5_000) };
    });
    expect(years(...first, cancel, ...back)).toEqual([
      [2027, undefined],
      [2027, undefined],
      [2028, undefined],
      [2027, [{ year: 2028, amount: 5_000 }]],
      [2027, undefined],
      [2027, undefined],
    ]);
    expect(happened(opened, cancel).at(-1)!.data).not.toHaveProperty('commitmentId');
  });

  it('is that of the payout for what was reported before parts had years of their own', () => {
    const begun = happened(opened, AttestPayout, ApprovePayout, instruct(1));
    const before: PayoutEvent = {
      type: 'PayoutPartiallySettled',
      data: {
        payoutId: 'p1',
        schemeId: 's',
        budgetYear: 2027,
        instructionId: 'i1',
        amount: nok(10_000),
        settledOn: '2028-01-03',
        bankReference: 'B1',
      },
    };
    const decision = payout.decide(settle('2028-01-04', 'B2'), fold(payout, [...begun, before]));
    expect(decision).toMatchObject({
      events: [{ data: { budgetYear: 2028, movedFrom: [{ year: 2027, amount: 20_000 }] } }],
    });
  });
});
