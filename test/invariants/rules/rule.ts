import type { Json, RecordedEvent } from '#eventsourcing/event.js';

/** Something that holds at every event of a log, told the events one by one, in the order of the log. */
export interface Rule {
  /** What the event breaks, in words; nothing where it breaks nothing. */
  see(event: RecordedEvent): readonly string[];
}

/** A member of an event's data, or of what is nested in it; dot-separated. */
export function at(event: RecordedEvent, path: string): Json | undefined {
  let value: Json | undefined = event.data;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, Json | undefined>>)[name];
  }
  return value;
}

/** The same as text; empty where there is neither text nor a number. */
export function textAt(event: RecordedEvent, path: string): string {
  const value = at(event, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Who acted; `undefined` where the system followed up by itself. */
export function personOf({ metadata: { actor } }: RecordedEvent): string | undefined {
  return actor.roles.includes('process') ? undefined : actor.subject;
}

/** The case an event belongs to. @throws Error for an event of no case */
export function caseOf({ type, metadata: { caseId } }: RecordedEvent): string {
  if (caseId === undefined) throw new Error(`${type} belongs to no case`);
  return caseId;
}

/** The values of a list under a key, which is made where there is none. */
export function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
