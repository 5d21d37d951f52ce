import { LRUCache } from 'lru-cache';
import type { Position } from '#eventsourcing/event.js';

/** What one reaction has done, and where what followed ended: kept until its lane has passed the event, then for a while. */
export class Done {
  private readonly ahead = new Map<string, Position | undefined>();
  private readonly lately: LRUCache<string, { readonly position: Position | undefined }>;

  constructor(capacity: number) {
    this.lately = new LRUCache({ max: capacity });
  }

  /** Events done at once that the lane has still to pass. */
  get waiting(): number {
    return this.ahead.size;
  }

  has(id: string): boolean {
    return this.ahead.has(id) || this.lately.has(id);
  }

  positionOf(id: string): Position | undefined {
    return this.ahead.get(id) ?? this.lately.get(id)?.position;
  }

  /** Done at once, before the lane came to it. */
  early(id: string, position: Position | undefined): void {
    this.ahead.set(id, position);
  }

  /** The lane is past it. */
  passed(id: string, position = this.positionOf(id)): void {
    this.ahead.delete(id);
    this.lately.set(id, { position });
  }
}
