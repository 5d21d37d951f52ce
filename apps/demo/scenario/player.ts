/** A clock that stories are told on. */
export interface StoryClock {
  /** Calendar date. */
  readonly today: string;
  /** Moves to a calendar date; everything that falls due on the way has happened then. */
  moveTo(date: string): Promise<void>;
  /** Waits until whatever follows from what was done has followed. */
  catchUp(): Promise<void>;
}

/** A story told in steps: each `yield` names the calendar date on which it goes on; it ends with its case. */
export type Story = AsyncGenerator<string, void, undefined>;

/** Tells stories side by side on one clock: the one whose date comes first goes on first. */
export async function play(
  scene: StoryClock,
  stories: readonly Story[],
  moved: (date: string) => void = () => undefined,
): Promise<void> {
  let waiting = stories.map((story) => ({ story, date: scene.today }));
  while (waiting.length > 0) {
    const date = waiting.map((each) => each.date).toSorted()[0]!;
    if (date > scene.today) {
      await scene.moveTo(date);
      moved(date);
    }
    const next: typeof waiting = [];
    for (const each of waiting) {
      if (each.date > date) {
        next.push(each);
        continue;
      }
      const step = await each.story.next();
      // What follows from a step is there before the next story looks.
      await scene.catchUp();
      if (step.done) continue;
      if (step.value < date) throw new Error(`a story goes back to ${step.value} on ${date}`);
      next.push({ story: each.story, date: step.value });
    }
    waiting = next;
  }
}
