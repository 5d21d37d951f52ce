import { describe, expect, it } from '@jest/globals';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { CommandHandling, type EventEncoder } from './command-handling.js';
import { MOST_ATTEMPTS, pauseAfter } from './giving-way.js';
import { type AppendedEvent, NO_REACTIONS } from './reactions.js';
import type { StreamRules } from './stream-rules.js';
import type { CommandContext } from './command.js';
import { accept, refuse } from './decider.js';
import type { DomainEvent, JsonObject } from './event.js';
import { giveWay } from '#cqrs/giving-way.js';
import { inOneLook, lookedAt } from '#cqrs/one-look.js';
import type { Receipted, Receipts } from './receipts.js';
import { refusal } from './refusal.js';
import { WrongExpectedRevision } from './streams.js';

type Counted = DomainEvent<'Counted', { readonly by: number }>;
interface Count {
  readonly type: 'Count';
  readonly by: number;
}

/** Counts to ten and no further. */
const rules: StreamRules<number, Count, Counted> = {
  decider: {
    initial: 0,
    decide: ({ by }, total) => {
      if (by === 0) return accept();
      return total + by > 10
        ? refuse(refusal('conflict', 'too-much', 'ten is enough'))
        : accept({ type: 'Counted', data: { by } });
    },
    evolve: (total, { data }) => total + data.by,
  },
  streamOf: (id) => `counter-${id}`,
  caseIdOf: (id) => id,
};
const encoder: EventEncoder = {
  encode: (event, frame) =>
    Promise.resolve({ ...frame, type: event.type, schemaVersion: 1, data: event.data as JsonObject }),
};
const context = (commandId: string, change: Partial<CommandContext> = {}): CommandContext => ({
  actor: { subject: 'anna', roles: [] },
  commandId,
  commandHash: 'h',
  correlationId: 'c',
  now: '2026-01-01T00:00:00Z',
  ...change,
});
const count = (by: number, commandId: string, change: Partial<CommandContext> = {}) => ({
  id: '1',
  command: { type: 'Count' as const, by },
  context: context(commandId, change),
});

