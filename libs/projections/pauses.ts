import { alarm } from './alarm.js';
import type { Model } from './model.js';
import type { PausedKey } from './read-models.js';

/** The paused keys of a projection; `undefined` when it is not live where they are told from. */
export type Pauses = readonly PausedKey[] | undefined;

/** Who is told of paused keys. */
export interface HearsOfPauses {
  /** Hears once of each key that is paused, or was found so. */
  readonly onPaused?: ((paused: PausedKey) => void) | undefined;
  /** Hears a projection's paused keys whenever they change, before whoever waits for a position is told of it. */
  readonly onPauses?: ((projection: string, keys: Pauses) => void) | undefined;
}

/** Answers what looks at the live models and tells what of their paused keys is new. */
export function tellingPauses(hears: () => HearsOfPauses): (live: ReadonlyMap<string, Model>) => void {
  const raiseAlarm = alarm((paused) => hears().onPaused?.(paused));
  const tellChanges = tellingChanges((name, keys) => hears().onPauses?.(name, keys));
  return (live) => {
    raiseAlarm(live.values());
    tellChanges(live);
  };
}

/** Tells a projection's paused keys whenever they are others than it told last, so that whoever listens need not ask. */
function tellingChanges(
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
