import type fc from 'fast-check';
import type { EventStore } from '#event-store/port.js';

/** The same store, its reads and appends let through in an order the scheduler draws. */
export function interleave(store: EventStore, scheduler: fc.Scheduler): EventStore {
  const turn = () => scheduler.schedule(Promise.resolve());
  return Object.create(store, {
    append: {
      value: async (...args: Parameters<EventStore['append']>) => {
        await turn();
        return store.append(...args);
      },
    },
    readStream: {
      value: async (...args: Parameters<EventStore['readStream']>) => {
        await turn();
        return store.readStream(...args);
      },
    },
  }) as EventStore;
}
