import type { EventStore } from '#event-store/port.js';
import type { Position } from '#eventsourcing/event.js';
import { PROCESS_ROLE } from './process-context.js';

/** How far every reaction is, and when one has gone on. */
export interface LanesWatched {
  /** Waits until all of them are done with the log up to a position; false when the time is over. */
  passed(position: Position, timeoutMs: number): Promise<boolean>;
}

/** What waiting for consequences works with. */
export interface ConsequencesOptions {
  readonly log: Pick<EventStore, 'compare' | 'head' | 'isPosition' | 'readAll'>;
  readonly lanes: LanesWatched;
  /** Milliseconds; 2000 when left out. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 2000;
const PAGE = 500;

/** Reactions follow from reactions; longer than the longest chain of them. */
const LONGEST_CHAIN = 12;

/**
 * What follows from commands where it is done by other processes: it has, when their lanes have passed the command, and
 * then what they appended there, and so on. What others append meanwhile is waited for no longer than a chain is long.
 */
export class AwaitedConsequences {
  constructor(private readonly options: ConsequencesOptions) {}

  isPosition(text: string): boolean {
    return this.options.log.isPosition(text);
  }

  async after(position: Position): Promise<Position | undefined> {
    const { lanes, patienceMs = PATIENCE_MS } = this.options;
    const until = performance.now() + patienceMs;
    let settled = position;
    for (let link = 0; link < LONGEST_CHAIN; link++) {
      if (!(await lanes.passed(settled, until - performance.now()))) return undefined;
      const last = await this.lastFollowing(settled);
      if (last === undefined) return settled;
      settled = last;
    }
    return settled;
  }

  /** Where the last event stands that a process manager appended after a position. */
  private async lastFollowing(position: Position): Promise<Position | undefined> {
    const { log } = this.options;
    let last: Position | undefined;
    for (let after = position; ;) {
      const page = await log.readAll({ after, limit: PAGE });
      for (const { metadata, position: at } of page.events)
        if (metadata.actor.roles.includes(PROCESS_ROLE)) last = at;
      if (page.atHead) return last;
      after = page.position;
    }
  }
}
