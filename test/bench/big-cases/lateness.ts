import { createHistogram } from 'node:perf_hooks';

const LOOK_EVERY_MS = 5;
const MICROSECONDS = 1000;

/** How late an event loop came to what was due, milliseconds. */
export interface LatenessOutput {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  readonly looks: number;
  /** Most processor time of the thread between two looks: what it did itself, not what held it up. */
  readonly longestHeld: number;
}

/** Watches how late this thread's event loop comes, at moments evenly spread over the time. */
export class Lateness {
  private readonly late = createHistogram();
  private longestHeld = 0;
  private due = 0;
  private before = process.threadCpuUsage();
  private timer: NodeJS.Timeout | undefined;

  /** Begins to watch, once. */
  start(): void {
    this.due = performance.now() + LOOK_EVERY_MS;
    this.before = process.threadCpuUsage();
    this.timer ??= setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Ends watching and says what was seen. */
  stop(): LatenessOutput {
    clearInterval(this.timer);
    const { late, longestHeld } = this;
    const at = (percent: number) => late.percentile(percent) / MICROSECONDS;
    return { p50: at(50), p99: at(99), p999: at(99.9), max: at(100), looks: late.count, longestHeld };
  }

  private look(): void {
    const now = performance.now();
    // A long stall is one look; whoever had come during it would have waited for the rest of it.
    for (; this.due <= now; this.due += LOOK_EVERY_MS)
      this.late.record(1 + Math.round((now - this.due) * MICROSECONDS));
    const { user, system } = process.threadCpuUsage(this.before);
    this.longestHeld = Math.max(this.longestHeld, (user + system) / MICROSECONDS);
    this.before = process.threadCpuUsage();
  }
}
