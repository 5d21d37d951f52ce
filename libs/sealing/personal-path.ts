import type { Json } from '#eventsourcing/event.js';
import { below } from './sealed.js';

/** A path of the event catalogue, taken apart: `contacts.*.name` → contacts, *, name. */
export type PathParts = readonly string[];

/** Takes a catalogue path apart. */
export function partsOf(path: string): PathParts {
  return path.split('.');
}

/** Whether the first path leads to, or through, what the second one names. */
export function covers(outer: PathParts, inner: PathParts): boolean {
  return outer.length <= inner.length && outer.every((part, index) => part === inner[index]);
}

/** Whether anything lies at the path; also true where the data has another shape there, for {@link mapAt} to say so. */
export function reaches(value: Json | undefined, parts: PathParts, from = 0): boolean {
  if (value === undefined || value === null) return false;
  const part = parts[from];
  if (part === undefined) return true;
  if (part === '*')
    return !Array.isArray(value) || value.some((each: Json) => reaches(each, parts, from + 1));
  if (typeof value !== 'object' || Array.isArray(value)) return true;
  const members = value as { readonly [key: string]: Json | undefined };
  return Object.hasOwn(members, part) && reaches(members[part], parts, from + 1);
}

/**
 * The value with what lies at the path replaced; missing and null parts are left alone.
 * @throws Error when the data has another shape there: a personal value must not slip past unsealed
 */
export function mapAt(
  value: Json | undefined,
  parts: PathParts,
  replace: (value: Json, path: string) => Json,
  path = '',
): Json | undefined {
  if (value === undefined || value === null) return value;
  const [part, ...rest] = parts;
  if (part === undefined) return replace(value, path);
  if (part === '*') {
    if (!Array.isArray(value)) throw new Error(`personal field ${path} is not an array`);
    return value.map((element: Json, index) => mapAt(element, rest, replace, below(path, index)) as Json);
  }
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Error(`${path === '' ? 'event data' : `personal field ${path}`} is not an object`);
  if (!Object.hasOwn(value, part)) return value;
  const members = value as { readonly [key: string]: Json | undefined };
  return { ...members, [part]: mapAt(members[part], rest, replace, below(path, part)) };
}
