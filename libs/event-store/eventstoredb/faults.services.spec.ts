import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { newId } from '#eventsourcing/ids.js';
import { StoreUnavailable, WrongExpectedRevision } from '#eventsourcing/streams.js';
import { someEvent } from '../contract-suite.js';
import type { EventStore } from '../port.js';
import { following } from '../testing/under-test.js';
import { type EventStoreDbOptions, openEventStoreDb } from './eventstoredb-store.js';
import type { FaultOrder } from './testing/double-faults.js';
import { DoubleProcess } from './testing/double-process.js';
import type { DoubleState } from './testing/double-control.js';
import { underLoad } from './testing/load.js';

/** Nothing lost, nothing twice, everything followed in its order. */
const WHOLE = {
  acknowledged: 294,
  lost: 0,
  doubled: 0,
  strange: 0,
  followed: 294,
  inOrder: true,
  backInTime: false,
};

describe('the log in EventStoreDB, when something goes wrong', () => {
  let double: DoubleProcess;
  const opened: EventStore[] = [];
  const warned: string[] = [];
  beforeEach(async () => {
    double = await DoubleProcess.start('--duplicate-ms', '300');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    warned.length = 0;
    await double.end();
  });

  const open = async (some: Partial<EventStoreDbOptions> = {}) => {
    const store = await openEventStoreDb({
      connection: double.connection,
      log: 'faults',
      now: () => new Date().toISOString(),
      logger: { warn: (_, message) => warned.push(message) },
      deadline: 500,
      lookAgain: 500,
      ...some,
    });
    opened.push(store);
    return store;
  };
  const until = async (condition: (state: DoubleState) => boolean) => {
    while (!condition(await double.state())) await setTimeout(10);
  };

  describe('under load', () => {
    it.each<Omit<FaultOrder, 'rpc'>>([
      { kind: 'silent', calls: 8, every: 4, kept: true },
      { kind: 'silent', calls: 8, every: 4 },
      { kind: 'dropped', calls: 20, every: 3, kept: true },
      { kind: 'dropped', calls: 20, every: 3 },
      { kind: 'timeout', calls: 20, every: 3, kept: true },
      { kind: 'timeout', calls: 20, every: 3 },
      { kind: 'refused', calls: 20, every: 3, kept: true },
      { kind: 'slow', calls: 20, every: 3, ms: 200 },
      { kind: 'slow', calls: 8, every: 4, ms: 800 },
      { kind: 'not-leader', calls: 20, every: 3 },
      { kind: 'not-ready', calls: 20, every: 3 },
    ])('loses and doubles nothing when appends are %j', async (fault) => {
      const stores = [await open(), await open()];
      await double.fault({ rpc: 'append', ...fault });
      expect(await underLoad(stores)).toEqual(WHOLE);
      expect(await double.state()).toMatchObject({ taken: fault.calls, left: 0 });
    });

    it.each<Omit<FaultOrder, 'rpc'>>([
      { kind: 'silent', calls: 3, every: 2 },
      { kind: 'dropped', calls: 6, every: 2 },
      { kind: 'not-leader', calls: 6, every: 2 },
      { kind: 'not-ready', calls: 6, every: 2 },
      { kind: 'slow', calls: 6, every: 2, ms: 200 },
    ])('hides nothing when reads are %j', async (fault) => {
      const stores = [await open(), await open()];
      await double.fault({ rpc: 'read', ...fault });
      expect(await underLoad(stores)).toEqual(WHOLE);
      expect(await double.state()).toMatchObject({ taken: fault.calls, left: 0 });
    });

    it.each(['slow', 'error', 'end'] as const)(
      'a subscription that is ended (%s) again and again misses nothing',
      async (how) => {
        const stores = [await open(), await open()];
        let dropped = 0;
        const drop = async () => {
          await until(({ followers }) => followers > 0);
          await double.drop(how);
          dropped++;
        };
        expect(await underLoad(stores, { moments: [drop, drop, drop, drop, drop] })).toEqual(WHOLE);
        expect(dropped).toBe(5);
      },
    );

    it.each([
      ['', (connection: string) => connection],
      [' and is found by gossip', gossiping],
    ])('a server that restarts%s has lost and doubled nothing', async (_, connectionOf) => {
      const connection = connectionOf(double.connection);
      const stores = [await open({ connection }), await open({ connection })];
      let restarted = 0;
      const restart = async () => {
        await double.stop();
        await double.start();
        restarted++;
      };
      expect(await underLoad(stores, { moments: [restart, restart, restart, restart] })).toEqual(WHOLE);
      expect(restarted).toBe(4);
    });

    it('a server that stands still for a while has lost and doubled nothing', async () => {
      const stores = [await open(), await open()];
      const standStill = async () => {
        double.freeze();
        const asked = stores.map((store) => store.head());
        while (warned.length < stores.length) await setTimeout(10);
        double.thaw();
        await Promise.all(asked);
      };
      expect(await underLoad(stores, { moments: [standStill] })).toEqual(WHOLE);
      expect(warned).toContain('the event log has not answered: its connection is made anew');
    });
  });

  it('an own append that a wrong revision hides is found, and answered as the success it was', async () => {
    const store = await open();
    const stream = `application-${newId()}`;
    const before = await store.append(stream, 'no-stream', [someEvent()]);
    await double.fault({ rpc: 'append', kind: 'refused', calls: 1, kept: true });
    const events = [someEvent(), someEvent()];
    const { stored, ...answer } = await store.append(stream, before.revision, events);
    expect(stored!.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    const last = (await store.readStream(stream)).at(-1)!;
    const { revision, position, metadata } = last;
    expect(answer).toEqual({ revision, position, recordedAt: metadata.recordedAt });
    expect(revision).toBe(2);
  });

  it('a wrong revision of others is one, though an own try before it had no answer', async () => {
    const store = await open();
    const other = await open();
    const stream = `application-${newId()}`;
    await double.fault({ rpc: 'append', kind: 'dropped', calls: 1 });
    const append = store.append(stream, 'no-stream', [someEvent()]);
    await until(({ taken }) => taken === 1);
    // Which of the two comes first is open; that just one is there is not.
    const results = await Promise.allSettled([append, other.append(stream, 'no-stream', [someEvent()])]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')!.reason).toBeInstanceOf(
      WrongExpectedRevision,
    );
    expect(await store.readStream(stream)).toHaveLength(1);
  });

  it('a try that comes while the one before it is under way is tried again until it is answered', async () => {
    await double.end();
    double = await DoubleProcess.start('--commit-ms', '900', '--duplicate-ms', '100');
    const store = await open({ deadline: 2000, log: 'slow' });
    opened.splice(0);
    await store.close();
    const hasty = await open({ deadline: 300, log: 'slow' });
    const stream = `application-${newId()}`;
    const { revision } = await hasty.append(stream, 'no-stream', [someEvent(), someEvent()]);
    expect(revision).toBe(1);
    expect(await hasty.readStream(stream)).toHaveLength(2);
    expect((await double.state()).duplicates).toBeGreaterThan(0);
  });

  it('says after a while that it cannot be reached, and goes on once it can be', async () => {
    const store = await open({ within: 600 });
    const stream = `application-${newId()}`;
    await store.append(stream, 'no-stream', [someEvent()]);
    expect(await store.available()).toBe(true);
    const seen = following(store);
    await seen.until(1);
    await double.stop();
    await expect(store.append(stream, 0, [someEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.readStream(stream)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await store.available()).toBe(false);
    await double.start();
    while (!(await store.available())) await setTimeout(10);
    await store.append(stream, 0, [someEvent()]);
    await seen.until(2);
    await seen.close();
  });

  it('can be closed while its server is away', async () => {
    const store = await open({ within: 600 });
    const seen = following(store);
    await store.append(`application-${newId()}`, 'no-stream', [someEvent()]);
    await seen.until(1);
    await double.stop();
    const append = store.append(`application-${newId()}`, 'no-stream', [someEvent()]);
    const [closed] = await Promise.allSettled([store.close(), append, seen.done]);
    expect(closed.status).toBe('fulfilled');
    await expect(append).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(seen.done).resolves.toBeUndefined();
  });
});

/** The same server, to be found by asking for the leader. */
function gossiping(connection: string): string {
  return connection.replace(/^esdb:\/\/([^?]+)/, 'esdb://$1,$1');
}
