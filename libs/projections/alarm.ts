import type { Model } from './model.js';
import type { PausedKey } from './read-models.js';

/** Answers what looks at models and tells once of each key that is paused, or was found so. */
export function alarm(tell: (paused: PausedKey) => void): (models: Iterable<Model>) => void {
  const told = new Set<string>();
  return (models) => {
    for (const { paused } of models) {
      for (const each of paused.values()) {
        const pause = `${each.projection} ${each.key} ${each.eventId}`;
        if (told.has(pause)) continue;
        told.add(pause);
        tell(each);
      }
    }
  };
}
