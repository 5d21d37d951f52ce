import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#eventsourcing/ids.js';
import { type EventStore, PositionBeyondEnd, START } from '../port.js';
import { following, someEvent, type StoreUnderTest } from './under-test.js';

const MEBIBYTE = 1024 * 1024;

/** What every adapter must keep of what it promises, and be honest about where it promises less. Part of the contract. */
export function promisesContract(under: () => StoreUnderTest, open: () => Promise<StoreUnderTest>): void {
  describe('what it promises', () => {
    let store: EventStore;
    let stream: string;
    beforeEach(() => {
      store = under().store;
      stream = `application-${newId()}`;
    });

    it('is no distance where nothing lies between, and some where something does', async () => {
      const positions: string[] = [];
      for (let n = 0; n < 20; n++)
        positions.push((await store.append(stream, 'any', [someEvent()])).position);
      const head = positions.at(-1)!;
      for (const [index, position] of positions.entries()) {
        const behind = store.distance(position, head);
        expect(behind > 0).toBe(position !== head);
        expect(store.distance(head, position)).toBe(0);
        expect(behind).toBe(store.promises.exactDistance ? positions.length - 1 - index : behind);
      }
      expect(store.distance(START, head)).toBeGreaterThan(0);
    });

    it('is how large an append may be: what is larger is refused before anything of it is there', async () => {
      const events = Array.from({ length: 4 }, () => someEvent({ data: { text: 'x'.repeat(MEBIBYTE / 3) } }));
      const { maxAppendBytes: limit } = store.promises;
      const outcome = await store.append(stream, 'no-stream', events).catch((error: unknown) => error);
      const refused = { code: 'append-too-large', events: 4, limit };
      expect(outcome).toMatchObject(limit === undefined ? { revision: 3 } : refused);
      expect(await store.readStream(stream)).toHaveLength(limit === undefined ? 4 : 0);
      const fewer = await store.append(`${stream}-fewer`, 'no-stream', events.slice(0, 2));
      expect(fewer).toMatchObject({ revision: 1 });
    });

    it('is that many events of a step fit, each as large as usual', async () => {
      const events = Array.from({ length: 500 }, () => someEvent());
      expect(await store.append(stream, 'no-stream', events)).toMatchObject({ revision: 499 });
    });
  });

  describe('positions', () => {
    let store: EventStore;
    let stream: string;
    beforeEach(() => {
      store = under().store;
      stream = `application-${newId()}`;
    });

    it('beyond the end of the log are no place to follow it from', async () => {
      const shorter = await open();
      const { position: head } = await shorter.store.append(stream, 'no-stream', [someEvent()]);
      const { position } = await store.append(stream, 'no-stream', [someEvent(), someEvent()]);
      const seen = following(shorter.store, { after: position });
      await expect(seen.done).rejects.toBeInstanceOf(PositionBeyondEnd);
      await expect(seen.done).rejects.toMatchObject({ position, head });
      expect(seen.pages).toEqual([]);
      await shorter.close();
    });

    it('that another process was answered are waited for, though nothing of them was seen here', async () => {
      const other = await under().beside?.();
      if (!other) return;
      const { position } = await store.append(stream, 'no-stream', [someEvent()]);
      expect(other.compare(await other.head(), position)).toBe(0);
      expect(await other.readAll({ after: position, limit: 1 })).toMatchObject({ events: [], position });
      const seen = following(other, { after: position });
      const next = await store.append(stream, 0, [someEvent()]);
      await seen.when((page) => other.compare(page.position, next.position) >= 0);
      expect(seen.events).toHaveLength(1);
      await seen.close();
    });
  });
}
