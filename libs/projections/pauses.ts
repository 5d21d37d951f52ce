import type { Model } from './model.js';
import type { PausedKey } from './read-models.js';

/** The paused keys of a projection; `undefined` when it is not live where they are told from. */
export type Pauses = readonly PausedKey[] | undefined;

/**
 * Answers what looks at the live models and tells a projection's paused keys whenever they are others than it told
 * last, so that whoever listens need not ask.
 */
export function tellingPauses(
  tell: (projection: string, keys: Pauses) => void,
): (live: ReadonlyMap<string, Model>) => void {
  const told = new Map<string, readonly PausedKey[]>();
  return (live) => {
    for (const [name, { paused }] of live) {
      const before = told.get(name);
      const keys = [...paused.values()];
      if (before?.length === keys.length && before.every((each, index) => each === keys[index])) continue;
      told.set(name, keys);
      tell(name, keys);
    }
    for (const name of told.keys()) {
      if (live.has(name)) continue;
      told.delete(name);
      tell(name, undefined);
    }
  };
}

/** Those among the keys (all when left out) that are paused, in the order of their names. */
export function pausedAmong(paused: Iterable<PausedKey>, keys: readonly string[] | undefined): PausedKey[] {
  const asked = keys && new Set(keys);
  const found = [...paused].filter(({ key }) => asked?.has(key) ?? true);
  return found.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
