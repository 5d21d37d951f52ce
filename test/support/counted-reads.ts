import type { Decider } from '#eventsourcing/decider.js';
import type { DomainEvent } from '#eventsourcing/event.js';

/**
 * How many members and items of the state a fold looks at: what an event costs beside its own size, without a clock.
 * Copying a list reads each of its items, so does looking for one.
 */
export function readsOfFold<State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  history: Iterable<Event>,
): number {
  const counter = new ReadCounter();
  let state = decider.initial;
  for (const event of history) state = decider.evolve(counter.watch(state), event);
  return counter.reads;
}

class ReadCounter {
  reads = 0;
  private readonly watched = new WeakMap<object, object>();
  private readonly proxies = new WeakSet<object>();

  /** The value, each read of it and of all that lies in it counted. */
  watch<Value>(value: Value): Value {
    if (typeof value !== 'object' || value === null || this.proxies.has(value)) return value;
    const known = this.watched.get(value);
    if (known) return known as Value;
    const proxy = new Proxy<object>(value, {
      get: (target, name, self) => this.read(target, name, self),
      has: (target, name) => {
        this.reads++;
        return Reflect.has(target, name);
      },
    });
    this.watched.set(value, proxy);
    this.proxies.add(proxy);
    return proxy as Value;
  }

  private read(target: object, name: string | symbol, self: unknown): unknown {
    this.reads++;
    if (!(target instanceof Map || target instanceof Set))
      return this.watch(Reflect.get(target, name, self) as unknown);
    // Methods of these know no proxy; whoever iterates over one reads all of it.
    const member = Reflect.get(target, name, target) as unknown;
    if (typeof member !== 'function') return member;
    if (name === Symbol.iterator || ITERATING.has(name)) this.reads += target.size;
    return member.bind(target) as unknown;
  }
}

const ITERATING: ReadonlySet<string | symbol> = new Set(['entries', 'keys', 'values', 'forEach']);
