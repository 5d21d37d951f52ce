import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { START } from '#event-store/port.js';
import { derivedId } from '#eventsourcing/ids.js';
import { StoreUnavailable } from '#eventsourcing/streams.js';
import type { AnyEvent } from '#eventsourcing/event.js';
import type { Reaction } from './reaction.js';
import { ReactionsUnderTest, textOf, until } from './testing/reactions-under-test.js';

describe('reactions that fail', () => {
  const under = new ReactionsUnderTest();
  const { clock, start, reserve, reserved, caughtUp, appendOnly, submit } = under;
  let broken: Map<string, Error>;
  let waits: number[];
  let again: PromiseWithResolvers<void>;
  const failing: Reaction<AnyEvent> = {
    ...reserve,
    react(event, context) {
      const error = broken.get(textOf(event));
      if (error) throw error;
      return reserve.react(event, context);
    },
  };
  const RETRY_EVERY = 1000;
  /** Pauses between quick tries end when the test says so, those between looks at parked keys with the under.runner. */
  const wait = (ms: number, signal: AbortSignal) => {
    if (signal.aborted) return Promise.resolve();
    if (ms === RETRY_EVERY)
      return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    waits.push(ms);
    signal.addEventListener('abort', () => again.resolve());
    return again.promise;
  };
  const retry = () => {
    const released = again;
    again = Promise.withResolvers();
    released.resolve();
  };
  /** Quick tries follow each other without a pause. */
  const hasty = (ms: number, signal: AbortSignal) =>
    ms === RETRY_EVERY ? wait(ms, signal) : setImmediate(undefined);
  const status = async () => (await under.runner.status())[0]!;
  const parkedTexts = async () => {
    const references = await under.file.parked.load(under.store.logId);
    const events = references.get('reserve')?.flatMap((key) => key.events) ?? [];
    return (await under.store.readAt(events)).map((event) => textOf(event));
  };

  beforeEach(async () => {
    await under.open();
    broken = new Map([['bad', new Error('no bad')]]);
    waits = [];
    again = Promise.withResolvers();
  });

  afterEach(under.close);

  it('are tried again with growing pauses, in order within their case', async () => {
    for (const text of ['a', 'bad', 'c']) await appendOnly('1', text);
    await appendOnly('2', 'other case');
    await start([failing], { wait });
    await until(() => waits.length === 1 && under.reacted.includes('other case'));
    retry();
    await until(() => waits.length === 2);
    expect(under.reacted.toSorted()).toEqual(['a', 'other case']);
    expect(await status()).toMatchObject({ name: 'reserve', position: START, lag: 6, parked: [] });
    expect((await status()).failing).toEqual([
      {
        id: derivedId('test', '1', 'bad'),
        what: 'Submitted',
        attempts: 2,
        error: 'no bad',
        since: clock.now(),
      },
    ]);
    expect(under.runner.troubles()).toEqual({ parked: 0, failing: 1 });
    broken.clear();
    retry();
    await caughtUp();
    expect(await reserved('1')).toEqual(['a', 'bad', 'c']);
    expect((await status()).failing).toEqual([]);
    expect(waits).toEqual([100, 200]);
  });

  it('for good hold back their own case and no other', async () => {
    for (const text of ['a', 'bad', 'c']) await appendOnly('1', text);
    await start([failing], { wait: hasty });
    await caughtUp();
    await appendOnly('2', 'other case');
    await appendOnly('1', 'd');
    await caughtUp();
    expect(await reserved('2')).toEqual(['other case']);
    expect(await reserved('1')).toEqual(['a']);
    expect(await parkedTexts()).toEqual(['bad', 'c', 'd']);
    const { failing: none, parked } = await status();
    expect(none).toEqual([]);
    expect(parked).toEqual([
      {
        key: '1',
        id: derivedId('test', '1', 'bad'),
        what: 'Submitted',
        position: '2',
        events: 3,
        attempts: 4,
        error: 'no bad',
        since: clock.now(),
        retryAt: new Date(Date.parse(clock.now()) + 800).toISOString(),
      },
    ]);
    expect(under.runner.troubles()).toEqual({ parked: 1, failing: 0 });
  });

  it('are parked also for what is appended here: it waits behind them', async () => {
    await appendOnly('1', 'bad');
    await start([failing], { wait: hasty });
    await caughtUp();
    expect(await submit('1', 'later')).toMatchObject({ ok: true });
    expect(await reserved('1')).toEqual([]);
    await caughtUp();
    broken.clear();
    await under.runner.retryParked();
    expect(await reserved('1')).toEqual(['bad', 'later']);
  });

  it('go on by themselves, in order, once the cause is gone and the pause is over', async () => {
    for (const text of ['bad', 'b', 'c']) await appendOnly('1', text);
    await start([failing], { wait: hasty });
    await caughtUp();
    await under.runner.retryParked('due');
    expect((await status()).parked).toMatchObject([{ attempts: 4 }]);
    clock.advance(800);
    await under.runner.retryParked('due');
    expect((await status()).parked).toMatchObject([{ attempts: 5, events: 3 }]);
    broken.clear();
    await under.runner.retryParked('due');
    expect(await reserved('1')).toEqual([]);
    clock.advance(1600);
    await under.runner.retryParked('due');
    expect(await reserved('1')).toEqual(['bad', 'b', 'c']);
    expect((await status()).parked).toEqual([]);
    expect(await parkedTexts()).toEqual([]);
    await appendOnly('1', 'd');
    await caughtUp();
    expect(await reserved('1')).toEqual(['bad', 'b', 'c', 'd']);
  });

  it('wait anew where a later event of the case fails', async () => {
    for (const text of ['bad', 'b', 'worse', 'd']) await appendOnly('1', text);
    await start([failing], { wait: hasty });
    await caughtUp();
    broken = new Map([['worse', new Error('no worse')]]);
    await under.runner.retryParked();
    expect(await reserved('1')).toEqual(['bad', 'b']);
    expect((await status()).parked).toMatchObject([{ attempts: 1, error: 'no worse', events: 2 }]);
    expect(await parkedTexts()).toEqual(['worse', 'd']);
  });

  it('go on although hundreds of events wait in one case', async () => {
    const many = Array.from({ length: 250 }, (_, n) => `later ${n}`);
    for (const text of ['bad', ...many]) await appendOnly('1', text);
    await start([failing], { wait: hasty });
    await caughtUp();
    broken.clear();
    await under.runner.retryParked();
    expect(await reserved('1')).toEqual(['bad', ...many]);
  });

  it('stay parked over a stop, and are tried at the next start', async () => {
    for (const text of ['bad', 'b']) await appendOnly('1', text);
    await start([failing], { wait: hasty });
    await caughtUp();
    await under.runner.close();
    expect(await under.file.checkpoints.load(under.store.logId)).toEqual(new Map([['reserve', '2']]));
    await start([failing], { wait: hasty });
    await until(async () => (await status()).parked[0]?.attempts === 5);
    expect(await parkedTexts()).toEqual(['bad', 'b']);
    await under.runner.close();
    broken.clear();
    await start([failing], { wait: hasty });
    await until(async () => (await reserved('1')).length === 2);
    expect(await reserved('1')).toEqual(['bad', 'b']);
  });

  it('keep their order when a crash lost the checkpoint but not what was parked', async () => {
    for (const text of ['a', 'bad', 'c']) await appendOnly('1', text);
    await start([failing], { wait: hasty });
    await caughtUp();
    await under.runner.close();
    await under.file.checkpoints.save(under.store.logId, new Map([['reserve', START]]));
    await start([failing], { wait: hasty });
    await caughtUp();
    expect((await parkedTexts()).toSorted()).toEqual(['a', 'bad', 'c']);
    broken.clear();
    await under.runner.retryParked();
    expect(await reserved('1')).toEqual(['a', 'bad', 'c']);
  });

  it('are waited for, not parked, while a under.store cannot be reached', async () => {
    broken = new Map([['bad', new StoreUnavailable('disk full')]]);
    await appendOnly('1', 'bad');
    await start([failing], { wait });
    for (let tries = 1; tries < 7; tries++) {
      await until(() => waits.length === tries);
      retry();
    }
    await until(() => waits.length === 7);
    expect(await status()).toMatchObject({ parked: [], failing: [{ attempts: 7 }] });
    broken.clear();
    retry();
    await caughtUp();
    expect(await reserved('1')).toEqual(['bad']);
  });

  it('are left to the next start when the under.runner is closed between tries', async () => {
    await appendOnly('1', 'bad');
    await start([failing], { wait });
    await until(() => waits.length === 1);
    await under.runner.close();
    expect(await under.file.checkpoints.load(under.store.logId)).toEqual(new Map());
    expect(await parkedTexts()).toEqual([]);
    broken.clear();
    await start([failing]);
    await caughtUp();
    expect(await reserved('1')).toEqual(['bad']);
  });

  it('let go of what a restored log does not have', async () => {
    await appendOnly('1', 'bad');
    await start([failing], { wait: hasty });
    await caughtUp();
    const [parked] = (await under.file.parked.load(under.store.logId)).get('reserve')!;
    const ghost = { ...parked!.events[0]!, id: 'ghost', stream: 'application-9' };
    await under.runner.close();
    await under.file.parked.park(under.store.logId, 'reserve', '9', [ghost], parked!);
    await start([failing], { wait: hasty });
    await until(async () => (await status()).parked.length === 1);
    expect((await status()).parked).toMatchObject([{ key: '1' }]);
  });

  it('do not fail the command they follow from', async () => {
    await start([failing], { wait });
    expect(await submit('1', 'bad')).toMatchObject({ ok: true, receipt: { revision: 0 } });
    expect(under.warnings).toContain('reaction failed, left for later');
    broken.clear();
    retry();
    await caughtUp();
    expect(await reserved('1')).toEqual(['bad']);
  });
});
