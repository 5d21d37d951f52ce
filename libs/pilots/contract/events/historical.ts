import type { EventTypeDefinition } from '#event-store/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { HistoricalBond } from '../historical.js';

/** An impact bond that others ran was registered from a published data set; registered anew, it takes that place. */
export type HistoricalPilotRegistered = DomainEvent<
  'HistoricalPilotRegistered',
  { readonly pilotId: string; readonly bond: HistoricalBond }
>;

/** Its event type. */
export const historicalEvents = {
  HistoricalPilotRegistered: { schemaVersion: 1 },
} satisfies Record<HistoricalPilotRegistered['type'], EventTypeDefinition>;
