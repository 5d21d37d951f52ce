import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ErasureList, WrongErasureList } from '../erasure-list.js';

/** A list of erasures that is there for one test. */
export interface ListUnderTest {
  /** Opens it for keys that know of the list `list`, or of none, and are of the log `log`. */
  open(owner: { readonly list: string | undefined; readonly log: string }): Promise<ErasureList>;
  remove(): Promise<void>;
}

/** What every list of erasures must do. */
export function erasureListContract(name: string, make: () => ListUnderTest): void {
  describe(`a list of erasures in ${name}`, () => {
    let under: ListUnderTest;
    beforeEach(() => {
      under = make();
    });
    afterEach(() => under.remove());
    const first = () => under.open({ list: undefined, log: 'log-1' });

    it('begins empty, and is called by the log whose keys begin it', async () => {
      const list = await first();
      expect(list.id).toBe('log-1');
      expect([...list.kids()]).toEqual([]);
      await list.close();
    });

    it('remembers what was erased, each once, also for who opens it later', async () => {
      const list = await first();
      await Promise.all([list.record(['a', 'b']), list.record(['b']), list.record([])]);
      expect([list.has('a'), list.has('b'), list.has('c')]).toEqual([true, true, false]);
      await list.close();
      const later = await under.open({ list: 'log-1', log: 'log-1' });
      expect([...later.kids()].toSorted()).toEqual(['a', 'b']);
      await later.record(['c']);
      expect(later.has('c')).toBe(true);
      await later.close();
    });

    it('is refused to the keys of others', async () => {
      const list = await first();
      await list.record(['a']);
      await list.close();
      await expect(under.open({ list: 'other', log: 'log-1' })).rejects.toThrow(WrongErasureList);
      await expect(under.open({ list: undefined, log: 'log-2' })).rejects.toThrow(WrongErasureList);
    });
  });
}
