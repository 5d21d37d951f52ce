import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { ManualClock } from '#hosting/clock.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { openProcessFile, type ProcessFile } from '#processes/sqlite/process-file.js';
import { ReactionRunner } from '#processes/reaction-runner.js';
import { TimerRunner } from '#processes/timer-runner.js';
import { sampleEvent } from '#projections/testing/sample.js';
import { restingProcesses, runningProcesses, type Processes } from './processes.js';

describe('the process managers, as an operator sees them', () => {
  const clock = new ManualClock('2026-03-01T12:00:00.000Z');
  let folder: ReturnType<typeof temporaryFolder>;
  let file: ProcessFile;
  let log: EventStore;
  let reactions: ReactionRunner;
  let timers: TimerRunner;
  let running: Processes;
  let broken: boolean;
  let done: string[];

  beforeEach(async () => {
    folder = temporaryFolder();
    file = await openProcessFile(`${folder.path}/process.sqlite`);
    log = openMemoryStore();
    broken = true;
    done = [];
    await start();
  });
  afterEach(async () => {
    await stop();
    await log.close();
    await file.close();
    folder.remove();
  });

  async function start(): Promise<void> {
    const logger = { warn: () => undefined, error: () => undefined };
    const wait = (_: number, signal: AbortSignal) =>
      signal.aborted || broken ? new Promise<void>(setImmediate) : aborted(signal);
    reactions = new ReactionRunner({ ...file, log, clock, logger, wait, paceMs: 0 });
    timers = new TimerRunner({ timers: file.timers, clock, logger });
    const work = (id: string) => {
      if (broken) throw new Error('no scheme');
      done.push(id);
      return Promise.resolve(undefined);
    };
    reactions.add({ name: 'open-payouts', eventTypes: ['CaseOpened'], react: ({ stream }) => work(stream) });
    timers.on('remind', ({ id }) => work(id));
    await reactions.start();
    running = runningProcesses(reactions, timers);
  }
  async function stop(): Promise<void> {
    await reactions.close();
    await timers.close();
  }
  /** A case and a timer that cannot be worked on. */
  async function trouble(): Promise<void> {
    await log.append('case-1', 'any', [sampleEvent('1', 'CaseOpened', {}, 1)]);
    await file.timers.set({ id: 't', dueAt: '2026-03-01T00:00:00Z', kind: 'remind', payload: {} });
    await timers.fireDue();
    while (reactions.troubles().parked === 0) await new Promise(setImmediate);
    while ((await running.status()).reactions[0]!.lag > 0) await new Promise(setImmediate);
  }

  it('show what is held back and why', async () => {
    await trouble();
    expect(await running.status()).toMatchObject({
      reactions: [
        {
          name: 'open-payouts',
          position: '1',
          lag: 0,
          failing: [],
          parked: [{ what: 'CaseOpened', events: 1, error: 'no scheme', since: clock.now() }],
        },
      ],
      timers: { pending: 1, failing: [{ id: 't', error: 'no scheme' }] },
    });
  });

  it('show the same from their file when nothing runs, but for what only a try can tell', async () => {
    await trouble();
    await stop();
    const { reactions: before } = await running.status();
    const resting = restingProcesses(file, log);
    expect(await resting.status()).toEqual({
      reactions: before,
      timers: { pending: 1, nextDueAt: '2026-03-01T00:00:00.000Z', failing: [] },
    });
    await expect(resting.retry()).rejects.toMatchObject({ problem: { code: 'no-server' } });
  });

  it('try all again when told to, and say what is left', async () => {
    await trouble();
    const { parked, failing } = { parked: [{ error: 'no scheme' }], failing: [{ id: 't' }] };
    expect(await running.retry()).toMatchObject({
      tried: 2,
      processes: { reactions: [{ parked }], timers: { failing } },
    });
    broken = false;
    expect(await running.retry()).toMatchObject({
      tried: 2,
      processes: { reactions: [{ parked: [] }], timers: { pending: 0, failing: [] } },
    });
    expect(done.toSorted()).toEqual(['case-1', 't']);
    expect(await running.retry()).toMatchObject({ tried: 0 });
  });
});

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}
