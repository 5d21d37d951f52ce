import { fold } from '#eventsourcing/decider.js';
import type { PayoutEvent } from '../../../contract/events.js';
import { payout, type PayoutCommand } from '../payout.js';
import { named } from './commands.js';

/** The bank paid it. */
export const settle = {
  type: 'SettlePayout',
  settledOn: '2026-06-02',
  ...named('B2'),
  today: '2026-06-10',
} as const;

/** The bank sent it back. */
export const giveBack = {
  type: 'ReturnPayout',
  returnedOn: '2026-06-05',
  ...named('R2'),
  reasonCode: 'AC06',
  today: '2026-06-10',
} as const;

/** The events a command leads to after this history. */
export function decided(history: readonly PayoutEvent[], command: PayoutCommand): readonly PayoutEvent[] {
  const decision = payout.decide(command, fold(payout, history));
  if ('refused' in decision) throw new Error(decision.refused.detail);
  return decision.events;
}

/** An amount in øre. */
export const nok = (amount: number) => ({ amount, currency: 'NOK' });
