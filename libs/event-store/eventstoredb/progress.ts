import type { Position } from '#eventsourcing/event.js';
import { START } from '../port.js';
import { comparePositions, toPlace } from './positions.js';

/** Until some events were seen: about what an event with its metadata takes. */
const USUAL_BYTES = 1000n;
const SEEN_ENOUGH = 100;

/** What is known of how far the log goes, from all that was read and appended here. */
export class Progress {
  /** The furthest position of an event that was seen. */
  furthest: Position = START;
  private events = 0;
  private bytes = 0n;

  saw(position: Position): void {
    if (comparePositions(position, this.furthest) > 0) this.furthest = position;
  }

  /** So many events stand between these positions. */
  sawBetween(from: Position, to: Position, events: number): void {
    if (events <= 0) return;
    this.events += events;
    this.bytes += bytesBetween(from, to);
  }

  /** How many events may lie between: positions are places in files, and tell how many bytes do. */
  estimate(from: Position, to: Position): number {
    const bytes = bytesBetween(from, to);
    if (bytes <= 0n) return 0;
    const each = this.events < SEEN_ENOUGH ? USUAL_BYTES : this.bytes / BigInt(this.events) || 1n;
    return Math.max(1, Number(bytes / each));
  }
}

function bytesBetween(from: Position, to: Position): bigint {
  return (toPlace(to)?.commit ?? -1n) - (toPlace(from)?.commit ?? -1n);
}
