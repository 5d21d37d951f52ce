import type { DomainEvent, Json, RecordedEvent } from '#eventsourcing/event.js';
import { isErased, type SealedValue } from '#sealing/sealed.js';
import type { Unsealer } from '#sealing/unsealer.js';

/** Data whose sealed values were opened. */
export type InClear<T> = T extends SealedValue
  ? never
  : T extends readonly (infer Element)[]
    ? readonly InClear<Element>[]
    : T extends object
      ? { readonly [Name in keyof T]: InClear<T[Name]> }
      : T;

/** An event of one of these types with its words in clear. */
export type Opened<Event extends DomainEvent> = Event extends DomainEvent
  ? {
      readonly type: Event['type'];
      readonly revision: number;
      /** UTC instant. */
      readonly recordedAt: string;
      readonly data: InClear<Event['data']>;
    }
  : never;

/** Something a letter has to say was erased with its key. */
export class WordsErased extends Error {}

/** The event in clear. @throws WordsErased */
export async function opened<Event extends DomainEvent>(
  { id, type, revision, data, metadata }: RecordedEvent,
  unsealer: Pick<Unsealer, 'unseal'>,
): Promise<Opened<Event>> {
  const clear = await unsealer.unseal(data, { eventId: id });
  if (hasErased(clear)) throw new WordsErased();
  return { type, revision, recordedAt: metadata.recordedAt, data: clear } as unknown as Opened<Event>;
}

/** The last event of a type. */
export function lastOf<Event extends DomainEvent, Type extends Event['type']>(
  events: readonly Opened<Event>[],
  type: Type,
  isMeant: (data: Opened<Extract<Event, { type: Type }>>['data']) => boolean = () => true,
): Opened<Extract<Event, { type: Type }>> | undefined {
  return events.findLast((event) => event.type === type && isMeant(event.data as never));
}

function hasErased(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isErased(value) || Object.values(value).some((member) => hasErased(member));
}
