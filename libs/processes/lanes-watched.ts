import type { Position } from '#eventsourcing/event.js';
import { SharedLook } from '#hosting/shared-look.js';
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

/** The lanes of other processes, by their checkpoints. */
export class WatchedCheckpoints implements LanesWatched {
  private readonly look: SharedLook<ReadonlyMap<string, Position>>;

  constructor(private readonly watched: CheckpointsWatched) {
    this.look = new SharedLook(() => watched.checkpoints.load(watched.logId));
  }

  /** A checkpoint has moved, or it is not known whether one has. */
  moved(): void {
    this.look.moved();
  }

  passed(position: Position, timeoutMs: number): Promise<boolean> {
    return this.look.until((found) => this.areAllAt(position, found), timeoutMs);
  }

  private areAllAt(position: Position, found: ReadonlyMap<string, Position>): boolean {
    const { compare, names } = this.watched;
    return names().every((name) => {
      const at = found.get(name);
      return at !== undefined && compare(at, position) >= 0;
    });
  }
}
