import { describe, expect, it } from '@jest/globals';
import { covers, mapAt, partsOf } from './personal-path.js';

const marked = (data: Parameters<typeof mapAt>[0], path: string) =>
  mapAt(data, partsOf(path), (_, at) => `<${at}>`);

describe('a path to a personal field', () => {
  it('leads through objects and every element of arrays', () => {
    const data = { who: { contacts: [{ name: 'A' }, { name: 'B', role: 'x' }] }, sum: 3 };
    expect(marked(data, 'who.contacts.*.name')).toEqual({
      who: { contacts: [{ name: '<who.contacts.0.name>' }, { name: '<who.contacts.1.name>', role: 'x' }] },
      sum: 3,
    });
    expect(marked({ names: ['A', null, 'B'] }, 'names.*')).toEqual({
      names: ['<names.0>', null, '<names.2>'],
    });
  });

  it.each([{}, { who: null }, { who: undefined }, { who: {} }, { who: { name: null } }])(
    'leaves missing and null parts alone: %j',
    (data) => expect(marked(data, 'who.name')).toEqual(data),
  );

  it('never lets a value slip past because the data has another shape', () => {
    expect(() => marked({ who: 'Kari' }, 'who.name')).toThrow('who is not an object');
    expect(() => marked({ who: [{ name: 'Kari' }] }, 'who.name')).toThrow('who is not an object');
    expect(() => marked({ who: { name: 'Kari' } }, 'who.*.name')).toThrow('who is not an array');
  });

  it('covers itself and what lies below', () => {
    expect(covers(partsOf('who'), partsOf('who.name'))).toBe(true);
    expect(covers(partsOf('who.name'), partsOf('who'))).toBe(false);
    expect(covers(partsOf('who'), partsOf('whose'))).toBe(false);
  });
});
