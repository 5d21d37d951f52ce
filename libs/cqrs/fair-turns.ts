import { setImmediate as afterOthers } from 'node:timers/promises';

/** Milliseconds for which long work may hold a thread before what has come meanwhile is served. */
const SLICE_MS = 3;

/** Long pieces of work on one thread, which together hold it for no longer than a slice at a time. */
export class FairTurns {
  /** Since when the thread has been held; undefined while no long work is under way. */
  private heldSince: number | undefined;

  constructor(
    private readonly slice = SLICE_MS,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Between two steps: waits until others were served where the slice is used up; before that there is nothing to wait for. */
  next(): Promise<void> | undefined {
    return this.isUsedUp() ? this.afterOthers() : undefined;
  }

  private isUsedUp(): boolean {
    if (this.heldSince === undefined) {
      this.heldSince = this.now();
      setImmediate(() => (this.heldSince = undefined));
    }
    return this.now() - this.heldSince >= this.slice;
  }

  /** Of all that wait, those before may use up the next slice. */
  private async afterOthers(): Promise<void> {
    do await afterOthers();
    while (this.isUsedUp());
  }
}

const turns = new FairTurns();

/** Lets others have their turn where this thread was held for some milliseconds: called between the steps of long work. */
export function othersTurn(): Promise<void> | undefined {
  return turns.next();
}

/** Folds many items as `reduce` does, letting others have their turn in between. */
export async function foldedInTurns<Item, State>(
  items: Iterable<Item>,
  fold: (state: State, item: Item) => State,
  initial: State,
): Promise<State> {
  let state = initial;
  for (const item of items) {
    await othersTurn();
    state = fold(state, item);
  }
  return state;
}
