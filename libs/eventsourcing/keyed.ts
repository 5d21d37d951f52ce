import { OrderedMap } from 'immutable';

/**
 * Items in the order they came, each found by its key: a persistent list for folded states, where an event adds or
 * changes one item of many. It is read like an array, and as JSON it is one.
 */
export class Keyed<Key, Item> implements Iterable<Item> {
  private constructor(
    private readonly keyOf: (item: Item) => Key,
    private readonly items: OrderedMap<Key, Item>,
  ) {}

  /** No items yet; the function answers the key of each, no two alike. */
  static by<Key, Item>(keyOf: (item: Item) => Key): Keyed<Key, Item> {
    return new Keyed(keyOf, OrderedMap());
  }

  get(key: Key): Item | undefined {
    return this.items.get(key);
  }

  has(key: Key): boolean {
    return this.items.has(key);
  }

  /** With the item in the place of the one that has its key, or last. */
  with(item: Item): Keyed<Key, Item> {
    return new Keyed(this.keyOf, this.items.set(this.keyOf(item), item));
  }

  /** With the item last, also where another one had its key. */
  withLast(item: Item): Keyed<Key, Item> {
    return this.without(this.keyOf(item)).with(item);
  }

  without(key: Key): Keyed<Key, Item> {
    return new Keyed(this.keyOf, this.items.delete(key));
  }

  /** With the item of a key changed; as it was when there is none. */
  changed(key: Key, change: (item: Item) => Item): Keyed<Key, Item> {
    const item = this.items.get(key);
    return item === undefined ? this : this.with(change(item));
  }

  get length(): number {
    return this.items.size;
  }

  at(index: number): Item | undefined {
    return this.items.valueSeq().get(index);
  }

  map<To>(to: (item: Item) => To): To[] {
    return Array.from(this, to);
  }

  flatMap<To>(to: (item: Item) => To | readonly To[]): To[] {
    return [...this].flatMap(to);
  }

  filter(test: (item: Item) => boolean): Item[] {
    return [...this].filter(test);
  }

  find(test: (item: Item) => boolean): Item | undefined {
    return this.items.find(test);
  }

  findLast(test: (item: Item) => boolean): Item | undefined {
    return this.items.findLast(test);
  }

  some(test: (item: Item) => boolean): boolean {
    return this.items.some(test);
  }

  reduce<Sum>(add: (sum: Sum, item: Item) => Sum, start: Sum): Sum {
    return this.items.reduce(add, start);
  }

  [Symbol.iterator](): IterableIterator<Item> {
    return this.items.values();
  }

  toJSON(): readonly Item[] {
    return [...this];
  }
}
