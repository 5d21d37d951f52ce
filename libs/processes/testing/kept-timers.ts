import type { Timer, Timers } from '../timers.js';

/** Timers in memory, for tests: those that are pending stand in the map by their ids, in the order they were set. */
export function keptTimers(pending: Map<string, Timer>): Timers {
  return {
    set: (timer) => Promise.resolve(void (pending.has(timer.id) || pending.set(timer.id, timer))),
    cancel: (id) => Promise.resolve(void pending.delete(id)),
    ofKind: (kind) => Promise.resolve([...pending.values()].filter((timer) => timer.kind === kind)),
  };
}
