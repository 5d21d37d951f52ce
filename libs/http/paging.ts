import { invalidRequest } from './problems.js';

/** One page of a list. */
export interface Page<Row> {
  readonly items: readonly Row[];
  /** Opaque; pass it as `cursor` for the next page. Left out on the last one. */
  readonly next?: string;
}

/** The part of a list that is asked for. */
export interface PageRequest {
  readonly limit: number;
  /** Sort key of the last row seen, as it was given to `encodeCursor`. */
  readonly after?: readonly (string | number | null)[];
}

const LIMIT = { lowest: 1, highest: 200, usual: 50 };
const LONGEST = 2_000;

/** The sort key of the last row of a page as an opaque word. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key in a cursor. @throws ProblemException 400 when it is not a cursor of `length` parts */
export function decodeCursor(cursor: string, length?: number): readonly (string | number | null)[] {
  const key = cursor.length <= LONGEST ? parsed(cursor) : undefined;
  if (!Array.isArray(key) || !key.every(isPart) || (length !== undefined && key.length !== length))
    throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
  return key;
}

/** Reads `limit` (1 to 200, usually 50) and `cursor` of a query. @throws ProblemException 400 */
export function pageRequest(
  query: { readonly limit?: unknown; readonly cursor?: unknown },
  length?: number,
): PageRequest {
  const limit = limitOf(query.limit);
  if (query.cursor === undefined) return { limit };
  return { limit, after: decodeCursor(typeof query.cursor === 'string' ? query.cursor : '', length) };
}

/** A page out of rows of which one more was fetched than asked for. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number | null)[],
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: encodeCursor(keyOf(last)) } : { items };
}

/** Parts of a cursor of a list that `pageWithin` gives in pages. */
export const PLACE_PARTS = 2;

/**
 * A page of a list that is in memory, in its own order. `keyOf` tells its items apart; where the one that was shown
 * last is gone meanwhile, the list goes on at the place it had. @throws ProblemException 400 for another list's cursor
 */
export function pageWithin<Item>(
  items: readonly Item[],
  { limit, after }: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const start = after === undefined ? 0 : startBehind(items, after, keyOf);
  const rows = items.slice(start, start + limit + 1).map((item, index) => ({ item, place: start + index }));
  const { items: shown, ...rest } = pageOf(rows, limit, ({ item, place }) => [place, keyOf(item)]);
  return { items: shown.map(({ item }) => item), ...rest };
}

function startBehind<Item>(
  items: readonly Item[],
  [place, key]: readonly (string | number | null)[],
  keyOf: (item: Item) => string,
): number {
  if (!Number.isSafeInteger(place) || (place as number) < 0 || typeof key !== 'string')
    throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
  const found = items.findIndex((item) => keyOf(item) === key);
  return found < 0 ? (place as number) : found + 1;
}

function limitOf(text: unknown): number {
  if (text === undefined) return LIMIT.usual;
  const limit = typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(limit >= LIMIT.lowest && limit <= LIMIT.highest))
    throw invalidRequest([
      { parameter: 'limit', detail: `must be a whole number from ${LIMIT.lowest} to ${LIMIT.highest}` },
    ]);
  return limit;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function isPart(part: unknown): part is string | number | null {
  return part === null || typeof part === 'number' || (typeof part === 'string' && !part.includes('\0'));
}
