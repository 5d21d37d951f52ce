import { describe, expect, it } from '@jest/globals';
import { missing } from './contained.js';

describe('what was recorded', () => {
  it('is found again beside members that came since', () => {
    expect(missing({ a: 1, b: [{ c: null }] }, { b: [{ c: null, d: 2 }], a: 1, e: [] })).toEqual([]);
  });

  it.each([
    [{ a: { b: 1 } }, { a: { b: 2 } }, ['a.b: 1 was recorded, now it is 2']],
    [{ a: { b: 1 } }, { a: {} }, ['a.b: 1 was recorded, now it is absent']],
    [
      { a: [1, 2] },
      { a: [1] },
      ['a: 2 were recorded, now there are 1', 'a[1]: 2 was recorded, now it is absent'],
    ],
    [{ a: [1] }, { a: [1, 2] }, ['a: 1 were recorded, now there are 2']],
    [{ a: [] }, { a: {} }, ['a: [] was recorded, now it is {}']],
    [{ a: null }, {}, ['a: null was recorded, now it is absent']],
  ])('%j is not found in %j', (recorded, now, differing) => {
    expect(missing(recorded, now)).toEqual(differing);
  });

  it('is found in its order among what a growing list has got since', () => {
    const growing = /^commands$/;
    const [open, close] = [{ name: 'open' }, { name: 'close' }];
    const now = { commands: [{ name: 'look' }, { ...open, allowed: true }, close] };
    expect(missing({ commands: [open, close] }, now, growing)).toEqual([]);
    expect(missing({ commands: [close, open] }, now, growing)).toEqual([
      'commands[1]: {"name":"open"} was recorded and is not there',
    ]);
  });
});
