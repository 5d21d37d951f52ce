/**
 * Keeps the values asked for last: as many as `capacity` for certain, never more than twice as many. Whatever was not
 * asked for during a whole generation goes at once, since finding the oldest entry of a large map each time is dear.
 */
export class BoundedCache<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  constructor(private readonly capacity: number) {}

  get(key: string): Value | undefined {
    const young = this.young.get(key);
    if (young !== undefined) return young;
    const value = this.old.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.young.set(key, value);
    // What lies there is not given out any more, nor may it come back after a deletion.
    this.old.delete(key);
    if (this.young.size < this.capacity) return;
    this.old = this.young;
    this.young = new Map();
  }

  delete(key: string): void {
    this.young.delete(key);
    this.old.delete(key);
  }
}
