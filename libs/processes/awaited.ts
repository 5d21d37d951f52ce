import { AsyncLocalStorage } from 'node:async_hooks';
import type { Position } from '#eventsourcing/event.js';

/** What the sender of a command waits for: consequences that have to wait for their turn themselves. */
export class Awaited {
  private readonly later: Promise<Position | undefined>[] = [];

  add(consequence: Promise<Position | undefined>): void {
    this.later.push(consequence);
  }

  /** Where they ended, in the order they were added; also those that are added meanwhile. */
  async *all(): AsyncGenerator<Position | undefined> {
    for (let next = this.later.shift(); next; next = this.later.shift()) yield await next;
  }
}

/** Within a reaction: on whose behalf it runs. */
export const onBehalfOf = new AsyncLocalStorage<Awaited>();
