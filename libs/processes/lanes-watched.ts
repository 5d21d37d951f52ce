import { setTimeout as after } from 'node:timers/promises';
import type { Position } from '#eventsourcing/event.js';
import type { LanesWatched } from './consequences.js';
import type { CheckpointStore } from './checkpoints.js';

/** What watching the lanes of other processes works with. */
export interface CheckpointsWatched {
  readonly logId: string;
  readonly checkpoints: Pick<CheckpointStore, 'load'>;
  readonly compare: (a: Position, b: Position) => number;
  /** All reactions there are. */
  readonly names: () => readonly string[];
}

/** How often it is looked where nobody tells that a checkpoint moved, in milliseconds. */
const LOOK_AGAIN_MS = 500;

/** The lanes of other processes, by their checkpoints. Looked at once for all who wait, when one has moved. */
export class WatchedCheckpoints implements LanesWatched {
  private readonly waiters = new Set<() => void>();
  private looking: Promise<ReadonlyMap<string, Position>> | undefined;

  constructor(private readonly watched: CheckpointsWatched) {}

  /** A checkpoint has moved, or it is not known whether one has. */
  moved(): void {
    this.looking = undefined;
    for (const wake of this.waiters) wake();
  }

  async passed(position: Position, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    for (;;) {
      const { promise: woken, resolve: wake } = Promise.withResolvers<void>();
      this.waiters.add(wake);
      try {
        if (this.areAllAt(position, await this.look())) return true;
        const left = until - performance.now();
        if (left <= 0) return false;
        await this.sooner(woken, Math.min(left, LOOK_AGAIN_MS));
      } finally {
        this.waiters.delete(wake);
      }
    }
  }

  private areAllAt(position: Position, found: ReadonlyMap<string, Position>): boolean {
    const { compare, names } = this.watched;
    return names().every((name) => {
      const at = found.get(name);
      return at !== undefined && compare(at, position) >= 0;
    });
  }

  private look(): Promise<ReadonlyMap<string, Position>> {
    const { checkpoints, logId } = this.watched;
    const look = (this.looking ??= checkpoints.load(logId).catch((error: unknown) => {
      this.looking = undefined;
      throw error;
    }));
    return look;
  }

  private async sooner(woken: Promise<void>, ms: number): Promise<void> {
    const over = new AbortController();
    const tired = after(ms, true, { signal: over.signal }).catch(() => false);
    // Where nobody told, it is looked all the same.
    if (await Promise.race([woken.then(() => false), tired])) this.looking = undefined;
    over.abort();
  }
}
