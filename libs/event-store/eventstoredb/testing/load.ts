import { newId } from '#eventsourcing/ids.js';
import { someEvent } from '../../contract-suite.js';
import type { EventStore } from '../../port.js';
import { all, following } from '../../testing/under-test.js';

/** An append that was answered. */
interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

/** What came of a load. */
export interface LoadResult {
  /** Appends that were answered with success. */
  readonly acknowledged: number;
  /** Answered and not in the log at the revision that was said. */
  readonly lost: number;
  /** In the log more than once. */
  readonly doubled: number;
  /** In the log without having been answered. */
  readonly strange: number;
  /** Events that came to the follower. */
  readonly followed: number;
  /** Whether they came each once and in the order of the log. */
  readonly inOrder: boolean;
  /** Whether `recordedAt` went back in a stream. */
  readonly backInTime: boolean;
}

/** How much to append. */
export interface LoadOptions {
  readonly writers?: number;
  /** Appends of each writer, of one to three events. */
  readonly appends?: number;
  /** What happens meanwhile, one after the other, each when its part of the appends has been answered. */
  readonly moments?: readonly (() => Promise<void>)[];
}

/**
 * Several write to streams of their own and to one they share, another follows; something may go wrong meanwhile. Judges
 * what stands in the log in the end by what was answered.
 */
export async function underLoad(
  stores: readonly EventStore[],
  { writers = 6, appends = 25, moments = [] }: LoadOptions = {},
): Promise<LoadResult> {
  const run = newId();
  const acknowledged: Acknowledged[] = [];
  const waiting = moments.map((happen) => ({ happen, due: Promise.withResolvers<void>() }));
  let answered = 0;
  const seen = following(stores[0]!, { batchSize: 20 });
  const write = async (writer: number) => {
    const store = stores[writer % stores.length]!;
    for (let n = 0; n < appends; n++) {
      const events = Array.from({ length: 1 + (n % 3) }, () => someEvent());
      const stream = n % 5 === 4 ? `application-shared-${run}` : `application-${writer}-${run}`;
      const { revision } = await store.append(stream, 'any', events);
      for (const [index, { id }] of events.entries())
        acknowledged.push({ stream, revision: revision - events.length + 1 + index, id });
      const part = ++answered / (writers * appends);
      for (const [index, { due }] of waiting.entries())
        if (part > (index + 1) / (waiting.length + 2)) due.resolve();
    }
  };
  const meanwhile = (async () => {
    for (const { happen, due } of waiting) {
      await due.promise;
      await happen();
    }
  })();
  await Promise.all([...Array.from({ length: writers }, (_, writer) => write(writer)), meanwhile]);
  const { events } = await all(stores[0]!, { limit: 1000 });
  const own = events.filter(({ stream }) => stream.endsWith(run));
  await seen.when((page) => stores[0]!.compare(page.position, events.at(-1)!.position) >= 0);
  await seen.close();

  const stood = new Map(own.map((event) => [`${event.stream}/${event.revision}`, event.id]));
  const told = new Set(acknowledged.map(({ id }) => id));
  const streams = Map.groupBy(own, ({ stream }) => stream);
  const ids = (some: readonly { readonly id: string }[]) => some.map(({ id }) => id).join();
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ stream, revision, id }) => stood.get(`${stream}/${revision}`) !== id).length,
    doubled: own.length - new Set(own.map(({ id }) => id)).size,
    strange: own.filter(({ id }) => !told.has(id)).length,
    followed: seen.events.length,
    inOrder: ids(seen.events) === ids(events),
    backInTime: [...streams.values()].some((stream) => {
      const times = stream.map(({ metadata }) => metadata.recordedAt);
      return times.join() !== times.toSorted().join();
    }),
  };
}
