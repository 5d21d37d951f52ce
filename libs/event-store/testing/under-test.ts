import type { NewEvent, RecordedEvent } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import type { EventStore, LogPage, ReadAllOptions, SubscribeOptions } from '../port.js';

/** A fresh, empty log under test. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and removes what it left. */
  close(): Promise<void>;
  /** Closes the store and opens the same log again; left out by what keeps nothing. */
  reopen?(): Promise<EventStore>;
  /** Opens the same log a second time, for another process to write to it; left out where one alone may. */
  beside?(): Promise<EventStore>;
}

/** An event of no special meaning, with what a test wants in it. */
export function someEvent(some: Partial<Pick<NewEvent, 'type' | 'data' | 'schemaVersion'>> = {}): NewEvent {
  return {
    id: newId(),
    type: 'SomethingHappened',
    schemaVersion: 1,
    data: { note: 'søknad', amount: { amount: 1_500_000, currency: 'NOK' } },
    metadata: {
      actor: { subject: 'subject-1', roles: ['caseworker'], organisation: '974760673' },
      caseId: 'case-1',
      commandId: newId(),
      commandHash: 'hash',
      correlationId: newId(),
      occurredAt: '2026-03-02T08:15:30.000Z',
    },
    ...some,
  };
}

/** Reads the whole log, page by page. */
export async function all(store: EventStore, options: ReadAllOptions): Promise<Omit<LogPage, 'atHead'>> {
  const events: RecordedEvent[] = [];
  let page = await store.readAll(options);
  for (; !page.atHead; page = await store.readAll({ ...options, after: page.position }))
    events.push(...page.events);
  return { events: [...events, ...page.events], position: page.position };
}

/** A subscription that keeps what it was handed, and can be waited for. */
export function following(store: EventStore, options: Partial<SubscribeOptions> = {}) {
  const pages: LogPage[] = [];
  const events: RecordedEvent[] = [];
  const waiting = new Set<() => void>();
  const subscription = store.subscribe({
    ...options,
    async handle(page) {
      pages.push(page);
      events.push(...page.events);
      for (const look of waiting) look();
      await options.handle?.(page);
    },
  });
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!condition()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      subscription.done.catch(reject);
      look();
    });
  return {
    pages,
    events,
    done: subscription.done,
    close: () => subscription.close(),
    until: (count: number) => until(() => events.length >= count),
    when: (condition: (page: LogPage) => boolean) => until(() => pages.some(condition)),
  };
}
