import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '#eventsourcing/command.js';
import { fold } from '#eventsourcing/decider.js';
import { bodyOf } from '#http/testing/posted.js';
import { payout } from '../../domain/payout/payout.js';
import { samples as payouts } from '../../domain/payout/testing/samples.js';
import { recovery } from '../../domain/recovery/recovery.js';
import { samples as recoveries } from '../../domain/recovery/testing/samples.js';
import { PayoutsController } from '../../http/payouts.controller.js';
import { ReceivedMoneyController } from '../../http/received-money.controller.js';
import { FallenClaimsController } from '../../http/fallen-claims.controller.js';
import { LimitationController } from '../../http/limitation.controller.js';
import { RecoveriesController } from '../../http/recoveries.controller.js';
import { possibleOnPayout } from './payout-commands.js';
import { possibleOnRecovery } from './recovery-commands.js';

const CONTROLLERS = [
  PayoutsController,
  ReceivedMoneyController,
  RecoveriesController,
  LimitationController,
  FallenClaimsController,
];
const context = { commandId: 'c', dryRun: true } as unknown as CommandContext;
const today = '2026-06-10';

function onPayout(state: keyof typeof payouts.states) {
  const folded = fold(payout, payouts.states[state]);
  return folded.status === 'none' ? [] : possibleOnPayout(folded, today, ['v1']);
}

function onRecovery(state: keyof typeof recoveries.states) {
  const folded = fold(recovery, recoveries.states[state]);
  return folded.status === 'none' ? [] : possibleOnRecovery(folded, today);
}

const all = [
  ...(
    [
      'due',
      'instructed',
      'instructed for the rest',
      'settled',
      'settled, some of it paid back unasked',
    ] as const
  ).flatMap((state) =>
    onPayout(state).map((each) => [`${each.name} on a payout that is ${state}`, each] as const),
  ),
  ...(['forewarned', 'repaid in part', 'settled'] as const).flatMap((state) =>
    onRecovery(state).map((each) => [`${each.name} on a recovery that is ${state}`, each] as const),
  ),
];

describe('what is possible on payouts and recoveries', () => {
  it('is every step, whatever the state', () => {
    const names = new Set(all.map(([, { name }]) => name));
    expect([...names]).toEqual(
      expect.arrayContaining(['attest-payout', 'settle-payout', 'reply-to-forewarning']),
    );
    const half = onPayout('instructed').find(({ name }) => name === 'settle-payout-in-part');
    expect(half?.example).toMatchObject({ amount: { amount: 15_000, currency: 'NOK' } });
  });

  it('names the instruction it is about after several', () => {
    const named = (state: keyof typeof payouts.states) =>
      onPayout(state).filter(({ example }) => 'instructionId' in example!);
    expect([named('instructed').length, named('instructed for the rest').length]).toEqual([0, 4]);
  });

  it.each(all)('%s has a body that fits, and becomes its command', (_, each) => {
    expect(bodyOf(CONTROLLERS, each) ?? {}).toMatchObject(each.example!);
    expect(each.command(context).context).toBe(context);
  });
});
