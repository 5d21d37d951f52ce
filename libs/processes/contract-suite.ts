import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckpointStore } from './checkpoints.js';
import type { ParkedEvent, ParkedFailure, ParkedStore } from './parked.js';
import type { Timer, TimerStore } from './timers.js';

/** What process managers must not forget. */
export interface ProcessStores {
  readonly checkpoints: CheckpointStore;
  readonly parked: ParkedStore;
  readonly timers: TimerStore;
}

/** Stores that are there for one test. */
export interface StoresUnderTest {
  open(): Promise<ProcessStores>;
  /** The same, after the program that had them open has ended. */
  reopen(): Promise<ProcessStores>;
  remove(): Promise<void>;
}

const LOG = 'log-1';
const event = (id: string): ParkedEvent => ({
  id,
  type: 'Noted',
  stream: 'case-1',
  revision: 3,
  position: '17',
});
const failure = (error: string): ParkedFailure => ({
  attempts: 4,
  error,
  since: '2026-03-01T12:00:00.000Z',
  retryAt: '2026-03-01T12:01:00.000Z',
});
const timer = (id: string, dueAt = '2026-03-01T12:00:00.000Z'): Timer => ({
  id,
  dueAt,
  kind: 'remind',
  payload: { caseId: id },
});
const NOW = '2026-03-01T12:00:00.000Z';

