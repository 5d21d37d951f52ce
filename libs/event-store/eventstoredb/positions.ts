import type { Position } from '#eventsourcing/event.js';
import { START } from '../port.js';

/** A place in the server's log. */
export interface Place {
  readonly commit: bigint;
  readonly prepare: bigint;
}

const FORM = /^(0|[1-9]\d{0,18})-(0|[1-9]\d{0,18})$/;
const BEFORE_ALL: Place = { commit: -1n, prepare: -1n };

/** Whether the text is a position: START, or the pair the server gives. */
export function isPosition(text: string): boolean {
  return text === START || FORM.test(text);
}

/** The position of a place. */
export function toPosition({ commit, prepare }: Place): Position {
  return `${commit}-${prepare}`;
}

/** The place of a position; undefined for START. @throws RangeError when it is none */
export function toPlace(position: Position): Place | undefined {
  if (position === START) return undefined;
  const [, commit, prepare] = FORM.exec(position) ?? [];
  if (commit === undefined || prepare === undefined)
    throw new RangeError(`"${position}" is not a position of this log`);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** Negative, zero or positive like a sort function. */
export function comparePositions(a: Position, b: Position): number {
  if (a === b && isPosition(a)) return 0;
  return comparePlaces(toPlace(a) ?? BEFORE_ALL, toPlace(b) ?? BEFORE_ALL);
}

/** Negative, zero or positive like a sort function. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.commit !== b.commit) return a.commit < b.commit ? -1 : 1;
  return a.prepare < b.prepare ? -1 : a.prepare > b.prepare ? 1 : 0;
}
