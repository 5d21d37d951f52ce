import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import type { EventStore } from '#event-store/port.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { derivedId } from '#eventsourcing/ids.js';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import type { AnyEvent } from '#eventsourcing/event.js';
import type { Reaction } from './reaction.js';
import { ReactionsUnderTest, textOf, until } from './testing/reactions-under-test.js';

describe('the events of one case', () => {
  const under = new ReactionsUnderTest();
  const { start, reserve, reserved, caughtUp, appendOnly, submit } = under;
  /** Texts of what is reacted to, as it begins. */
  let began: string[];
  /** Pauses before another try end with `again`; nobody looks after parked keys. */
  const waiting = (again: Promise<void>) => (ms: number, signal: AbortSignal) =>
    ms < 1000
      ? again
      : new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const watched = (react: Reaction<AnyEvent>['react']): Reaction<AnyEvent> => ({
    ...reserve,
    react: (event, context) => {
      began.push(textOf(event));
      return react(event, context);
    },
  });

  beforeEach(async () => {
    await under.open();
    began = [];
  });
  afterEach(under.close);

  it('wait for one that could not be done at once, and are done after it', async () => {
    let broken = true;
    const failing = watched((event, context) => {
      if (broken && textOf(event) === 'first') throw new Error('not now');
      return reserve.react(event, context);
    });
    const again = Promise.withResolvers<void>();
    await start([failing], { wait: waiting(again.promise) });
    expect(await submit('1', 'first')).toMatchObject({ ok: true });
    expect(await submit('1', 'second')).toMatchObject({ ok: true });
    expect(await submit('2', 'of another case')).toMatchObject({ ok: true });
    expect(await reserved('1')).toEqual([]);
    expect(await reserved('2')).toEqual(['of another case']);
    broken = false;
    again.resolve();
    await caughtUp();
    expect(await reserved('1')).toEqual(['first', 'second']);
  });

  it('wait for one that is still being done, and so does the answer of who sent them', async () => {
    const gate = Promise.withResolvers<void>();
    const slow = watched(async (event, context) => {
      if (textOf(event) === 'first') await gate.promise;
      return reserve.react(event, context);
    });
    await start([slow]);
    const first = submit('1', 'first');
    await until(() => began.length > 0);
    const second = submit('1', 'second');
    await until(async () => (await under.store.readStream('application-1')).length === 2);
    gate.resolve();
    expect(await second).toMatchObject({ receipt: { position: await under.store.head() } });
    await first;
    expect(await reserved('1')).toEqual(['first', 'second']);
  });

  it('are in the order of the log, also when the one who was first hears of it last', async () => {
    const heard = Promise.withResolvers<void>();
    const store = under.store;
    let appends = 0;
    under.store = Object.assign(Object.create(store) as EventStore, {
      append: async (...args: Parameters<EventStore['append']>) => {
        const mine = ++appends;
        const result = await store.append(...args);
        if (mine === 1) await heard.promise;
        return result;
      },
    });
    await start([watched((event, context) => reserve.react(event, context))], { paceMs: 3_600_000 });
    const first = submit('1', 'first');
    await until(async () => (await store.readStream('application-1')).length === 1);
    const second = submit('1', 'second');
    await until(async () => (await store.readStream('application-1')).length === 2);
    heard.resolve();
    await Promise.all([first, second]);
    expect(began).toEqual(['first', 'second']);
  });

  it('that follow from a reaction wait for those that were appended with its cause', async () => {
    const order: string[] = [];
    const both: Reaction<AnyEvent> = {
      ...reserve,
      eventTypes: ['Submitted', 'Reserved'],
      react: (event, context) => {
        order.push(`${event.type} ${textOf(event)}`);
        return event.type === 'Submitted' ? reserve.react(event, context) : Promise.resolve(undefined);
      },
    };
    await start([both]);
    const submitted = async (text: string) => {
      await appendOnly('1', text);
      return (await under.store.readStream('application-1')).at(-1)!;
    };
    const events: AppendedEvent[] = [];
    const expected = under.runner.inline.expect('application-1', [
      { type: 'Submitted', metadata: { caseId: '1' } } as never,
    ]);
    for (const text of ['a', 'b']) events.push(await submitted(text));
    expected.appended(events);
    await under.runner.inline.follow(events);
    await caughtUp();
    expect(order).toEqual(['Submitted a', 'Submitted b', 'Reserved a', 'Reserved b']);
  });

  it('are left to the subscription once an append ended without an answer', async () => {
    const store = under.store;
    let lost = true;
    under.store = Object.assign(Object.create(store) as EventStore, {
      append: async (...args: Parameters<EventStore['append']>) => {
        const result = await store.append(...args);
        if (lost) throw new StoreUnavailable('connection lost');
        return result;
      },
    });
    await start([watched((event, context) => reserve.react(event, context))], { paceMs: 3_600_000 });
    await expect(submit('1', 'first')).rejects.toThrow('connection lost');
    lost = false;
    await submit('1', 'second');
    await until(() => began.length > 1);
    expect(began).toEqual(['first', 'second']);
  });

  it('are waited for by who sends their command again after a crash', async () => {
    await appendOnly('1', 'lost', derivedId('submit', '1', 'lost'));
    const slow = watched(async (event, context) => {
      for (let turns = 0; turns < 50; turns++) await setImmediate();
      return reserve.react(event, context);
    });
    await start([slow]);
    expect(await submit('1', 'lost')).toMatchObject({ receipt: { position: '2' } });
    expect(await reserved('1')).toEqual(['lost']);
    expect(await submit('1', 'next')).toMatchObject({ receipt: { position: '4' } });
    expect(await reserved('1')).toEqual(['lost', 'next']);
  });

  it('are done in order at the start too, whatever comes in meanwhile', async () => {
    for (const text of ['a', 'b']) await appendOnly('1', text);
    const gate = Promise.withResolvers<void>();
    const slow = watched(async (event, context) => {
      if (textOf(event) === 'a') await gate.promise;
      return reserve.react(event, context);
    });
    await start([slow]);
    await submit('1', 'c');
    gate.resolve();
    await caughtUp();
    expect(began).toEqual(['a', 'b', 'c']);
  });
});

