import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NewEvent } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import { WrongExpectedRevision } from '#eventsourcing/streams.js';
import type { EventStore } from '../port.js';
import { someEvent, type StoreUnderTest } from './under-test.js';

/**
 * What every adapter must do with commands that come again: by another try of the one who sent them, or as the copy
 * another process made of them. Part of the store's contract.
 */
export function retryingContract(under: () => StoreUnderTest): void {
  describe('a command that comes again', () => {
    let store: EventStore;
    let stream: string;
    beforeEach(() => {
      store = under().store;
      stream = `application-${newId()}`;
    });

    it('as a copy that was sealed anew is answered from what is stored', async () => {
      await store.append(stream, 'no-stream', [someEvent()]);
      const sent = [sealed(), sealed()];
      const first = await store.append(stream, 0, sent);
      const copy = sent.map(sealedAnew);
      const { stored, ...again } = await store.append(stream, 0, copy);
      expect(again).toEqual(first);
      expect(stored).toEqual(await store.readStream(stream, { from: 1 }));
      expect(stored!.map(({ data }) => data)).toEqual(sent.map(({ data }) => data));
    });

    it('with another body under the same key is refused, and drops nothing', async () => {
      const event = someEvent();
      await store.append(stream, 'no-stream', [event]);
      const other = [withHash(event, 'another')];
      const refused = store.append(stream, 'no-stream', other);
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevision);
      await expect(refused).rejects.toMatchObject({ actual: 0 });
      expect(await store.append(stream, 0, other)).toMatchObject({ revision: 1 });
      expect(await store.readStream(stream)).toMatchObject([
        { metadata: { commandHash: 'hash' } },
        { metadata: { commandHash: 'another' } },
      ]);
    });

    it('to another stream is another', async () => {
      const events = [someEvent()];
      await store.append(stream, 'no-stream', events);
      const { stored, revision } = await store.append(`${stream}-other`, 'no-stream', events);
      expect([stored, revision]).toEqual([undefined, 0]);
    });

    it('is a conflict at a revision the stream has not reached', async () => {
      const events = [someEvent()];
      await store.append(stream, 'no-stream', events);
      await expect(store.append(stream, 7, events)).rejects.toMatchObject({ expected: 7, actual: 0 });
    });

    describe('from another process', () => {
      it('is answered from what is stored, also when others have appended since', async () => {
        const other = await under().beside?.();
        if (!other) return;
        await store.append(stream, 'no-stream', [someEvent()]);
        await other.readStream(stream);
        const sent = [sealed(), sealed()];
        const first = await store.append(stream, 0, sent);
        await store.append(stream, 2, [someEvent()]);
        const { stored, ...again } = await other.append(stream, 0, sent.map(sealedAnew));
        expect(again).toEqual(first);
        expect(stored).toEqual(await store.readStream(stream, { from: 1, limit: 2 }));
      });

      it('is answered from what is stored, though it had seen no more than its own try', async () => {
        const other = await under().beside?.();
        if (!other) return;
        await store.append(stream, 'no-stream', [someEvent()]);
        await other.readStream(stream);
        const sent = [sealed()];
        const first = await store.append(stream, 0, sent);
        await other.head();
        const { stored, ...again } = await other.append(stream, 0, sent.map(sealedAnew));
        expect(again).toEqual(first);
        expect(stored).toEqual(await store.readStream(stream, { from: 1 }));
      });

      it('stands in the log once, however many send it at once', async () => {
        const others = [await under().beside?.(), await under().beside?.()];
        const stores = [store, ...others.filter((one) => one !== undefined)];
        const sent = sealed();
        const results = await Promise.all(
          stores.map((one) => one.append(stream, 'no-stream', [sealedAnew(sent)])),
        );
        expect(new Set(results.map(({ position }) => position)).size).toBe(1);
        expect(await store.readStream(stream)).toHaveLength(1);
      });

      it('is refused where another command came first', async () => {
        const other = await under().beside?.();
        if (!other) return;
        const stores = [store, other];
        const results = await Promise.allSettled(
          stores.map((one) => one.append(stream, 'no-stream', [someEvent()])),
        );
        expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
        const { reason } = results.find((result) => result.status === 'rejected')!;
        expect(reason).toBeInstanceOf(WrongExpectedRevision);
        expect(reason).toMatchObject({ actual: 0 });
      });
    });
  });
}

const sealed = (): NewEvent => withNonce(someEvent(), newId());
/** What another process makes of the same command: the same facts, sealed by itself. */
const sealedAnew = (event: NewEvent): NewEvent => withNonce(event, newId());

function withNonce(event: NewEvent, iv: string): NewEvent {
  return { ...event, data: { ...event.data, sealed: iv } };
}

function withHash(event: NewEvent, commandHash: string): NewEvent {
  return { ...event, metadata: { ...event.metadata, commandHash } };
}
