import type { JsonObject, NewEvent, Position, RecordedEvent } from '#eventsourcing/event.js';
import type { AppendResult, ExpectedRevision, ReadStreamOptions } from '#eventsourcing/streams.js';
import { located } from '#sealing/sealed.js';
import type { EventCatalogue } from './catalogue.js';
import { withOrganisationsInOneForm } from './one-form.js';
import type {
  CountOptions,
  EventReference,
  EventStore,
  LogCount,
  LogPage,
  LogPromises,
  ReadAllOptions,
  StoredEvent,
  SubscribeOptions,
  Subscription,
} from './port.js';
import { allReadable, unreadable } from './unreadable.js';

/**
 * The store as today's code wants to read it: events of older schema versions are brought up to date,
 * their sealed values `located`, so that they open wherever an upcast puts them; organisations are in their one form.
 * Types the catalogue does not know pass unchanged; stored bytes always do.
 * An event of a newer version than the catalogue's cannot be read (this program is too old for it), nor one whose
 * upcast throws: its stream is refused, those who read the log are handed it as unreadable.
 */
export function withUpcasting(store: EventStore, catalogue: EventCatalogue): EventStore {
  return new UpcastingStore(store, catalogue);
}

/** The event in the current version of its type and the current form; unreadable when it cannot be brought there. */
export function upcast(event: RecordedEvent, catalogue: EventCatalogue): RecordedEvent {
  const current = inCurrentVersion(event, catalogue);
  return current.unreadable ? current : withOrganisationsInOneForm(current);
}

function inCurrentVersion(event: RecordedEvent, catalogue: EventCatalogue): RecordedEvent {
  if (event.unreadable) return event;
  const definition = Object.hasOwn(catalogue, event.type) ? catalogue[event.type] : undefined;
  if (!definition || event.schemaVersion === definition.schemaVersion) return event;
  const { schemaVersion } = definition;
  if (event.schemaVersion > schemaVersion)
    return unreadable(
      event,
      `has schema version ${event.schemaVersion}, this program knows it up to ${schemaVersion}`,
      event,
    );
  try {
    // A sealed value opens only for the place it was sealed at, which it must name before it is moved.
    let data: JsonObject = located(event.data, event.id);
    for (let version = event.schemaVersion; version < schemaVersion; version++)
      data = definition.upcast![version]!(data);
    return { ...event, schemaVersion, data };
  } catch (cause) {
    const reason = `of schema version ${event.schemaVersion} cannot be brought up to date`;
    return unreadable(event, reason, event, { cause });
  }
}

class UpcastingStore implements EventStore {
  readonly logId: string;
  readonly promises: LogPromises;

  constructor(
    private readonly store: EventStore,
    private readonly catalogue: EventCatalogue,
  ) {
    this.logId = store.logId;
    this.promises = store.promises;
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    const result = await this.store.append(stream, expected, events);
    return result.stored ? { ...result, stored: allReadable(this.upToDate(result.stored)) } : result;
  }

  async readStream(stream: string, options?: ReadStreamOptions): Promise<RecordedEvent[]> {
    return allReadable(this.upToDate(await this.store.readStream(stream, options)));
  }

  async readAll(options: ReadAllOptions): Promise<LogPage> {
    return this.page(await this.store.readAll(options));
  }

  async readAt(references: readonly EventReference[]): Promise<RecordedEvent[]> {
    return this.upToDate(await this.store.readAt(references));
  }

  streamsOf(category: string): Promise<string[]> {
    return this.store.streamsOf(category);
  }

  readStored(options: { readonly after?: Position; readonly limit: number }): Promise<StoredEvent[]> {
    return this.store.readStored(options);
  }

  count(options: CountOptions): Promise<LogCount> {
    return this.store.count(options);
  }

  subscribe(options: SubscribeOptions): Subscription {
    return this.store.subscribe({ ...options, handle: async (page) => options.handle(this.page(page)) });
  }

  lastRecordedAt(): Promise<string | undefined> {
    return this.store.lastRecordedAt();
  }

  head(): Promise<Position> {
    return this.store.head();
  }

  compare(a: Position, b: Position): number {
    return this.store.compare(a, b);
  }

  distance(from: Position, to: Position): number {
    return this.store.distance(from, to);
  }

  isPosition(text: string): boolean {
    return this.store.isPosition(text);
  }

  available(): Promise<boolean> {
    return this.store.available();
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private page(page: LogPage): LogPage {
    return { ...page, events: this.upToDate(page.events) };
  }

  private upToDate(events: readonly RecordedEvent[]): RecordedEvent[] {
    return events.map((event) => upcast(event, this.catalogue));
  }
}
