import type { HeldEvent } from './client.js';
import type { Place } from './positions.js';
import { type Connection, unavailable } from './connection.js';
import { Patience } from './patience.js';
import type { Names } from './wire.js';

/** What is known of a category. */
interface Category {
  readonly streams: Set<string>;
  /** Up to here all of them are known. */
  upTo: Place;
  looking?: Promise<void>;
}

/**
 * The streams of categories, found in the log itself: the server keeps no list of them without projections, which it
 * runs without. What was found is remembered, so that only the first question goes through the whole log.
 */
export class Categories {
  private readonly known = new Map<string, Category>();

  constructor(
    private readonly connection: Connection,
    private readonly names: Names,
    /** No event of the log lies before it. */
    private readonly beginning: Place,
  ) {}

  /** @throws StoreUnavailable */
  async streamsOf(name: string): Promise<string[]> {
    const category = this.known.get(name) ?? { streams: new Set<string>(), upTo: this.beginning };
    this.known.set(name, category);
    // A look that began before the question might miss what was appended since.
    await category.looking?.catch(() => undefined);
    category.looking ??= this.lookOn(name, category).finally(() => delete category.looking);
    await category.looking;
    return [...category.streams];
  }

  private async lookOn(name: string, category: Category): Promise<void> {
    const patience = new Patience({ within: this.connection.within });
    for (;;) {
      try {
        return await this.tryLooking(name, category);
      } catch (error) {
        if (!(await patience.rest())) throw unavailable('read', error);
      }
    }
  }

  /** Follows the category until it has caught up; the server picks its events out of all others. */
  private async tryLooking(name: string, category: Category): Promise<void> {
    const { promise: caughtUp, resolve } = Promise.withResolvers<boolean>();
    const follow = this.connection.follow({
      after: category.upTo,
      prefix: this.names.outside(`${name}-`),
      onEvent: (event) => this.note(event, category),
      onCaughtUp: () => resolve(true),
    });
    let error: unknown;
    const brokenOff = async () => {
      error = await follow.ended;
      resolve(false);
    };
    void brokenOff();
    const silence = setTimeout(() => resolve(false), this.connection.within).unref();
    try {
      if (!(await caughtUp)) throw error ?? new Error('the log has not been read to its end');
    } finally {
      clearTimeout(silence);
      follow.stop();
    }
  }

  private note({ stream, revision, place }: HeldEvent, category: Category): void {
    if (revision === 0) category.streams.add(this.names.inside(stream)!);
    category.upTo = place;
  }
}
