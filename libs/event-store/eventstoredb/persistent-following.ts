import type { Position } from '#eventsourcing/event.js';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import { type Followable, Following } from '../following.js';
import type { LogPage, ReadAllOptions, SubscribeOptions, Subscription } from '../port.js';
import { START } from '../port.js';
import { Patience } from './patience.js';

/** Follows a log that may be out of reach for a while: then it goes on from where it was once the log is back. */
export class PersistentFollowing implements Subscription {
  readonly done: Promise<void>;
  private readonly closing = new AbortController();
  private readonly following: Following;

  constructor(log: Followable, options: SubscribeOptions) {
    const { signal } = this.closing;
    this.following = new Following(
      {
        readAll: (page) => persistently(() => log.readAll(page), signal, nothingAfter(page)),
        head: () => persistently(() => log.head(), signal, START),
        compare: (a: Position, b: Position) => log.compare(a, b),
        onGrowth: (wake) => log.onGrowth(wake),
      },
      options,
    );
    this.done = this.following.done;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.following.close();
  }
}

/** Does it until it is done; answers `otherwise` when that is not wanted any more. */
async function persistently<T>(work: () => Promise<T>, signal: AbortSignal, otherwise: T): Promise<T> {
  for (const patience = new Patience({ signal }); !signal.aborted;) {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const stop = () => resolve(otherwise);
    signal.addEventListener('abort', stop, { once: true });
    try {
      work().then(resolve, reject);
      return await promise;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await patience.rest();
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
  return otherwise;
}

function nothingAfter({ after = START }: ReadAllOptions): LogPage {
  return { events: [], position: after, atHead: true };
}
