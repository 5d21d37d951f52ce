/** A body made wrong in one place. */
export interface BadBody {
  /** Operator and JSON pointer. */
  readonly name: string;
  /** JSON text: some of these cannot be said as a value. */
  readonly text: string;
  /** No route can take it, whatever its rules; others may be harmless, such as a member that may be left out. */
  readonly refused: boolean;
}

/** Stands in every text the operators write, so that it can be looked for where it must not be. */
export const CANARY = 'Kanari Fuglesang';

type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };
interface Place {
  readonly pointer: readonly string[];
  readonly value: Json;
}
interface Operator {
  readonly name: string;
  readonly refused?: boolean;
  /** What stands there instead, `undefined` where the operator does not apply. */
  readonly to: (value: Json, place: Place) => unknown;
}

const DROP = Symbol('drop');
const DEEP = '@deep@';
const DEPTH = 4_000;
const isObject = (value: Json): value is { readonly [member: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isDate = (value: Json) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
const text = (value: Json, to: unknown) => (typeof value === 'string' ? to : undefined);
const whole = (value: Json, to: unknown) => (typeof value === 'number' ? to : undefined);

/** The ways a body is made wrong, each applied to every member it fits. */
const OPERATORS: readonly Operator[] = [
  { name: 'null', refused: true, to: () => null },
  { name: 'wrong type', refused: true, to: (value) => (typeof value === 'string' ? 7 : CANARY) },
  { name: 'negative', refused: true, to: (value) => whole(value, -1) },
  { name: 'fraction', refused: true, to: (value) => whole(value, 1.5) },
  { name: 'too large', refused: true, to: (value) => whole(value, Number.MAX_SAFE_INTEGER) },
  { name: 'beyond integers', refused: true, to: (value) => whole(value, 1e300) },
  { name: 'number as text', refused: true, to: (value) => whole(value, JSON.stringify(value)) },
  { name: 'empty', refused: true, to: (value) => text(value, '') },
  { name: 'blank', refused: true, to: (value) => text(value, ' \n ') },
  { name: 'shows nothing', refused: true, to: (value) => text(value, '\u200B\u3164') },
  { name: 'no character', refused: true, to: (value) => text(value, `${CANARY}\uFFFE`) },
  { name: 'very long', refused: true, to: (value) => text(value, CANARY.repeat(10_000)) },
  { name: 'half a surrogate pair', refused: true, to: (value) => text(value, `${CANARY}\uD800`) },
  { name: 'NUL', refused: true, to: (value) => text(value, `${CANARY}\0`) },
  { name: 'date of another order', refused: true, to: (value) => (isDate(value) ? '05/06/2014' : undefined) },
  { name: '30 February', refused: true, to: (value) => (isDate(value) ? '2028-02-30' : undefined) },
  { name: 'year 9999', refused: true, to: (value) => (isDate(value) ? '9999-12-31' : undefined) },
  {
    name: 'day with an hour',
    refused: true,
    to: (value) => (isDate(value) ? `${value as string}T00:00Z` : undefined),
  },
  {
    name: 'unknown member',
    refused: true,
    to: (value) => (isObject(value) ? { ...value, unknown: CANARY } : undefined),
  },
  { name: 'member named __proto__', refused: true, to: (value) => having(value, '__proto__') },
  { name: 'member named constructor', refused: true, to: (value) => having(value, 'constructor') },
  { name: 'list for an object', refused: true, to: (value) => (isObject(value) ? [value] : undefined) },
  {
    name: 'object for a list',
    refused: true,
    to: (value) => (Array.isArray(value) ? { 0: CANARY } : undefined),
  },
  { name: 'deep nest', refused: true, to: () => DEEP },
  {
    name: 'list of many',
    refused: true,
    to: (value) => (Array.isArray(value) ? Array(3_000).fill(value[0] ?? CANARY) : undefined),
  },
  { name: 'dropped', to: (_, { pointer }) => (pointer.length > 0 ? DROP : undefined) },
  { name: 'zero', to: (value) => whole(value, 0) },
  { name: 'other currency', to: (value) => (value === 'NOK' ? 'SEK' : undefined) },
  { name: 'other text', to: (value) => text(value, 'kanari-fuglesang') },
  { name: 'other day', to: (value) => (isDate(value) ? '1900-01-01' : undefined) },
  { name: 'last day', to: (value) => (isDate(value) ? '2199-12-31' : undefined) },
  { name: 'empty list', to: (value) => (Array.isArray(value) ? [] : undefined) },
  {
    name: 'twice the same',
    to: (value) => (Array.isArray(value) ? [...(value as Json[]), ...(value as Json[])] : undefined),
  },
  { name: 'the other truth', to: (value) => (typeof value === 'boolean' ? !value : undefined) },
];

function having(value: Json, member: string): unknown {
  if (!isObject(value)) return undefined;
  const more = { ...value };
  Object.defineProperty(more, member, { value: { unknown: CANARY }, enumerable: true });
  return more;
}

/**
 * What can be wrong with a body, at most `most` of it: bodies that nobody takes come first, so that the state they
 * meet is the one the example was made for. The same seed takes the same ones.
 */
export function badBodies(example: unknown, most: number, seed: string): BadBody[] {
  const places = [...placesIn(example as Json)];
  const all = OPERATORS.flatMap(({ name, refused = false, to }) =>
    places.flatMap((place): BadBody[] => {
      const instead = to(place.value, place);
      if (instead === undefined) return [];
      const made = JSON.stringify(replaced(example as Json, place.pointer, instead)) ?? '';
      const body = made.replaceAll(`"${DEEP}"`, '['.repeat(DEPTH) + ']'.repeat(DEPTH));
      return [{ name: `${name} at "/${place.pointer.join('/')}"`, text: body, refused }];
    }),
  );
  const random = randomOf(seed);
  const taken = all
    .map((body) => ({ body, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ body }) => body);
  return taken.toSorted((a, b) => Number(b.refused) - Number(a.refused));
}

function* placesIn(value: Json, pointer: readonly string[] = []): Generator<Place> {
  yield { pointer, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [member, below] of Object.entries(value)) yield* placesIn(below, [...pointer, member]);
}

function replaced(value: Json, [member, ...rest]: readonly string[], by: unknown): unknown {
  if (member === undefined) return by;
  const below = replaced((value as Record<string, Json>)[member]!, rest, by);
  if (Array.isArray(value))
    return value.flatMap((item: Json, index) =>
      String(index) !== member ? [item] : below === DROP ? [] : [below],
    );
  const { [member]: _, ...others } = value as Record<string, Json>;
  return below === DROP ? others : { ...others, [member]: below };
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: string): () => number {
  let state = Array.from(seed).reduce(
    (hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 16777619),
    2166136261,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
