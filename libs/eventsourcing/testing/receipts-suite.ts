import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import type { Receipted, Receipts } from '../receipts.js';

/** A store of receipts that is there for one test. */
export interface ReceiptsUnderTest {
  open(): Promise<Receipts>;
  /** The same, after the program that had it open has ended. */
  reopen(): Promise<Receipts>;
  remove(): Promise<void>;
}

const AT = '2026-03-01T12:00:00.000Z';
const days = (count: number) => new Date(Date.parse(AT) + count * 86_400_000).toISOString();
const receipted = (commandId: string, more: Partial<Receipted> = {}): Receipted => ({
  commandId,
  commandHash: 'hash',
  id: 'case-1',
  revision: 3,
  position: '17',
  at: AT,
  ...more,
});

/** What every memory of commands must do. */
export function receiptsContract(name: string, make: () => ReceiptsUnderTest): void {
  describe(`${name} of commands`, () => {
    let under: ReceiptsUnderTest;
    let receipts: Receipts;
    beforeEach(async () => {
      under = make();
      receipts = await under.open();
    });
    afterEach(() => under.remove());

    it('are found as they were kept, also after a restart', async () => {
      await receipts.keep(receipted('a'));
      expect(await receipts.find('a')).toEqual(receipted('a'));
      expect(await receipts.find('b')).toBeUndefined();
      receipts = await under.reopen();
      expect(await receipts.find('a')).toEqual(receipted('a'));
    });

    it('stay as they were kept first', async () => {
      await receipts.keep(receipted('a'));
      await receipts.keep(receipted('a', { id: 'other', revision: 9 }));
      expect(await receipts.find('a')).toEqual(receipted('a'));
    });

    it('are forgotten after thirty days and not before', async () => {
      await receipts.keep(receipted('a'));
      await receipts.keep(receipted('on the last day', { at: days(30) }));
      expect(await receipts.find('a')).toBeDefined();
      await receipts.keep(receipted('a day later', { at: days(31) }));
      expect(await receipts.find('a')).toBeUndefined();
      expect(await receipts.find('on the last day')).toBeDefined();
    });

    it('of a command that is sent many times at once are made once, and found by all the others', async () => {
      let decided = 0;
      const send = () =>
        receipts.alone('a', async () => {
          const before = await receipts.find('a');
          if (before) return before;
          await setImmediate();
          const mine = receipted('a', { revision: ++decided });
          await receipts.keep(mine);
          return mine;
        });
      const answers = await Promise.all(Array.from({ length: 12 }, send));
      expect(decided).toBe(1);
      expect(answers).toEqual(answers.map(() => receipted('a', { revision: 1 })));
    });

    it('of different commands do not wait for each other', async () => {
      const gate = Promise.withResolvers<void>();
      const held = receipts.alone('a', () => gate.promise);
      expect(await receipts.alone('b', () => Promise.resolve('done'))).toBe('done');
      gate.resolve();
      await held;
    });

    it('are left to the next one when the work failed', async () => {
      const [failed, next] = await Promise.allSettled([
        receipts.alone('a', () => Promise.reject(new Error('no'))),
        receipts.alone('a', () => Promise.resolve('done')),
      ]);
      expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'no' } });
      expect(next).toEqual({ status: 'fulfilled', value: 'done' });
    });
  });
}
