import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { START } from '#event-store/port.js';
import type { EventStore } from '#event-store/port.js';
import { derivedId } from '#eventsourcing/ids.js';
import { refusal } from '#eventsourcing/refusal.js';
import { setImmediate } from 'node:timers/promises';
import { ReactionRunner, type ReactionRunnerOptions } from './reaction-runner.js';
import { positionOf, type Reaction } from './reaction.js';
import { ReactionsUnderTest, until } from './testing/reactions-under-test.js';

describe('reactions', () => {
  const under = new ReactionsUnderTest();
  const { clock, start, restart, reserve, reserved, caughtUp, appendOnly, submit } = under;

  beforeEach(under.open);
  afterEach(under.close);

  it('run at once, so that the answer covers what followed', async () => {
    await start([reserve]);
    const outcome = await submit('1', 'first');
    expect(await reserved('1')).toEqual(['first']);
    expect(outcome).toMatchObject({ receipt: { revision: 0, position: await under.store.head() } });
  });

  it('run once when they ran inline: the subscription skips them', async () => {
    await start([reserve]);
    for (const text of ['a', 'b', 'c']) await submit('1', text);
    await caughtUp();
    expect(under.reacted).toEqual(['a', 'b', 'c']);
    expect(await reserved('1')).toEqual(['a', 'b', 'c']);
  });

  it('answer a replayed command with the position of what had followed', async () => {
    await start([reserve]);
    const first = await submit('1', 'a');
    await submit('2', 'b');
    expect(await submit('1', 'a')).toEqual(first);
    await restart([reserve]);
    expect(await submit('1', 'a')).toEqual(first);
    expect(await reserved('1')).toEqual(['a']);
  });

  it('catch up after a crash between append and reaction', async () => {
    await start([reserve]);
    await submit('1', 'before');
    await caughtUp();
    await under.runner.close();
    await appendOnly('1', 'lost');
    await appendOnly('2', 'lost too');
    await start([reserve]);
    await caughtUp();
    expect(await reserved('1')).toEqual(['before', 'lost']);
    expect(await reserved('2')).toEqual(['lost too']);
  });

  it('begin where the checkpoint stands', async () => {
    await start([reserve]);
    await appendOnly('1', 'a');
    await caughtUp();
    await restart([reserve]);
    await appendOnly('1', 'b');
    await caughtUp();
    expect(under.reacted).toEqual(['a', 'b']);
  });

  it('do nothing twice when all checkpoints are lost', async () => {
    await start([reserve]);
    for (const text of ['a', 'b']) await submit('1', text);
    await under.runner.close();
    await under.file.checkpoints.save(under.store.logId, new Map([['reserve', START]]));
    await start([reserve]);
    await caughtUp();
    expect(under.reacted).toEqual(['a', 'b', 'a', 'b']);
    expect(await reserved('1')).toEqual(['a', 'b']);
  });

  it.each([
    ['beyond the head', '999'],
    ['of another form', 'C:1/P:2'],
  ])('begin at the start when the checkpoint is %s', async (_, position) => {
    await under.file.checkpoints.save(under.store.logId, new Map([['reserve', position]]));
    await appendOnly('1', 'a');
    await start([reserve]);
    await until(() => under.reacted.length > 0);
    await caughtUp();
    expect(await reserved('1')).toEqual(['a']);
  });

  it("do not take another log's checkpoint for theirs", async () => {
    await under.file.checkpoints.save('another log', new Map([['reserve', '1']]));
    await appendOnly('1', 'a');
    await start([reserve]);
    await caughtUp();
    expect(await reserved('1')).toEqual(['a']);
  });

  it('send commands that name their cause and are the same each time', async () => {
    const contexts: unknown[] = [];
    const watching: Reaction = {
      ...reserve,
      react: (_, context) => {
        contexts.push(context.command(), context.command(1));
        return Promise.resolve(undefined);
      },
    };
    await start([watching]);
    await appendOnly('1', 'a');
    await caughtUp();
    await under.runner.close();
    await under.file.checkpoints.save(under.store.logId, new Map([['reserve', START]]));
    await start([watching]);
    await caughtUp();
    const [zero, one, ...again] = contexts;
    expect(again).toEqual([zero, one]);
    expect(zero).toMatchObject({
      actor: { subject: 'process:reserve' },
      commandId: derivedId('reaction', 'reserve', derivedId('test', '1', 'a'), 0),
      causationId: derivedId('test', '1', 'a'),
      correlationId: 'request-1',
      now: clock.now(),
    });
    expect(one).not.toMatchObject({ commandId: (zero as { commandId: string }).commandId });
  });

  it('that are not inline are left to the subscription', async () => {
    await start([{ ...reserve, inline: false }]);
    expect(await submit('1', 'a')).toMatchObject({ receipt: { position: '1' } });
    await caughtUp();
    expect(await reserved('1')).toEqual(['a']);
  });

  it('rest at the head, but not when the under.runner is closed', async () => {
    await start([reserve], { paceMs: 3_600_000 });
    await appendOnly('1', 'a');
    await until(async () => (await reserved('1')).length === 1);
    await under.runner.close();
    expect(await under.file.checkpoints.load(under.store.logId)).toEqual(new Map([['reserve', '1']]));
  });

  it('share one run when inline and subscription meet', async () => {
    const gate = Promise.withResolvers<void>();
    const slow: typeof reserve = {
      ...reserve,
      react: async (event, context) => {
        under.reacted.push('began');
        await gate.promise;
        return reserve.react(event, context);
      },
    };
    await start([slow]);
    await appendOnly('1', 'a');
    await until(() => under.reacted.length > 0);
    const inline = under.runner.inline.follow(await under.store.readStream('application-1'));
    gate.resolve();
    expect(await inline).toBe(await under.store.head());
    expect(under.reacted).toEqual(['began', 'a']);
  });

  it('under way are finished before the under.runner is closed', async () => {
    const gate = Promise.withResolvers<void>();
    const slow: typeof reserve = {
      ...reserve,
      react: async (event, context) => {
        under.reacted.push('began');
        await gate.promise;
        return reserve.react(event, context);
      },
    };
    await start([slow]);
    await appendOnly('1', 'a');
    await until(() => under.reacted.length > 0);
    const closed = under.runner.close();
    gate.resolve();
    await closed;
    expect(await reserved('1')).toEqual(['a']);
  });

  it('follow the log again after it could not be read', async () => {
    let outages = 2;
    const log: ReactionRunnerOptions['log'] = Object.assign(Object.create(under.store) as EventStore, {
      subscribe: (options: Parameters<EventStore['subscribe']>[0]) => {
        if (outages-- > 0) return { done: Promise.reject(new Error('gone')), close: () => Promise.resolve() };
        return under.store.subscribe(options);
      },
    });
    await appendOnly('1', 'a');
    await start([reserve], { log, wait: () => setImmediate(undefined) });
    await caughtUp();
    expect(await reserved('1')).toEqual(['a']);
    expect((await under.runner.status())[0]).not.toHaveProperty('interrupted');
  });

  it('take an unexpected refusal for a failure', () => {
    expect(() => positionOf({ ok: false, refusal: refusal('conflict', 'full', 'no room') })).toThrow(
      'full: no room',
    );
  });

  it('have names of their own', async () => {
    await start([reserve]);
    expect(() => under.runner.add({ ...reserve, name: 'late' })).toThrow('before the start');
    const fresh = new ReactionRunner({
      log: under.store,
      checkpoints: under.file.checkpoints,
      parked: under.file.parked,
      clock,
      logger: { warn: () => undefined, error: () => undefined },
    });
    expect(() => fresh.add(reserve, reserve)).toThrow('twice');
  });
});
