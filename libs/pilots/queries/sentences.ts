import { BOOKING_SENTENCES, type BookingEvent } from '#budget/contract/sentences.js';
import { PAYOUT_SENTENCES } from '#payouts/contract/sentences/payouts.js';
import { RECOVERY_SENTENCES } from '#payouts/contract/sentences/recoveries.js';
import type { PayoutEvent, RecoveryEvent } from '#payouts/contract/events.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { PilotEvent, SettlementEvent } from '../contract/events.js';
import { CONTRACT_SENTENCES } from './sentences/contract.js';
import { DELIVERY_SENTENCES } from './sentences/delivery.js';
import { FRAME_SENTENCES } from './sentences/frame.js';
import { MEASUREMENT_SENTENCES } from './sentences/measurements.js';
import { SETTLEMENT_SENTENCES } from './sentences/settlement.js';

/** Everything that can stand in the history of a pilot. */
export type EventOfPilot = PilotEvent | SettlementEvent | PayoutEvent | RecoveryEvent | BookingEvent;

/** What every event of a pilot tells; a type without an entry does not compile. */
export const PILOT_SENTENCES: SentencesOf<EventOfPilot> = {
  ...FRAME_SENTENCES,
  ...CONTRACT_SENTENCES,
  ...DELIVERY_SENTENCES,
  ...MEASUREMENT_SENTENCES,
  ...SETTLEMENT_SENTENCES,
  ...BOOKING_SENTENCES,
  ...PAYOUT_SENTENCES,
  ...RECOVERY_SENTENCES,
};
