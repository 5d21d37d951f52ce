import { setImmediate } from 'node:timers/promises';

/** Numbers from a seed, the same each time (mulberry32). */
export class Luck {
  private good = false;

  /** How often things go wrong this time: mostly seldom, now and then nearly always. */
  readonly mishap: number;

  constructor(private state: number) {
    this.mishap = 0.6 * this.next() ** 2;
  }

  /** From now on nothing strikes. */
  turns(): void {
    this.good = true;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  upTo(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** Whether what happens so many times of one happens now. */
  strikes(chance: number): boolean {
    return !this.good && this.next() < chance;
  }

  /** Lets others have some turns, most often none. */
  async pause(): Promise<void> {
    if (this.strikes(0.6)) return;
    for (let turns = this.upTo(12); turns > 0; turns--) await setImmediate();
  }
}
