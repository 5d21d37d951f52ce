import type { Position } from '#eventsourcing/event.js';
import { type LogPromises, START } from './port.js';

/** What a log promises that one writer writes, event after event. */
export const PROMISES_OF_ONE_WRITER: LogPromises = { exactDistance: true, oneOrderOfRecordedAt: true };

const FORM = /^[1-9]\d{0,15}$/;

/** Whether the text is a position: START or a decimal integer. */
export function isPosition(text: string): boolean {
  return text === START || (FORM.test(text) && Number.isSafeInteger(Number(text)));
}

/** How many events stand up to and including the position. @throws RangeError when it is none */
export function toCount(position: Position): number {
  if (!isPosition(position)) throw new RangeError(`"${position}" is not a position of this log`);
  return Number(position);
}

/** The position at which that many events stand. */
export function toPosition(count: number): Position {
  return count === 0 ? START : String(count);
}

/** Negative, zero or positive like a sort function. */
export function comparePositions(a: Position, b: Position): number {
  return toCount(a) - toCount(b);
}

/** How many events lie after `from` up to and including `to`. */
export function distanceBetween(from: Position, to: Position): number {
  return Math.max(0, toCount(to) - toCount(from));
}
