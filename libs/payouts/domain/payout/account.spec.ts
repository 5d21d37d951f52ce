import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { payout, type PayoutCommand } from './payout.js';
import { decided, giveBack, nok, settle } from './testing/reported.js';
import { samples } from './testing/samples.js';

const { given } = specification(payout);
const { states } = samples;

describe('a payout whose account is corrected', () => {
  const { CorrectPayoutAccount: correct } = samples.commands as {
    readonly CorrectPayoutAccount: Extract<PayoutCommand, { type: 'CorrectPayoutAccount' }>;
  };
  const corrected = (state: keyof typeof states) => [...states[state], ...decided(states[state], correct)];

  it.each([
    'due',
    'attested',
    'approved',
    'failed',
    'failed in part',
    'returned',
    'returned in part',
  ] as const)('is attested and approved anew where it was %s', (state) => {
    const history = corrected(state);
    given(...history)
      .when({ type: 'InstructPayout', instructionId: 'i2', instructedOn: '2026-06-06' })
      .refused('wrong-state');
    given(...history)
      .when({ type: 'ApprovePayout', approver: 'berit' })
      .refused('wrong-state');
    given(...history)
      .when({ type: 'AttestPayout', attester: 'carl' })
      .then({ type: 'PayoutAttested', data: { payoutId: 'p1', attester: 'carl', note: undefined } });
  });

  it('is paid where it was sent while it is with the bank, and goes to the other account once it failed', () => {
    const history = corrected('instructed');
    expect(decided(history, settle)).toMatchObject([{ type: 'PayoutSettled' }]);
    const failed = [...history, ...decided(history, { type: 'FailPayout', reasonCode: 'AC04' })];
    given(...failed)
      .when({ type: 'InstructPayout', instructionId: 'i2', instructedOn: '2026-06-06' })
      .refused('wrong-state');
    expect(fold(payout, failed)).toMatchObject({ status: 'due', accountCorrection: 1 });
  });

  it('stays approved for the corrected account when money of an earlier attempt comes back', () => {
    const history = states['approved anew for the corrected account'];
    const back = [...history, ...decided(history, giveBack)];
    expect(
      decided(back, { type: 'InstructPayout', instructionId: 'i2', instructedOn: '2026-06-06' }),
    ).toMatchObject([{ data: { amount: nok(30_000) } }]);
  });

  it('is attested anew where the bank has paid all of a part: what is unpaid goes to the corrected account', () => {
    const returned = states['partially settled, then it came back while the rest is with the bank'];
    const rest = [...returned, ...decided(returned, settle)];
    const history = [...rest, ...decided(rest, correct)];
    expect(fold(payout, history)).toMatchObject({ status: 'due', accountCorrected: false });
    expect(fold(payout, corrected('partially settled'))).toMatchObject({
      status: 'partially-settled',
      accountCorrected: true,
    });
  });

  it('takes no notice of an earlier correction after a later one', () => {
    const later = [...corrected('due'), ...decided(corrected('due'), { ...correct, correction: 2 })];
    given(...later)
      .when(correct)
      .then();
  });

  it('may not be let go by whoever corrected it for the payee', () => {
    given(...corrected('due'))
      .when({ type: 'AttestPayout', attester: 'nina' })
      .refused('payee-representative');
  });
});
