import { describe, expect, it } from '@jest/globals';
import { Keyed } from './keyed.js';

interface Person {
  readonly id: string;
  readonly age: number;
}

const none = Keyed.by((person: Person) => person.id);
const three = none.with({ id: 'c', age: 1 }).with({ id: 'a', age: 2 }).with({ id: 'b', age: 3 });

describe('items that are found by their key', () => {
  it('stand in the order they came, and are an array as JSON', () => {
    expect(three.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(JSON.stringify(none)).toBe('[]');
    expect(JSON.stringify(three.without('a'))).toBe('[{"id":"c","age":1},{"id":"b","age":3}]');
    expect([three.at(0)?.id, three.at(-1)?.id, three.length]).toEqual(['c', 'b', 3]);
  });

  it('keep their place when one of them changes, unless it is to be last', () => {
    expect(three.changed('c', (person) => ({ ...person, age: 9 })).at(0)).toEqual({ id: 'c', age: 9 });
    expect(three.changed('x', (person) => ({ ...person, age: 9 }))).toBe(three);
    expect(three.withLast({ id: 'c', age: 9 }).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('stay as they were where they were kept', () => {
    three.with({ id: 'd', age: 4 }).without('c');
    expect(three.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });
});