describe('reactions at random', () => {
  it('are done in the order of the log, whatever fails, whenever', async () => {
    const sending = fc.array(fc.record({ id: fc.constantFrom('1', '2'), wait: fc.boolean() }), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(sending, fc.infiniteStream(fc.nat(9)), async (sent, luck) => {
        const under = new ReactionsUnderTest();
        const { start, reserve, reserved, caughtUp, submit } = under;
        const chance = () => luck.next().value;
        const unlucky: Reaction<AnyEvent> = {
          ...reserve,
          react: async (event, context) => {
            for (let turns = chance(); turns > 0; turns--) await setImmediate();
            if (chance() < 3) throw new Error('bad luck');
            const position = await reserve.react(event, context);
            if (chance() < 2) throw new Error('bad luck afterwards');
            return position;
          },
        };
        await under.open();
        await start([unlucky], { wait: () => setImmediate(undefined) });
        const answers: Promise<unknown>[] = [];
        for (const [index, { id, wait }] of sent.entries()) {
          const answer = submit(id, String(index));
          answers.push(answer);
          if (wait) await answer;
        }
        await Promise.all(answers);
        await caughtUp();
        await until(async () => {
          await under.runner.retryParked();
          return under.runner.troubles().parked === 0;
        });
        for (const id of ['1', '2']) {
          const submitted = (await under.store.readStream(`application-${id}`)).map(textOf);
          expect(await reserved(id)).toEqual(submitted);
        }
        await under.close();
      }),
      { numRuns: 20 },
    );
  });
});
