/** Where the time comes from; domain code never asks for it, it is told. */
export interface Clock {
  /** UTC instant, ISO 8601 with milliseconds. */
  now(): string;
}

/** The machine's clock, shifted by a number of milliseconds that its threads share. */
export class ShiftedClock implements Clock {
  /** Milliseconds ahead of the machine; one number in shared memory, so that the log's thread sees it move. */
  readonly offset = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT));

  /** Shows `startsAt` now and runs on from there; the machine's own time when left out. */
  constructor(startsAt?: string) {
    if (startsAt !== undefined) this.moveTo(startsAt);
  }

  now(): string {
    return new Date(Date.now() + Number(Atomics.load(this.offset, 0))).toISOString();
  }

  /** Moves the clock to an instant, from which it runs on. */
  moveTo(instant: string): void {
    Atomics.store(this.offset, 0, BigInt(Date.parse(instant) - Date.now()));
  }
}

/** A clock that stands still until it is moved; for tests. */
export class ManualClock implements Clock {
  private at: number;

  constructor(startsAt: string) {
    this.at = Date.parse(startsAt);
  }

  now(): string {
    return new Date(this.at).toISOString();
  }

  /** Moves the clock forwards. */
  advance(milliseconds: number): void {
    this.at += milliseconds;
  }

  /** Sets the clock to an instant. */
  set(instant: string): void {
    this.at = Date.parse(instant);
  }
}
