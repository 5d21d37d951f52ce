import type { Json } from '#eventsourcing/event.js';
import { isErased, type SealedValue } from '#sealing/sealed.js';

/** Data as people read it: sealed values opened, `null` where the key was erased. */
export type Readable<T> = T extends SealedValue
  ? null
  : T extends readonly (infer Element)[]
    ? readonly Readable<Element>[]
    : T extends object
      ? { readonly [Name in keyof T]: Readable<T[Name]> }
      : T;

/** Unsealed data with `null` for every erased value, and whether there was one. */
export function readable<T>(unsealed: Json): { readonly data: Readable<T>; readonly erased: boolean } {
  let erased = false;
  const read = (value: Json | undefined): Json | undefined => {
    if (isErased(value)) {
      erased = true;
      return null;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each: Json) => read(each)!);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, read(member)]));
  };
  return { data: read(unsealed) as Readable<T>, erased };
}
