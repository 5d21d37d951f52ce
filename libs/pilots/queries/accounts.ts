import { BOOKING_ACCOUNTS, type BookingEvent } from '#budget/contract/accounts.js';
import { PAYOUT_ACCOUNTS } from '#payouts/contract/accounts/payouts.js';
import { RECOVERY_ACCOUNTS } from '#payouts/contract/accounts/recoveries.js';
import type { PayoutEvent, RecoveryEvent } from '#payouts/contract/events.js';
import type { AccountsOf } from '#cqrs/queries/account.js';
import type { PilotEvent, SettlementEvent } from '../contract/events.js';
import { CONTRACT_ACCOUNTS } from './accounts/contract.js';
import { DELIVERY_ACCOUNTS } from './accounts/delivery.js';
import { FRAME_ACCOUNTS } from './accounts/frame.js';
import { MEASUREMENT_ACCOUNTS } from './accounts/measurements.js';
import { SETTLEMENT_ACCOUNTS } from './accounts/settlement.js';

/** Everything that can stand in the history of a pilot. */
export type EventOfPilot = PilotEvent | SettlementEvent | PayoutEvent | RecoveryEvent | BookingEvent;

/** What every event of a pilot tells; a type without an entry does not compile. */
export const PILOT_ACCOUNTS: AccountsOf<EventOfPilot> = {
  ...FRAME_ACCOUNTS,
  ...CONTRACT_ACCOUNTS,
  ...DELIVERY_ACCOUNTS,
  ...MEASUREMENT_ACCOUNTS,
  ...SETTLEMENT_ACCOUNTS,
  ...BOOKING_ACCOUNTS,
  ...PAYOUT_ACCOUNTS,
  ...RECOVERY_ACCOUNTS,
};