describe.each([
  ['a stream', rules],
  ['a hot stream', { ...rules, hot: true }],
])('commands on %s', (_, each) => {
  const open = (store: EventStore = openMemoryStore()) => ({
    store,
    handling: new CommandHandling(store, encoder),
  });

  it('leave a receipt with revision and position', async () => {
    const { handling, store } = open();
    const outcome = await handling.handle(each, count(3, 'a'));
    expect(outcome).toEqual({ ok: true, receipt: { id: '1', revision: 0, position: await store.head() } });
    expect((await handling.load(each, '1')).state).toBe(3);
  });

  it('are followed by what stands in the log, where another process was faster with the same command', async () => {
    const { store } = open();
    const followed: AppendedEvent[] = [];
    const reactions = {
      ...NO_REACTIONS,
      follow: (events: readonly AppendedEvent[]) => {
        followed.push(...events);
        return Promise.resolve(undefined);
      },
    };
    const behind = Object.assign(Object.create(store) as EventStore, {
      readStream: () => Promise.resolve([]),
    });
    const here = new CommandHandling(behind, encoder, { reactions });
    const first = await new CommandHandling(store, encoder).handle(each, count(3, 'a'));
    const late = context('a', { now: '2026-02-02T00:00:00Z' });
    expect(await here.handle(each, { ...count(3, 'a'), context: late })).toEqual(first);
    expect(followed).toEqual(await store.readStream('counter-1'));
    expect(followed.map(({ metadata }) => metadata.occurredAt)).toEqual(['2026-01-01T00:00:00Z']);
  });

  it('are refused without leaving anything', async () => {
    const { handling, store } = open();
    expect(await handling.handle(each, count(11, 'a'))).toMatchObject({
      ok: false,
      refusal: { code: 'too-much' },
    });
    expect(await store.readStream('counter-1')).toEqual([]);
  });

  it('happen once under one id, and answer the same again whatever If-Match says', async () => {
    const { handling, store } = open();
    const first = await handling.handle(each, count(3, 'a'));
    await handling.handle(each, count(4, 'b'));
    expect(await handling.handle(each, count(3, 'a', { ifMatch: 7 }))).toEqual(first);
    expect(await store.readStream('counter-1')).toHaveLength(2);
  });

  it('are refused under an id that was used for other content', async () => {
    const { handling } = open();
    await handling.handle(each, count(3, 'a'));
    expect(await handling.handle(each, count(3, 'a', { commandHash: 'other' }))).toMatchObject({
      refusal: { code: 'idempotency-key-reused' },
    });
  });

  it('are refused when the client has seen another revision', async () => {
    const { handling } = open();
    await handling.handle(each, count(3, 'a'));
    expect(await handling.handle(each, count(3, 'b', { ifMatch: 3 }))).toMatchObject({
      refusal: { code: 'precondition-failed', kind: 'precondition' },
    });
    expect(await handling.handle(each, count(3, 'b', { ifMatch: 0 }))).toMatchObject({ ok: true });
  });

  it('that approve what took the place of another proposal say what was seen; programs and what follows need not', async () => {
    const { handling } = open();
    const approving = { ...each, replaced: ({ by }: Count, total: number) => by === 3 && total > 0 };
    await handling.handle(approving, count(2, 'a'));
    expect(await handling.handle(approving, count(3, 'b'))).toMatchObject({
      refusal: { code: 'proposal-replaced', kind: 'conflict', facts: { revision: 0 } },
    });
    expect(await handling.handle(approving, count(3, 'b', { ifMatch: 7 }))).toMatchObject({
      refusal: { code: 'precondition-failed' },
    });
    expect(await handling.handle(approving, count(3, 'b', { ifMatch: 0 }))).toMatchObject({ ok: true });
    const following = { formerIds: [] };
    expect(await handling.handle(approving, count(3, 'c', { following }))).toMatchObject({ ok: true });
  });

  it('that change nothing answer where the stream stands', async () => {
    const { handling } = open();
    await handling.handle(each, count(3, 'a'));
    expect(await handling.handle(each, count(0, 'b'))).toMatchObject({ ok: true, receipt: { revision: 0 } });
  });

  it('decide again on what a faster writer left, and no two exceed the limit together', async () => {
    const { store } = open();
    const processes = [1, 2, 3, 4].map(() => new CommandHandling(store, encoder));
    const outcomes = await Promise.all(
      processes.flatMap((handling, index) =>
        [0, 1].map((n) => handling.handle(each, count(2, `${index}-${n}`))),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5);
    expect((await processes[0]!.load(each, '1')).state).toBe(10);
  });

  it('decide again when a read saw a faster writer while the events were being sealed', async () => {
    const store = openMemoryStore();
    const other = new CommandHandling(store, encoder);
    let meanwhile = async (): Promise<unknown> => {
      meanwhile = () => Promise.resolve();
      await other.handle(each, count(8, 'other'));
      return handling.load(each, '1');
    };
    const slow: EventEncoder = {
      encode: async (event, frame) => {
        await meanwhile();
        return encoder.encode(event, frame);
      },
    };
    const handling = new CommandHandling(store, slow);
    expect(await handling.handle(each, count(5, 'a'))).toMatchObject({ refusal: { code: 'too-much' } });
    expect((await handling.load(each, '1')).state).toBe(8);
  });

  it('that only ask are judged and leave nothing behind', async () => {
    const reactions: unknown[] = [];
    const { store } = open();
    const handling = new CommandHandling(store, encoder, {
      reactions: {
        ...NO_REACTIONS,
        follow: (events) => {
          reactions.push(events);
          return Promise.resolve(undefined);
        },
      },
    });
    await handling.handle(each, count(3, 'a'));
    reactions.length = 0;
    expect(await handling.handle(each, count(4, 'b', { dryRun: true }))).toMatchObject({
      ok: true,
      receipt: { revision: 0 },
    });
    expect(await handling.handle(each, count(11, 'c', { dryRun: true }))).toMatchObject({
      refusal: { code: 'too-much' },
    });
    expect(await store.readStream('counter-1')).toHaveLength(1);
    expect(reactions).toEqual([]);
  });

  it('are judged by the guard before anything else', async () => {
    const { handling } = open();
    await handling.handle(each, count(3, 'a'));
    const guard = () => refusal('not-found', 'not-found', 'nothing here');
    expect(await handling.handle(each, { ...count(3, 'a'), guard })).toMatchObject({
      refusal: { code: 'not-found' },
    });
  });

  it('are judged with who acted in the stream on behalf of others', async () => {
    const { handling } = open();
    const actedBy = ['robot', 'operator'];
    await handling.handle(each, count(1, 'a', { actor: { subject: 'anna', roles: [], actedBy } }));
    await handling.handle(each, count(1, 'b', { actor: { subject: 'bob', roles: [] } }));
    const told: string[][] = [];
    const guard = (_state: number, onBehalf: ReadonlySet<string>) => {
      told.push([...onBehalf]);
      return undefined;
    };
    await handling.handle(each, { ...count(1, 'c'), guard });
    expect(told).toEqual([actedBy]);
    expect([...(await handling.load(each, '1')).onBehalf]).toEqual(actedBy);
  });

  it('answer the position of what followed at once, a replay too', async () => {
    const store = openMemoryStore();
    const seen: string[] = [];
    const handling = new CommandHandling(store, encoder, {
      reactions: {
        ...NO_REACTIONS,
        follow: (events) => {
          seen.push(...events.map(({ id }) => id));
          return Promise.resolve('99');
        },
      },
    });
    const first = await handling.handle(each, count(1, 'a'));
    expect(first).toMatchObject({ receipt: { position: '99' } });
    expect(await handling.handle(each, count(1, 'a'))).toEqual(first);
    expect(new Set(seen).size).toBe(1);
    expect(seen).toHaveLength(2);
  });

  describe('that leave no event', () => {
    const keyed = { keyed: true } as const;

    it('are carried out once when they may come again', async () => {
      const store = openMemoryStore();
      const handling = new CommandHandling(store, encoder, { receipts: receiptsInMemory() });
      await handling.handle(each, count(1, 'a', keyed));
      const first = await handling.handle(each, count(0, 'b', keyed));
      await handling.handle(each, count(3, 'c', keyed));
      expect(await handling.handle(each, count(5, 'b', keyed))).toEqual(first);
      expect((await handling.load(each, '1')).state).toBe(4);
      expect(await handling.handle(each, count(0, 'b', { ...keyed, commandHash: 'other' }))).toMatchObject({
        refusal: { code: 'idempotency-key-reused' },
      });
    });

    it('are not remembered when they were only asked about, or never come again', async () => {
      const receipts = receiptsInMemory();
      const handling = new CommandHandling(openMemoryStore(), encoder, { receipts });
      await handling.handle(each, count(0, 'a', { ...keyed, dryRun: true }));
      await handling.handle(each, count(0, 'b'));
      expect(await receipts.find('a')).toBeUndefined();
      expect(await receipts.find('b')).toBeUndefined();
    });
  });

  describe('of process managers', () => {
    const following = { formerIds: [] };

    it('are known by their id alone, and one that says something else by now raises the alarm', async () => {
      const alarms: string[] = [];
      const { store } = open();
      const handling = new CommandHandling(store, encoder, {
        alarm: (...[, message]) => alarms.push(message),
      });
      const first = await handling.handle(each, count(1, 'a', { following }));
      expect(await handling.handle(each, count(1, 'a', { following }))).toEqual(first);
      expect(alarms).toEqual([]);
      expect(await handling.handle(each, count(2, 'a', { following, commandHash: 'other' }))).toEqual(first);
      expect(alarms).toEqual(['a process manager sent another command under an id it had used']);
      expect((await handling.load(each, '1')).state).toBe(1);
    });

    it('are known under the ids that earlier versions gave them', async () => {
      const { handling } = open();
      const first = await handling.handle(each, count(1, 'old', { following }));
      const again = count(1, 'new', { following: { formerIds: ['none', 'old'] } });
      expect(await handling.handle(each, again)).toEqual(first);
    });

    it('are not taken for what had such an id and was about something else', async () => {
      const { handling } = open();
      await handling.handle(each, count(1, 'old', { following }));
      await handling.handle(
        each,
        count(1, 'new', { following: { formerIds: ['old'], about: 'another stream' } }),
      );
      expect((await handling.load(each, '1')).state).toBe(2);
      await handling.handle(each, count(1, 'newer', { following: { formerIds: ['old'], about: '1' } }));
      expect((await handling.load(each, '1')).state).toBe(2);
    });
  });
});

describe('a long stream', () => {
  const long = async (events: number) => {
    const store = openMemoryStore();
    const counted = (_: unknown, index: number) =>
      encoder.encode({ type: 'Counted', data: { by: 0 } }, { id: String(index), metadata });
    const all = await Promise.all(Array.from({ length: events }, counted));
    await store.append('counter-1', 'no-stream', all);
    const reads: number[] = [];
    const counting = {
      append: store.append.bind(store),
      head: () => store.head(),
      readStream: async (...asked: Parameters<EventStore['readStream']>) => {
        const read = await store.readStream(...asked);
        reads.push(read.length);
        return read;
      },
    };
    return {
      reads,
      handling: new CommandHandling(counting, encoder, { pause: () => othersTurn(), once: lookedAt }),
    };
  };
  const { now, correlationId, actor } = context('');
  const metadata = { actor, commandId: 'before', commandHash: 'h', correlationId, occurredAt: now };

  it.each([
    ['a stream, by each who asks', rules, 2],
    ['a hot stream, once', { ...rules, hot: true }, 1],
  ])('is read in pages between which others are served: %s', async (_, each, reading) => {
    const { handling, reads } = await long(1700);
    let served = 0;
    const serve = () => {
      served++;
      setImmediate(serve).unref();
    };
    setImmediate(serve).unref();
    const both = await Promise.all([handling.load(each, '1'), handling.load(each, '1')]);
    expect(both.map(({ revision }) => revision)).toEqual([1699, 1699]);
    expect(Math.max(...reads)).toBe(100);
    expect(served).toBeGreaterThanOrEqual(3);
    expect(reads.filter((length) => length === 100)).toHaveLength(17 * reading);
  });

  it('is read once in one look, however many commands are judged', async () => {
    const { handling, reads } = await long(20);
    const ask = (index: number) => handling.handle(rules, count(1, `dry-${index}`, { dryRun: true }));
    await inOneLook(async () => {
      for (let index = 0; index < 10; index++) expect(await ask(index)).toMatchObject({ ok: true });
      expect((await handling.load(rules, '1')).revision).toBe(19);
    });
    expect(reads).toEqual([20]);
  });

  it('is read anew by what is carried out, also in a look', async () => {
    const { handling } = await long(20);
    await inOneLook(async () => {
      await handling.load(rules, '1');
      await handling.handle(rules, count(4, 'a'));
      expect(await handling.handle(rules, count(7, 'b'))).toMatchObject({ refusal: { code: 'too-much' } });
    });
  });
});

describe('many who write to one stream from several processes', () => {
  const PROCESSES = 3;
  const EACH = 200;
  const ROOM = 300;
  const upTo: StreamRules<number, Count, Counted> = {
    ...rules,
    decider: {
      ...rules.decider,
      decide: ({ by }, total) =>
        total + by > ROOM
          ? refuse(refusal('conflict', 'too-much', 'there is no room'))
          : accept({ type: 'Counted', data: { by } }),
    },
  };
  /** A log that answers later, as one behind a network does, and counts what is read of it. */
  const far = () => {
    const store = openMemoryStore();
    let read = 0;
    return {
      store,
      read: () => read,
      away: {
        append: async (...asked: Parameters<EventStore['append']>) => {
          await othersTurn();
          return store.append(...asked);
        },
        head: () => store.head(),
        readStream: async (...asked: Parameters<EventStore['readStream']>) => {
          await othersTurn();
          const events = await store.readStream(...asked);
          read += events.length;
          return events;
        },
      },
    };
  };

  it.each([
    ['a stream', upTo],
    ['a hot stream', { ...upTo, hot: true }],
  ])('are let through as long as there is room, and told of nothing else: %s', async (_, each) => {
    const { store, away } = far();
    const at = each.hot ? EACH : 10;
    const processes = Array.from(
      { length: PROCESSES },
      () => new CommandHandling(away, encoder, { giveWay }),
    );
    const outcomes = await Promise.all(
      processes.flatMap((handling, index) =>
        Array.from({ length: at }, (__, n) => handling.handle(each, count(1, `${index}-${n}`))),
      ),
    );
    const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.code]));
    const room = Math.min(ROOM, PROCESSES * at);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(room);
    expect(refused).toEqual(Array.from({ length: PROCESSES * at - room }, () => 'too-much'));
    expect(await store.readStream('counter-1')).toHaveLength(room);
  });

  it('read what others appended, not all from the beginning', async () => {
    const { away, read } = far();
    const hot = { ...upTo, hot: true };
    const processes = Array.from(
      { length: PROCESSES },
      () => new CommandHandling(away, encoder, { giveWay }),
    );
    await Promise.all(
      processes.flatMap((handling, index) =>
        Array.from({ length: EACH }, (_, n) => handling.handle(hot, count(1, `${index}-${n}`))),
      ),
    );
    expect(read()).toBeLessThanOrEqual(PROCESSES * ROOM);
  });

  it('are told of the others when those never let them through', async () => {
    const lost: number[] = [];
    const handling = new CommandHandling(
      {
        append: (stream, expected) => Promise.reject(new WrongExpectedRevision(stream, expected, 5)),
        readStream: () => Promise.resolve([]),
        head: () => Promise.resolve(''),
      },
      encoder,
      { giveWay: (times) => Promise.resolve(void lost.push(times)) },
    );
    expect(await handling.handle(upTo, count(1, 'a'))).toMatchObject({
      ok: false,
      refusal: { code: 'contention' },
    });
    expect(lost).toEqual(Array.from({ length: MOST_ATTEMPTS }, (_, index) => index + 1));
  });

  it('wait longer the more often they lost, each as chance has it, and never for long', () => {
    expect([1, 2].map((times) => pauseAfter(times, 0.9))).toEqual([0, 0]);
    expect([3, 4, 5].map((times) => pauseAfter(times, 0.5))).toEqual([2, 4, 8]);
    expect(pauseAfter(6, 0)).toBe(0);
    expect(pauseAfter(MOST_ATTEMPTS, 0.5)).toBe(100);
  });
});

