import type { Position } from '#eventsourcing/event.js';
import type { EventStore } from './port.js';

/** How far behind the log's head somebody is. */
export interface Lag {
  /** Events of the log, of all types. */
  readonly lag: number;
  /** Set where the log cannot count them without reading them. */
  readonly lagIsEstimate?: true;
}

/** How far `position` lies behind `head`. */
export function lagBehind(
  log: Pick<EventStore, 'distance' | 'promises'>,
  position: Position,
  head: Position,
): Lag {
  const lag = log.distance(position, head);
  return log.promises.exactDistance ? { lag } : { lag, lagIsEstimate: true };
}
