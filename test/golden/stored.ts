import { catalogue } from '#composition/catalogue.js';
import type { EventStore } from '#event-store/port.js';
import { upcast } from '#event-store/upcasting.js';
import type { RecordedEvent } from '#eventsourcing/event.js';

/** An event in its bytes and as today's program reads them. */
export interface Stored {
  readonly bytes: Uint8Array;
  readonly event: RecordedEvent;
}

/** The whole log, in order. */
export async function storedEvents(log: Pick<EventStore, 'readStored'>): Promise<Stored[]> {
  const all: Stored[] = [];
  for (let after = ''; ;) {
    const page = await log.readStored({ after, limit: 1000 });
    if (page.length === 0) return all;
    for (const { bytes, position } of page) {
      const event = JSON.parse(new TextDecoder().decode(bytes)) as Omit<RecordedEvent, 'position'>;
      all.push({ bytes, event: upcast({ ...event, position }, catalogue) });
    }
    after = page.at(-1)!.position;
  }
}
