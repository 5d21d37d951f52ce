import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedId } from '#eventsourcing/ids.js';
import { ManualClock } from '#hosting/clock.js';
import { openProcessFile, type ProcessFile } from './sqlite/process-file.js';
import { TimerRunner, type TimerRunnerOptions } from './timer-runner.js';
import type { Timer, TimerStore } from './timers.js';

const DAY = 24 * 3600 * 1000;
const timer = (id: string, dueAt: string, kind = 'remind'): Timer => ({
  id,
  dueAt,
  kind,
  payload: { caseId: id },
});

describe('timers', () => {
  let folder: string;
  let file: ProcessFile;
  let clock: ManualClock;
  let runner: TimerRunner;
  let fired: { readonly id: string; readonly commandId: string }[];
  let broken: Set<string>;
  const ids = () => fired.map(({ id }) => id);

  function run(options: Partial<TimerRunnerOptions> = {}): void {
    const logger = { warn: () => undefined, error: () => undefined };
    runner = new TimerRunner({ timers: file.timers, clock, logger, ...options });
    runner.on('remind', ({ id }, context) => {
      if (broken.has(id)) throw new Error(`no ${id}`);
      fired.push({ id, commandId: context.command().commandId });
      return Promise.resolve();
    });
  }
  async function downFor(days: number): Promise<void> {
    await runner.close();
    await file.close();
    clock.advance(days * DAY);
    file = await openProcessFile(join(folder, 'process.sqlite'));
    run();
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tilsagn-'));
    file = await openProcessFile(join(folder, 'process.sqlite'));
    clock = new ManualClock('2026-03-01T12:00:00.000Z');
    fired = [];
    broken = new Set();
    run();
  });
  afterEach(async () => {
    await runner.close();
    await file.close();
    rmSync(folder, { recursive: true });
  });

  it('fire when they are due, not before, and once', async () => {
    await file.timers.set(timer('a', '2026-03-02T12:00:00Z'));
    expect(await runner.fireDue()).toBe(0);
    clock.advance(DAY);
    expect(await runner.fireDue()).toBe(1);
    expect(await runner.fireDue()).toBe(0);
    expect(fired).toEqual([{ id: 'a', commandId: derivedId('timer', 'remind', 'a', 0) }]);
  });

  it('are one timer when set again, as a replayed reaction does', async () => {
    await file.timers.set(timer('a', '2026-03-01T12:00:00Z'));
    await file.timers.set(timer('a', '2026-03-09T12:00:00Z'));
    await runner.fireDue();
    expect(ids()).toEqual(['a']);
    expect(await runner.status()).toEqual({ pending: 0, failing: [] });
  });

  it('do not fire once cancelled', async () => {
    await file.timers.set(timer('a', '2026-03-01T12:00:00Z'));
    await file.timers.cancel('a');
    await file.timers.cancel('never set');
    expect(await runner.fireDue()).toBe(0);
  });

  it('that became due during a downtime fire once each, oldest first', async () => {
    for (const [id, day] of [
      ['c', '04'],
      ['a', '02'],
      ['b', '03'],
      ['later', '28'],
    ] as const)
      // prettier-ignore
      await file.timers.set(timer(id, `2026-03-${day}T12:00:00Z`));
    await downFor(10);
    await runner.fireDue();
    await downFor(1);
    await runner.fireDue();
    expect(ids()).toEqual(['a', 'b', 'c']);
    expect(await runner.status()).toEqual({ pending: 1, nextDueAt: '2026-03-28T12:00:00.000Z', failing: [] });
  });

  it('fire all when there are more than one page of them', async () => {
    const many = Array.from({ length: 450 }, (_, n) => timer(`t${n}`, '2026-03-01T00:00:00Z'));
    await Promise.all(many.map((each) => file.timers.set(each)));
    expect(await runner.fireDue()).toBe(450);
    expect(new Set(ids()).size).toBe(450);
  });

  it('that fail are tried again later and hold back nobody', async () => {
    broken.add('bad');
    await file.timers.set(timer('bad', '2026-03-01T00:00:00Z'));
    await file.timers.set(timer('good', '2026-03-01T01:00:00Z'));
    expect(await runner.fireDue()).toBe(1);
    const first = { id: 'bad', what: 'remind', attempts: 1, error: 'no bad', since: clock.now() };
    expect((await runner.status()).failing).toEqual([first]);
    await runner.fireDue();
    expect((await runner.status()).failing).toEqual([first]);
    clock.advance(100);
    await runner.fireDue();
    expect((await runner.status()).failing).toEqual([{ ...first, attempts: 2 }]);
    broken.clear();
    clock.advance(200);
    await runner.fireDue();
    expect(ids()).toEqual(['good', 'bad']);
    expect(await runner.status()).toEqual({ pending: 0, failing: [] });
  });

  it('that fail by the hundred do not hide the next one', async () => {
    const many = Array.from({ length: 450 }, (_, n) => timer(`t${n}`, '2026-03-01T00:00:00Z'));
    for (const { id } of many) broken.add(id);
    await Promise.all([...many, timer('good', '2026-03-01T01:00:00Z')].map((each) => file.timers.set(each)));
    await runner.fireDue();
    expect(ids()).toEqual(['good']);
    expect((await runner.status()).failing).toHaveLength(450);
  });

  it('that nobody handles show as failing and are kept', async () => {
    await file.timers.set(timer('a', '2026-03-01T00:00:00Z', 'unheard'));
    await runner.fireDue();
    const { pending, failing } = await runner.status();
    expect(pending).toBe(1);
    expect(failing).toMatchObject([{ error: 'no handler for timers of kind unheard' }]);
    await file.timers.cancel('a');
    await runner.fireDue();
    expect((await runner.status()).failing).toEqual([]);
  });

  it('send the same command again when the process died before it noted that they fired', async () => {
    await runner.close();
    const dying: TimerStore = Object.assign(Object.create(file.timers) as TimerStore, {
      done: () => Promise.reject(new Error('died')),
    });
    run({ timers: dying });
    await file.timers.set(timer('a', '2026-03-01T00:00:00Z'));
    await runner.fireDue();
    await downFor(0);
    await runner.fireDue();
    expect(ids()).toEqual(['a', 'a']);
    expect(new Set(fired.map(({ commandId }) => commandId)).size).toBe(1);
  });

  it('name what they follow from', async () => {
    const contexts: unknown[] = [];
    runner.on('watched', (_, context) => {
      contexts.push(context.command());
      return Promise.resolve();
    });
    const cause = { correlationId: 'request-1', causationId: 'event-1' };
    await file.timers.set({ ...timer('a', '2026-03-01T00:00:00Z', 'watched'), ...cause });
    await runner.fireDue();
    expect(contexts).toMatchObject([{ ...cause, actor: { subject: 'process:watched' }, now: clock.now() }]);
  });

  describe('with a grace at the start', () => {
    const GRACE = 60_000;
    /** Starts without looking by itself: the test does that. */
    async function startedOver(): Promise<void> {
      await runner.close();
      const until = (signal: AbortSignal) =>
        new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      run({ wait: (_, signal) => (signal.aborted ? Promise.resolve() : until(signal)) });
      const note = ({ id }: Timer) => Promise.resolve(void fired.push({ id, commandId: '' }));
      runner.on('graced', note, { graceAtStartMs: GRACE });
      runner.start();
    }

    it('never fire earlier than that after a start, however long they are overdue', async () => {
      await file.timers.set(timer('a', '2026-03-01T12:01:00Z', 'graced'));
      clock.advance(DAY);
      await startedOver();
      await runner.fireDue();
      clock.advance(GRACE - 1);
      await runner.fireDue();
      expect(ids()).toEqual([]);
      expect(await runner.status()).toMatchObject({ pending: 1, failing: [] });
      clock.advance(1);
      await runner.fireDue();
      expect(ids()).toEqual(['a']);
    });

    it('leave the other kinds to fire at once', async () => {
      await file.timers.set(timer('deadline', '2026-03-01T12:00:00Z'));
      await file.timers.set(timer('a', '2026-03-01T12:00:00Z', 'graced'));
      await startedOver();
      await runner.fireDue();
      expect(ids()).toEqual(['deadline']);
    });

    it('fire when they are due once it is over', async () => {
      await startedOver();
      clock.advance(DAY);
      await file.timers.set(timer('a', clock.now(), 'graced'));
      await runner.fireDue();
      expect(ids()).toEqual(['a']);
    });
  });

  it('that fail can be tried without waiting for the end of their pause', async () => {
    broken.add('bad');
    await file.timers.set(timer('bad', '2026-03-01T00:00:00Z'));
    await runner.fireDue();
    expect(runner.troubles()).toEqual({ failing: 1 });
    await runner.retryFailing();
    expect((await runner.status()).failing).toMatchObject([{ attempts: 2 }]);
    broken.clear();
    await runner.retryFailing();
    expect(ids()).toEqual(['bad']);
    expect(runner.troubles()).toEqual({ failing: 0 });
  });

  it('are looked for again after each pause, until closed', async () => {
    const paused = Promise.withResolvers<void>();
    const look = Promise.withResolvers<void>();
    const handled = Promise.withResolvers<string>();
    let pauses = 0;
    await runner.close();
    run({
      everyMs: 5,
      wait: (_, signal) => {
        paused.resolve();
        if (pauses++ === 0) return look.promise;
        if (signal.aborted) return Promise.resolve();
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    });
    runner.on('wake', ({ id }) => Promise.resolve(handled.resolve(id)));
    runner.start();
    await paused.promise;
    await file.timers.set(timer('a', '2026-03-01T00:00:00Z', 'wake'));
    look.resolve();
    expect(await handled.promise).toBe('a');
  });

  it('compare instants, not texts', async () => {
    await file.timers.set(timer('a', '2026-03-01T13:00:00+01:00'));
    expect(await runner.fireDue()).toBe(1);
    await expect(file.timers.set(timer('b', 'tomorrow'))).rejects.toThrow(RangeError);
  });
});
