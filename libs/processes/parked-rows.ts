import type { ParkedEvent, ParkedFailure, ParkedKey } from './parked.js';

/** A parked key as a table keeps it. */
export interface ParkedKeyRow {
  readonly reaction: string;
  readonly key: string;
  readonly attempts: number;
  readonly error: string;
  readonly since: string;
  readonly retry_at: string;
}

/** An event that waits, as a table keeps it. */
export interface ParkedEventRow extends ParkedEvent {
  readonly reaction: string;
  readonly key: string;
}

/** Parked keys by reaction; both kinds of rows in the order in which they are to be told. A key without events is none. */
export function parkedIn(
  keys: readonly ParkedKeyRow[],
  events: readonly ParkedEventRow[],
): ReadonlyMap<string, readonly ParkedKey[]> {
  const waiting = Map.groupBy(events, idOf);
  const parked = keys.flatMap((row) => {
    const those = waiting.get(idOf(row));
    return those ? [{ reaction: row.reaction, parked: keyOf(row, those) }] : [];
  });
  const byReaction = Map.groupBy(parked, ({ reaction }) => reaction);
  return new Map([...byReaction].map(([reaction, those]) => [reaction, those.map((each) => each.parked)]));
}

function idOf({ reaction, key }: Pick<ParkedKeyRow, 'reaction' | 'key'>): string {
  return `${reaction} ${key}`;
}

function keyOf(row: ParkedKeyRow, events: readonly ParkedEventRow[]): ParkedKey {
  const { key, attempts, error, since, retry_at: retryAt } = row;
  const failure: ParkedFailure = { attempts, error, since, retryAt };
  return {
    key,
    events: events.map(({ id, type, stream, revision, position }) => ({
      id,
      type,
      stream,
      revision,
      position,
    })),
    ...failure,
  };
}
