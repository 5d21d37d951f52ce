import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import type { AppendResult } from '#eventsourcing/streams.js';
import { EventTooLarge, StoreUnavailable, WrongExpectedRevision } from '#eventsourcing/streams.js';
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { countingContract } from './testing/counting-suite.js';
import { promisesContract } from './testing/promises-suite.js';
import { retryingContract } from './testing/retrying-suite.js';
import { all, following, someEvent, type StoreUnderTest } from './testing/under-test.js';
import { GOLDEN_RECORDED_AT, goldenAppends, goldenBytes } from './golden/golden.js';
import type { EventStore } from './port.js';
import { START } from './port.js';

export { someEvent, type StoreUnderTest } from './testing/under-test.js';

/** What every adapter of the event store's port must do. */
export function eventStoreContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the event store's contract`, () => {
    let under: StoreUnderTest;
    let store: EventStore;
    let stream: string;

    beforeEach(async () => {
      under = await open();
      store = under.store;
      stream = `application-${newId()}`;
    });
    afterEach(async () => {
      await under.close();
    });

    const appendEach = async (into: string, ...names: readonly string[]) => {
      for (const type of names) await store.append(into, 'any', [someEvent({ type })]);
    };

    countingContract(() => store, appendEach);
    retryingContract(() => under);
    promisesContract(() => under, open);

    describe('appending', () => {
      it('counts revisions from zero and gives back what was appended', async () => {
        const event = someEvent({ type: 'CallOpened', data: { title: 'Natur', places: 3 } });
        const result = await store.append(stream, 'no-stream', [event]);
        expect(result.revision).toBe(0);
        const [read] = await store.readStream(stream);
        expect(read).toEqual({
          ...event,
          stream,
          revision: 0,
          position: result.position,
          metadata: { ...event.metadata, recordedAt: result.recordedAt },
        });
      });

      it('answers with revision and position of the last event', async () => {
        const result = await store.append(stream, 'no-stream', [someEvent(), someEvent(), someEvent()]);
        const events = await store.readStream(stream);
        expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2]);
        expect(result).toMatchObject({ revision: 2, position: events[2]!.position });
        expect(await store.head()).toBe(result.position);
      });

      it('appends at exactly the expected revision', async () => {
        await store.append(stream, 'no-stream', [someEvent(), someEvent()]);
        await expect(store.append(stream, 1, [someEvent()])).resolves.toMatchObject({ revision: 2 });
      });

      it.each([['no-stream' as const], [0], [2], [17]])(
        'refuses a stream at revision 1 when %s is expected',
        async (expected) => {
          await store.append(stream, 'no-stream', [someEvent(), someEvent()]);
          const refused = store.append(stream, expected, [someEvent()]);
          await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevision);
          await expect(refused).rejects.toMatchObject({ stream, expected, actual: 1 });
          expect(await store.readStream(stream)).toHaveLength(2);
        },
      );

      it('refuses an expected revision of a stream that is not there', async () => {
        await expect(store.append(stream, 0, [someEvent()])).rejects.toMatchObject({
          code: 'wrong-expected-revision',
          actual: -1,
        });
      });

      it('appends anywhere when any revision is expected', async () => {
        await appendEach(stream, 'First', 'Second');
        expect(types(await store.readStream(stream))).toEqual(['First', 'Second']);
      });

      it('lets one of many writers who saw the same revision win', async () => {
        await store.append(stream, 'no-stream', [someEvent()]);
        const results = await Promise.allSettled(
          Array.from({ length: 20 }, () => store.append(stream, 0, [someEvent()])),
        );
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        const lost = results.filter((result) => result.status === 'rejected');
        expect(lost.every(({ reason }) => reason instanceof WrongExpectedRevision)).toBe(true);
        expect(await store.readStream(stream)).toHaveLength(2);
      });

      it('refuses one append without touching those that came with it', async () => {
        await store.append(stream, 'no-stream', [someEvent()]);
        const results = await Promise.allSettled([
          store.append(`${stream}-a`, 'no-stream', [someEvent()]),
          store.append(stream, 'no-stream', [someEvent(), someEvent()]),
          store.append(stream, 'any', [someEvent({ data: { text: 'x'.repeat(1024 * 1024) } })]),
          store.append(stream, 'any', [someEvent({ data: { text: 'half a pair: \ud83d' } })]),
          store.append(`${stream}-b`, 'no-stream', [someEvent()]),
        ]);
        expect(results.map(({ status }) => status)).toEqual([
          'fulfilled',
          'rejected',
          'rejected',
          'rejected',
          'fulfilled',
        ]);
        expect((await store.readAll({ limit: 10 })).events).toHaveLength(3);
      });

      it('refuses an event over one mebibyte, and with it the whole append', async () => {
        const large = someEvent({ type: 'Grown', data: { text: 'ø'.repeat(512 * 1024) } });
        const refused = store.append(stream, 'no-stream', [someEvent(), large]);
        await expect(refused).rejects.toBeInstanceOf(EventTooLarge);
        await expect(refused).rejects.toMatchObject({ type: 'Grown', limit: 1024 * 1024 });
        expect(await store.readStream(stream)).toEqual([]);
      });

      it('takes an event just under one mebibyte', async () => {
        const event = someEvent({ data: { text: 'x'.repeat(1024 * 1024 - 1000) } });
        await store.append(stream, 'no-stream', [event]);
        expect((await store.readStream(stream))[0]!.data).toEqual(event.data);
      });

      it('throws StoreUnavailable once it is closed', async () => {
        await store.close();
        await expect(store.append(stream, 'any', [someEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
      });

      it('finishes on close what it had accepted', async () => {
        const appends: Promise<AppendResult>[] = [];
        for (let turn = 0; turn < 5; turn++) {
          for (let n = 0; n < 10; n++) appends.push(store.append(stream, 'any', [someEvent()]));
          await Promise.resolve();
        }
        await store.close();
        const results = await Promise.all(appends);
        expect(results.map(({ revision }) => revision)).toEqual([...results.keys()]);
      });
    });

    describe('a retried append', () => {
      it.each([['no-stream' as const], ['any' as const]])(
        'answers as the first did when %s is expected',
        async (expected) => {
          const events = [someEvent(), someEvent()];
          const first = await store.append(stream, expected, events);
          const { stored, ...again } = await store.append(stream, expected, events);
          expect(again).toEqual(first);
          expect(stored).toEqual(await store.readStream(stream));
          expect(stored).toHaveLength(2);
        },
      );

      it('answers as the first did, also when others have appended since', async () => {
        await store.append(stream, 'no-stream', [someEvent()]);
        const events = [someEvent(), someEvent()];
        const first = await store.append(stream, 0, events);
        await appendEach(stream, 'Later', 'LaterStill');
        const { stored, ...again } = await store.append(stream, 0, events);
        expect(again).toEqual(first);
        expect(stored).toEqual(await store.readStream(stream, { from: 1, limit: 2 }));
        expect(await store.readStream(stream)).toHaveLength(5);
      });

      it('answers as the first did when both travel together', async () => {
        const events = [someEvent()];
        const both = [store.append(stream, 'no-stream', events), store.append(stream, 'no-stream', events)];
        const [first, { stored, ...second }] = (await Promise.all(both)) as [AppendResult, AppendResult];
        expect(second).toEqual(first);
        expect(stored).toEqual(await store.readStream(stream));
        expect(stored).toHaveLength(1);
      });

      it('is another append when only some of its events are the same', async () => {
        const [one, two] = [someEvent(), someEvent()];
        await store.append(stream, 'no-stream', [one, two]);
        for (const events of [[one, someEvent()], [two], [one, two, someEvent()]])
          await expect(store.append(stream, 'no-stream', events)).rejects.toMatchObject({ actual: 1 });
      });
    });

    describe('recordedAt', () => {
      it('never goes back along a stream, nor along the log where that is promised, and is the one answered', async () => {
        const results = await Promise.all(
          Array.from({ length: 50 }, (_, n) => store.append(`${stream}-${n % 7}`, 'any', [someEvent()])),
        );
        const { events } = await store.readAll({ limit: 100 });
        const { oneOrderOfRecordedAt } = store.promises;
        const orders = Map.groupBy(events, (event) => (oneOrderOfRecordedAt ? 'the log' : event.stream));
        expect(orders.size).toBe(oneOrderOfRecordedAt ? 1 : 7);
        for (const order of orders.values()) {
          const recorded = order.map(({ metadata }) => metadata.recordedAt);
          expect(recorded).toEqual(recorded.toSorted());
        }
        for (const { position, recordedAt } of results)
          expect(events.find((event) => event.position === position)!.metadata.recordedAt).toBe(recordedAt);
      });
    });

    describe('reading a stream', () => {
      beforeEach(() => appendEach(stream, 'E0', 'E1', 'E2', 'E3', 'E4'));

      it.each([
        [{}, ['E0', 'E1', 'E2', 'E3', 'E4']],
        [{ from: 3 }, ['E3', 'E4']],
        [{ limit: 2 }, ['E0', 'E1']],
        [{ from: 1, limit: 2 }, ['E1', 'E2']],
        [{ from: 9 }, []],
        [{ limit: 0 }, []],
        [{ direction: 'backwards' as const }, ['E4', 'E3', 'E2', 'E1', 'E0']],
        [{ direction: 'backwards' as const, from: 2 }, ['E2', 'E1', 'E0']],
        [{ direction: 'backwards' as const, limit: 1 }, ['E4']],
        [{ direction: 'backwards' as const, from: 3, limit: 2 }, ['E3', 'E2']],
        [{ direction: 'backwards' as const, from: 9, limit: 1 }, ['E4']],
      ])('%j', async (options, expected) => {
        expect(types(await store.readStream(stream, options))).toEqual(expected);
      });

      it('finds nothing in a stream that is not there', async () => {
        expect(await store.readStream(`${stream}-not`)).toEqual([]);
      });

      it('finds single events in the order asked for and leaves out what is not there', async () => {
        await appendEach(`${stream}-other`, 'O0');
        const found = await store.readAt([
          { stream, revision: 4 },
          { stream: `${stream}-other`, revision: 0 },
          { stream, revision: 5 },
          { stream: 'nowhere', revision: 0 },
          { stream, revision: 1 },
        ]);
        expect(types(found)).toEqual(['E4', 'O0', 'E1']);
      });
    });

    describe('reading the log', () => {
      it('is at START and at its head while it is empty', async () => {
        expect(await store.head()).toBe(START);
        expect(await store.readAll({ limit: 10 })).toEqual({ events: [], position: START, atHead: true });
        expect(await store.readStored({ limit: 10 })).toEqual([]);
        expect(await store.lastRecordedAt()).toBeUndefined();
      });

      it('knows when it was last written', async () => {
        await appendEach(`${stream}-a`, 'A0');
        const { recordedAt } = await store.append(`${stream}-b`, 'any', [someEvent()]);
        expect(await store.lastRecordedAt()).toBe(recordedAt);
      });

      it('goes through all streams in the order of their appends, page by page', async () => {
        await appendEach(`${stream}-a`, 'A0');
        await appendEach(`${stream}-b`, 'B0', 'B1');
        await appendEach(`${stream}-a`, 'A1', 'A2');
        const first = await store.readAll({ limit: 3 });
        expect(types(first.events)).toEqual(['A0', 'B0', 'B1']);
        expect(first).toMatchObject({ position: first.events[2]!.position, atHead: false });
        const second = await store.readAll({ after: first.position, limit: 3 });
        expect(types(second.events)).toEqual(['A1', 'A2']);
        expect(second).toMatchObject({ position: await store.head(), atHead: true });
      });

      it('is at its head when a page ends exactly there', async () => {
        await appendEach(stream, 'A', 'B');
        expect(await store.readAll({ limit: 2 })).toMatchObject({ atHead: true });
      });

      it('stays where it is at the head', async () => {
        await appendEach(stream, 'A', 'B');
        const head = await store.head();
        expect(await store.readAll({ after: head, limit: 2 })).toEqual({
          events: [],
          position: head,
          atHead: true,
        });
      });

      it('goes on over what a type filter leaves out', async () => {
        await appendEach(stream, 'A', 'B', 'C', 'A', 'B', 'C');
        const some = await all(store, { types: ['B', 'C', 'Z'], limit: 2 });
        expect(types(some.events)).toEqual(['B', 'C', 'B', 'C']);
        expect(some.position).toBe(await store.head());
        const none = await all(store, { types: ['Z'], limit: 2 });
        expect(none).toMatchObject({ events: [], position: await store.head() });
      });

      it('compares positions and counts what lies between them', async () => {
        const a = (await store.append(stream, 'any', [someEvent()])).position;
        const b = (await store.append(stream, 'any', [someEvent(), someEvent()])).position;
        expect(store.compare(a, b)).toBeLessThan(0);
        expect(store.compare(b, a)).toBeGreaterThan(0);
        expect(store.compare(a, a)).toBe(0);
        expect(store.compare(START, a)).toBeLessThan(0);
        const { exactDistance } = store.promises;
        expect(store.distance(a, b)).toBe(exactDistance ? 2 : store.distance(a, b));
        expect(store.distance(START, b)).toBe(exactDistance ? 3 : store.distance(START, b));
        expect(store.isPosition(b)).toBe(true);
        for (const text of ['-1', 'x', '1.5', ' 1', '../1']) expect(store.isPosition(text)).toBe(false);
      });
    });

    it('tells the streams of a category, each once', async () => {
      for (const end of ['-1', '-1', '-a b', 's-1', '.1']) await appendEach(stream + end, 'A');
      expect((await store.streamsOf(stream)).toSorted()).toEqual([`${stream}-1`, `${stream}-a b`]);
    });

    describe('the stored form', () => {
      it('is that of the golden file, byte for byte', async () => {
        for (const { stream: into, events } of goldenAppends()) await store.append(into, 'no-stream', events);
        const stored = await store.readStored({ limit: 10 });
        const texts = stored.map(({ bytes }) =>
          Buffer.from(bytes)
            .toString()
            .replace(/"recordedAt":"[^"]*"/, `"recordedAt":"${GOLDEN_RECORDED_AT}"`),
        );
        expect(texts).toEqual(goldenBytes());
      });

      it('is paged as the log is', async () => {
        await appendEach(stream, 'A', 'B', 'C');
        const first = await store.readStored({ limit: 2 });
        const second = await store.readStored({ after: first[1]!.position, limit: 2 });
        const { events } = await store.readAll({ limit: 3 });
        expect([...first, ...second].map(({ position }) => position)).toEqual(events.map((e) => e.position));
      });

      it('gives back any JSON, and is its RFC 8785 form', async () => {
        const text = fc.string({ unit: 'binary' });
        const data = fc.dictionary(text, fc.jsonValue({ stringUnit: 'binary' }));
        await fc.assert(
          fc.asyncProperty(data, async (content) => {
            const event = someEvent({ data: content });
            const before = await store.head();
            await store.append(stream, 'any', [event]);
            const [read] = (await store.readAll({ after: before, limit: 1 })).events;
            const [kept] = await store.readStored({ after: before, limit: 1 });
            expect(canonicalize(read!.data)).toBe(canonicalize(content));
            const { position: _, ...stored } = read!;
            expect(Buffer.from(kept!.bytes).toString()).toBe(canonicalize(stored));
          }),
          { numRuns: 200 },
        );
      });
    });

    describe('a subscription', () => {
      it('catches up, then stays live', async () => {
        await appendEach(stream, 'A', 'B');
        const seen = following(store);
        await seen.until(2);
        await appendEach(stream, 'C');
        await seen.until(3);
        await appendEach(stream, 'D');
        await seen.until(4);
        expect(types(seen.events)).toEqual(['A', 'B', 'C', 'D']);
        await seen.close();
      });

      it('begins after the position it is given', async () => {
        await appendEach(stream, 'A', 'B');
        const after = await store.head();
        await appendEach(stream, 'C');
        const seen = following(store, { after });
        await seen.until(1);
        expect(types(seen.events)).toEqual(['C']);
        await seen.close();
      });

      it('hands over batches no larger than asked for', async () => {
        await appendEach(stream, 'A', 'B', 'C', 'D', 'E');
        const seen = following(store, { batchSize: 2 });
        await seen.until(5);
        expect(seen.pages.map(({ events }) => events.length)).toEqual([2, 2, 1]);
        expect(seen.pages.map(({ atHead }) => atHead)).toEqual([false, false, true]);
        await seen.close();
      });

      it('tells of positions passed even when its types were not among them', async () => {
        const seen = following(store, { types: ['B'] });
        await appendEach(stream, 'A', 'B');
        await seen.until(1);
        await appendEach(stream, 'A', 'A');
        const head = await store.head();
        await seen.when((page) => page.position === head);
        expect(types(seen.events)).toEqual(['B']);
        await seen.close();
      });

      it('reads no further while a batch is handled', async () => {
        const gate = Promise.withResolvers<void>();
        const seen = following(store, { batchSize: 1, handle: () => gate.promise });
        await appendEach(stream, 'A', 'B', 'C');
        await seen.until(1);
        for (let turn = 0; turn < 5; turn++) await store.append(`${stream}-x`, 'any', [someEvent()]);
        expect(types(seen.events)).toEqual(['A']);
        gate.resolve();
        await seen.until(8);
        await seen.close();
      });

      it('ends after the batch under way when it is closed', async () => {
        const gate = Promise.withResolvers<void>();
        const seen = following(store, { batchSize: 1, handle: () => gate.promise });
        await appendEach(stream, 'A', 'B');
        await seen.until(1);
        const closed = seen.close();
        gate.resolve();
        await closed;
        await appendEach(stream, 'C');
        expect(types(seen.events)).toEqual(['A']);
      });

      it('ends with the error of its handler', async () => {
        const seen = following(store, { handle: () => Promise.reject(new Error('no room')) });
        await appendEach(stream, 'A');
        await expect(seen.done).rejects.toThrow('no room');
        await seen.close();
      });

      it('ends when the store is closed', async () => {
        const seen = following(store);
        await store.close();
        await expect(seen.done).resolves.toBeUndefined();
      });

      it('started amid 64 concurrent writers sees every event exactly once and in order', async () => {
        const WRITERS = 64;
        const APPENDS = 25;
        const appended: Promise<void>[] = [];
        const halfway = Promise.withResolvers<void>();
        let count = 0;
        for (let writer = 0; writer < WRITERS; writer++)
          appended.push(
            (async () => {
              for (let n = 0; n < APPENDS; n++) {
                const events = Array.from({ length: 1 + (n % 3) }, () => someEvent());
                await store.append(`${stream}-${writer % 50}`, 'any', events);
                if (++count === (WRITERS * APPENDS) / 2) halfway.resolve();
              }
            })(),
          );
        await halfway.promise;
        const early = following(store, { batchSize: 7 });
        const after = await store.head();
        const late = following(store, { after });
        await Promise.all(appended);
        const log = (await all(store, { limit: 1000 })).events;
        const lateOnes = log.filter(({ position }) => store.compare(position, after) > 0);
        await Promise.all([early.until(log.length), late.until(lateOnes.length)]);

        const ids = log.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(early.events.map(({ id }) => id)).toEqual(ids);
        expect(late.events.map(({ id }) => id)).toEqual(lateOnes.map(({ id }) => id));
        await Promise.all([early.close(), late.close()]);
      });
    });

    describe('opened again', () => {
      it('is the same log with all its events, and goes on where it was', async () => {
        if (!under.reopen) return;
        await Promise.all(
          Array.from({ length: 30 }, (_, n) => store.append(`${stream}-${n % 3}`, 'any', [someEvent()])),
        );
        const { logId } = store;
        const before = await store.readAll({ limit: 100 });
        const again = await under.reopen();
        expect(again.logId).toBe(logId);
        expect(await again.readAll({ limit: 100 })).toEqual(before);
        const next = await again.append(`${stream}-0`, 9, [someEvent()]);
        expect(await again.count({ after: before.position, limit: 10 })).toMatchObject({ events: 1 });
        const last = before.events.findLast(
          (event) => again.promises.oneOrderOfRecordedAt || event.stream === `${stream}-0`,
        );
        expect(next.recordedAt >= last!.metadata.recordedAt).toBe(true);
      });
    });

    it('has an identity of its own', async () => {
      const other = await open();
      expect(other.store.logId).not.toBe(store.logId);
      await other.close();
    });
  });
}

const types = (events: readonly RecordedEvent[]) => events.map(({ type }) => type);