/** What every store of checkpoints, parked keys and timers must do. */
export function processStoresContract(name: string, make: () => StoresUnderTest): void {
  describe(`${name} of process managers`, () => {
    let under: StoresUnderTest;
    let stores: ProcessStores;
    beforeEach(async () => {
      under = make();
      stores = await under.open();
    });
    afterEach(() => under.remove());
    const reopened = async () => (stores = await under.reopen());

    describe('checkpoints', () => {
      it('are those saved last, by name, also after a restart', async () => {
        const { checkpoints } = stores;
        await checkpoints.save(
          LOG,
          new Map([
            ['letters', '7'],
            ['awards', '9'],
          ]),
        );
        await checkpoints.save(LOG, new Map([['letters', '8']]));
        const saved = new Map([
          ['awards', '9'],
          ['letters', '8'],
        ]);
        expect(await checkpoints.load(LOG)).toEqual(saved);
        expect(await (await reopened()).checkpoints.load(LOG)).toEqual(saved);
      });

      it('are those of one log', async () => {
        await stores.checkpoints.save(LOG, new Map([['letters', '7']]));
        expect(await stores.checkpoints.load('log-2')).toEqual(new Map());
      });

      it('may be none', async () => {
        await stores.checkpoints.save(LOG, new Map());
        expect(await stores.checkpoints.load(LOG)).toEqual(new Map());
      });
    });

    describe('parked keys', () => {
      it('hold their events in the order they came, each once, also after a restart', async () => {
        const { parked } = stores;
        await parked.park(LOG, 'letters', 'case-1', [event('b'), event('a')], failure('first'));
        await parked.park(LOG, 'letters', 'case-1', [event('b'), event('c')], failure('second'));
        const held = new Map([
          ['letters', [{ key: 'case-1', events: ['b', 'a', 'c'].map(event), ...failure('second') }]],
        ]);
        expect(await parked.load(LOG)).toEqual(held);
        expect(await (await reopened()).parked.load(LOG)).toEqual(held);
      });

      it('are those of one log, told by reaction and in the order in which they failed first', async () => {
        const { parked } = stores;
        const later = { ...failure('later'), since: '2026-03-01T12:00:01.000Z' };
        await parked.park(LOG, 'letters', 'case-2', [event('b')], later);
        await parked.park(LOG, 'letters', 'case-1', [event('a')], failure('first'));
        await parked.park(LOG, 'awards', 'case-1', [event('a')], failure('other'));
        await parked.park('log-2', 'letters', 'case-3', [event('c')], failure('elsewhere'));
        const held = await parked.load(LOG);
        const keys = [...held].map(([reaction, those]) => [reaction, those.map(({ key }) => key)]);
        expect(Object.fromEntries(keys)).toEqual({ awards: ['case-1'], letters: ['case-1', 'case-2'] });
      });

      it('let go of what was done and say why the next one was not', async () => {
        const { parked } = stores;
        await parked.park(LOG, 'letters', 'case-1', [event('a'), event('b')], failure('first'));
        await parked.done(LOG, 'letters', 'case-1', [event('a')], failure('next'));
        expect(await parked.load(LOG)).toEqual(
          new Map([['letters', [{ key: 'case-1', events: [event('b')], ...failure('next') }]]]),
        );
        await parked.done(LOG, 'letters', 'case-1', [event('b')]);
        expect(await parked.load(LOG)).toEqual(new Map());
      });
    });

    describe('timers', () => {
      const due = async (now = NOW, limit = 10) => (await stores.timers.due(now, limit)).map(({ id }) => id);

      it('are due at their instant and from then on, the oldest first', async () => {
        const { timers } = stores;
        await timers.set(timer('later', '2026-03-01T12:00:00.001Z'));
        await timers.set(timer('on time'));
        await timers.set(timer('long ago', '2025-03-01T12:00:00Z'));
        expect(await due()).toEqual(['long ago', 'on time']);
        expect(await due('2026-03-02T00:00:00Z')).toEqual(['long ago', 'on time', 'later']);
        expect(await timers.summary()).toEqual({ pending: 3, nextDueAt: '2025-03-01T12:00:00.000Z' });
      });

      it('say all they were set with, also after a restart', async () => {
        const set = { ...timer('a'), correlationId: 'request', causationId: 'event' };
        await stores.timers.set(set);
        const [found] = await stores.timers.due(NOW, 10);
        expect(found).toEqual({ ...set, seq: expect.any(Number) });
        await stores.timers.done(found!);
        await stores.timers.set(timer('b'));
        await reopened();
        expect(await stores.timers.summary()).toEqual({ pending: 1, nextDueAt: NOW });
      });

      it('stay as they were set first, until they are cancelled', async () => {
        const { timers } = stores;
        await timers.set(timer('a'));
        await timers.set({ ...timer('a', '2030-01-01T00:00:00.000Z'), kind: 'other' });
        expect(await timers.due(NOW, 10)).toMatchObject([{ id: 'a', kind: 'remind' }]);
        await timers.cancel('a');
        await timers.cancel('a');
        expect(await timers.summary()).toEqual({ pending: 0 });
        await timers.set(timer('a', '2030-01-01T00:00:00.000Z'));
        expect(await due()).toEqual([]);
      });

      it('are found by their kind, whoever set them, in the order they were set', async () => {
        const { timers } = stores;
        await timers.set(timer('b', '2030-01-01T00:00:00.000Z'));
        await timers.set({ ...timer('other'), kind: 'other' });
        await timers.set(timer('a'));
        await timers.due(NOW, 10);
        expect((await timers.ofKind('remind')).map(({ id }) => id)).toEqual(['b', 'a']);
        await timers.cancel('b');
        expect(await timers.ofKind('remind')).toMatchObject([timer('a')]);
        expect(await timers.ofKind('nothing')).toEqual([]);
      });

      it('are told page by page', async () => {
        const { timers } = stores;
        for (const id of ['d', 'b', 'c', 'a']) await timers.set(timer(id));
        const first = await timers.due(NOW, 3);
        expect(first.map(({ id }) => id)).toEqual(['d', 'b', 'c']);
        expect((await timers.due(NOW, 3, first.at(-1))).map(({ id }) => id)).toEqual(['a']);
        expect(await due()).toEqual(['d', 'b', 'c', 'a']);
      });

      it('are forgotten once done, and not a later one under the same id', async () => {
        const { timers } = stores;
        await timers.set(timer('a'));
        const [before] = await timers.due(NOW, 10);
        await timers.cancel('a');
        await timers.set(timer('a'));
        await timers.done(before!);
        expect(await due()).toEqual(['a']);
        await timers.done((await timers.due(NOW, 10))[0]!);
        expect(await due()).toEqual([]);
      });

      it('are no timers without an instant', async () => {
        await expect(stores.timers.set(timer('a', 'soon'))).rejects.toThrow(RangeError);
      });
    });
  });
}
