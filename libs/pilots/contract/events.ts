import { contractEvents, type ContractEvent } from './events/contract.js';
import { deliveryEvents, type DeliveryEvent } from './events/delivery.js';
import { historicalEvents, type HistoricalPilotRegistered } from './events/historical.js';
import { measurementEvents, type MeasurementEvent } from './events/measurement.js';
import { pilotFrameEvents, type PilotFrameEvent } from './events/pilot.js';
import { settlementEvents } from './events/settlement.js';

export type * from './events/contract.js';
export type * from './events/delivery.js';
export type * from './events/historical.js';
export type * from './events/measurement.js';
export type * from './events/pilot.js';
export type * from './events/settlement.js';
export { settlementStream } from './events/settlement.js';

/** What happens to a pilot. */
export type PilotEvent =
  PilotFrameEvent | ContractEvent | DeliveryEvent | MeasurementEvent | HistoricalPilotRegistered;

/** Stream of a pilot. */
export const pilotStream = (pilotId: string): string => `pilot-${pilotId}`;

/** The pilots' event types and their personal fields. */
export const pilotEvents = {
  ...pilotFrameEvents,
  ...contractEvents,
  ...deliveryEvents,
  ...measurementEvents,
  ...settlementEvents,
  ...historicalEvents,
};
