import type { Position } from '#eventsourcing/event.js';

type Answer = Position | undefined;

/** Remembers what was done lately, and lets those who ask for the same at the same time share one run. */
export class Once {
  private readonly done = new Map<string, Answer>();
  private readonly running = new Map<string, Promise<Answer>>();

  constructor(private readonly capacity: number) {}

  /** Answers what the first run answered; a failed run is not remembered. */
  run(key: string, work: () => Promise<Answer>): Promise<Answer> {
    if (this.done.has(key)) return Promise.resolve(this.done.get(key));
    let run = this.running.get(key);
    if (!run) {
      run = this.first(key, work);
      this.running.set(key, run);
    }
    return run;
  }

  /** Settles when nothing is under way. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running.values());
  }

  private async first(key: string, work: () => Promise<Answer>): Promise<Answer> {
    // A turn later, so that the run is known before it can end.
    await Promise.resolve();
    try {
      const answer = await work();
      this.done.set(key, answer);
      if (this.done.size > this.capacity) this.done.delete(this.done.keys().next().value!);
      return answer;
    } finally {
      this.running.delete(key);
    }
  }
}