function receiptsInMemory(): Receipts {
  const kept = new Map<string, Receipted>();
  return {
    find: (id) => Promise.resolve(kept.get(id)),
    keep: (receipted) => Promise.resolve(void kept.set(receipted.commandId, receipted)),
    alone: (_, work) => work(),
  };
}

describe('what stands elsewhere and belongs to a stream', () => {
  it('is folded among its own events as it was recorded, and appended to no more', async () => {
    let now = '2026-01-01T00:00:00Z';
    const store = openMemoryStore({ now: () => now });
    const order: StreamRules<readonly number[], Count, Counted> = {
      streamOf: (id) => `counter-${id}`,
      decider: {
        initial: [],
        decide: ({ by }, before) =>
          before.includes(by)
            ? refuse(refusal('conflict', 'twice', 'once is enough'))
            : accept({ type: 'Counted', data: { by } }),
        evolve: (before, { data }) => [...before, data.by],
      },
      elsewhere: () => store.readStream('counter-one'),
    };
    const handling = new CommandHandling(store, encoder);
    const apart = { ...order, elsewhere: () => Promise.resolve([]) };
    await handling.handle(apart, count(1, 'a'));
    now = '2026-01-02T00:00:00Z';
    await handling.handle(apart, { ...count(2, 'b'), id: 'one' });
    now = '2026-01-03T00:00:00Z';
    expect(await handling.handle(order, count(3, 'c'))).toMatchObject({ ok: true, receipt: { revision: 1 } });

    expect(await handling.load(order, '1')).toMatchObject({ state: [1, 2, 3], revision: 1 });
    expect(await handling.handle(order, count(2, 'd'))).toMatchObject({ refusal: { code: 'twice' } });
    expect(await store.readStream('counter-one')).toHaveLength(1);
    await store.close();
  });
});
