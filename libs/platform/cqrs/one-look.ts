import { AsyncLocalStorage } from 'node:async_hooks';

const looks = new AsyncLocalStorage<Map<string, Promise<unknown>>>();

/**
 * What is asked meanwhile sees each stream as it was when it was first read, and reads and folds it once. For questions
 * only: what is appended is decided on the stream as it is.
 */
export function inOneLook<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  return looks.getStore() ? ask() : looks.run(new Map(), ask);
}

/** What this look has read of a stream already; outside of any it is read each time. */
export function lookedAt<Seen>(stream: string, read: () => Promise<Seen>): Promise<Seen> {
  const look = looks.getStore();
  if (!look) return read();
  const seen = (look.get(stream) as Promise<Seen> | undefined) ?? read();
  look.set(stream, seen);
  return seen;
}
