import { LRUCache } from 'lru-cache';
import type { KeyObject } from 'node:crypto';

/** When something was asked of the database, to be named when the answer is to be remembered. */
export type Moment = number;

/** Keys at hand, as long as nobody has erased them: the cache's lease says until when that would be known. */
export class KeyCache {
  private readonly kids: LRUCache<string, string>;
  private readonly keys: LRUCache<string, KeyObject>;
  private readonly erased: LRUCache<string, true>;
  private drops = 0;
  private until = 0;

  constructor(max: number) {
    this.kids = new LRUCache({ max });
    this.keys = new LRUCache({ max });
    this.erased = new LRUCache({ max });
  }

  /** May be used until then, by the clock of `performance.now`. */
  extend(until: number): void {
    this.until = until;
  }

  /** Now; a drop between it and the answer makes the answer one that is not remembered. */
  now(): Moment {
    return this.drops;
  }

  key(kid: string): KeyObject | undefined {
    return this.isUsable() ? this.keys.get(kid) : undefined;
  }

  /** By the reference itself: in memory only, and an HMAC for each use costs more than the sealing. */
  kidOf(reference: string): string | undefined {
    return this.kids.get(reference);
  }

  keep(kid: string, key: KeyObject, asked: Moment, reference?: string): void {
    if (asked !== this.drops || !this.isUsable()) return;
    this.keys.set(kid, key);
    if (reference !== undefined) this.kids.set(reference, kid);
  }

  /** For good: an erased key never comes back. */
  isErased(kid: string): boolean {
    return this.erased.has(kid);
  }

  noteErased(kid: string): void {
    this.erased.set(kid, true);
  }

  /** Forgets one key, and whatever is being read now. */
  drop(kid: string): void {
    this.drops++;
    this.keys.delete(kid);
  }

  /** Forgets all keys, and whatever is being read now; usable again once it was extended. */
  dropAll(): void {
    this.drops++;
    this.until = 0;
    this.keys.clear();
  }

  private isUsable(): boolean {
    return performance.now() < this.until;
  }
}
