import { setTimeout } from 'node:timers/promises';

/** How long something that fails is tried again; all in milliseconds. */
export interface PatienceOptions {
  /** Over all tries; without end when left out. */
  readonly within?: number;
  /** Ends it; what waits for as long as that does not keep the process alive. */
  readonly signal?: AbortSignal;
}

const SHORTEST = 100;
const LONGEST = 3000;

/** Rests between tries that grow longer, each of another length than those of others who try at the same time. */
export class Patience {
  private failures = 0;
  private readonly end: number;

  constructor(private readonly options: PatienceOptions = {}) {
    this.end = performance.now() + (options.within ?? Infinity);
  }

  /** Waits for the next try; false when it is not worth one any more. */
  async rest(): Promise<boolean> {
    const { signal } = this.options;
    const longest = Math.min(LONGEST, SHORTEST * 2 ** this.failures++);
    const pause = longest / 2 + (Math.random() * longest) / 2;
    if (signal?.aborted || performance.now() + pause > this.end) return false;
    await setTimeout(pause, undefined, signal ? { signal, ref: false } : {}).catch(() => undefined);
    return !signal?.aborted;
  }
}
