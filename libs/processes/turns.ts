import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Position } from '#eventsourcing/event.js';
import type { Awaited } from './awaited.js';
import type { Done } from './done.js';

/** What the turns of one reaction work with. */
export interface TurnsSurroundings {
  readonly done: Done;
  compare(a: Position, b: Position): number;
  react(event: AppendedEvent, awaited: Awaited | undefined): Promise<Position | undefined>;
  /**
   * Whether events of a key are the lane's for now: because it is still `behind`, and will come to them soon, or because
   * it is `held` up at one before them.
   */
  leaves(key: string): 'behind' | 'held' | undefined;
  failed(event: AppendedEvent, error: unknown): void;
}

/** An event that was appended here and is not reacted to yet. */
interface Place {
  readonly id: string;
  readonly position: Position;
  /** Who waits for it to be done at once. */
  asked?: { readonly event: AppendedEvent; readonly awaited: Awaited };
  /** It is the lane's: `soon`, which is waited for, or some time after what fails. */
  left?: 'soon' | 'later';
  readonly done: PromiseWithResolvers<Position | undefined>;
}

/** The events of one key, in log order. */
interface Line {
  /** Appends under way whose events may come before any that is here. */
  expected: number;
  places: Place[];
  running: boolean;
  /** The lane waiting for what runs to end. */
  readonly waiting: (() => void)[];
}

/**
 * The order in which one reaction takes the events of a key, at once after an append and by the lane together: always
 * that of the log. What cannot be done at once in that order is left to the lane.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly around: TurnsSurroundings) {}

  /** Events of a key are about to be appended. */
  expect(key: string): void {
    this.lineOf(key).expected++;
  }

  /** They stand in the log. */
  appended(key: string, event: AppendedEvent): void {
    // Who appended it may hear of it after its lane has read it.
    if (this.placeOf(key, event)) return;
    const { id, position } = event;
    const { places } = this.lineOf(key);
    const after = places.findLastIndex((place) => this.around.compare(place.position, position) <= 0);
    places.splice(after + 1, 0, { id, position, done: Promise.withResolvers() });
  }

  /** An append that was expected has ended. */
  ended(key: string): void {
    this.lineOf(key).expected--;
    this.next(key);
  }

  /**
   * Does an event as soon as those before it are done; undefined when there is nothing to do. `atOnce` says whether that
   * is now. Where it is not, who asks must not wait in the middle of a reaction: the turn may wait for that very reaction.
   */
  ask(key: string, event: AppendedEvent, awaited: Awaited) {
    const place = this.placeOf(key, event);
    if (!place || place.left === 'later') return undefined;
    place.asked ??= { event, awaited };
    const began = this.next(key);
    return { atOnce: began === place || isGivenUp(place), done: place.done.promise };
  }

  /** Waits for an event that was not appended here: the lane will come to it soon. */
  awaitLane(key: string, event: AppendedEvent): Promise<Position | undefined> | undefined {
    if (this.placeOf(key, event) || this.around.leaves(key) === 'held') return undefined;
    this.appended(key, event);
    const place = this.placeOf(key, event)!;
    place.left = 'soon';
    return place.done.promise;
  }

  /** Does an event whose turn it is by the log; nothing else of its key is done meanwhile. */
  async take(key: string, event: AppendedEvent): Promise<void> {
    const { done } = this.around;
    // Looked up each time: a line that ran empty while it was waited for is gone.
    let line = this.lineOf(key);
    while (line.running) {
      const { waiting } = line;
      await new Promise<void>((resolve) => waiting.push(resolve));
      line = this.lineOf(key);
    }
    if (done.has(event.id)) {
      done.passed(event.id);
      this.next(key);
      return;
    }
    this.appended(key, event);
    line.running = true;
    try {
      const position = await this.around.react(event, this.placeOf(key, event)?.asked?.awaited);
      done.passed(event.id, position);
      this.remove(key, event, position);
    } catch (error) {
      // Whatever comes next of this key waits for it.
      this.leave(key);
      throw error;
    } finally {
      this.free(key);
    }
  }

  /** Events that wait elsewhere from now on. */
  forget(key: string, events: readonly { readonly id: string }[]): void {
    for (const event of events) this.remove(key, event, undefined);
    this.next(key);
  }

  /** Settles when nothing is under way. */
  async idle(): Promise<void> {
    for (const line of this.lines.values())
      while (line.running) await new Promise<void>((resolve) => line.waiting.push(resolve));
  }

  /** Begins what may begin and answers its place. */
  private next(key: string): Place | undefined {
    const line = this.lines.get(key);
    if (!line || line.running) return undefined;
    const [first] = line.places;
    if (!first) {
      if (line.expected === 0 && line.waiting.length === 0) this.lines.delete(key);
      return undefined;
    }
    const left = first.left ?? (first.asked && this.whoLeaves(key));
    if (left) this.leave(key, left);
    else if (first.asked && line.expected === 0) {
      void this.run(key, line, first.asked);
      return first;
    }
    return undefined;
  }

  private async run(key: string, line: Line, { event, awaited }: NonNullable<Place['asked']>): Promise<void> {
    line.running = true;
    try {
      const position = await this.around.react(event, awaited);
      this.around.done.early(event.id, position);
      this.remove(key, event, position);
    } catch (error) {
      this.around.failed(event, error);
      this.leave(key);
    } finally {
      this.free(key);
    }
  }

  private whoLeaves(key: string): Place['left'] {
    const reason = this.around.leaves(key);
    return reason && (reason === 'behind' ? 'soon' : 'later');
  }

  /** What was asked for is the lane's now: its first event is not done, so no later one may be. */
  private leave(key: string, left: NonNullable<Place['left']> = 'later'): void {
    const places = this.lines.get(key)?.places ?? [];
    for (const place of places) {
      if (place !== places[0] && !place.asked && !place.left) continue;
      place.left = left;
      if (left === 'later') place.done.resolve(undefined);
    }
  }

  private remove(key: string, { id }: { readonly id: string }, position: Position | undefined): void {
    const line = this.lines.get(key);
    const index = line?.places.findIndex((place) => place.id === id) ?? -1;
    if (index < 0) return;
    const [place] = line!.places.splice(index, 1);
    place!.done.resolve(position);
  }

  private free(key: string): void {
    const line = this.lineOf(key);
    line.running = false;
    for (const resolve of line.waiting.splice(0)) resolve();
    this.next(key);
  }

  private placeOf(key: string, { id }: AppendedEvent): Place | undefined {
    return this.lines.get(key)?.places.find((place) => place.id === id);
  }

  private lineOf(key: string): Line {
    let line = this.lines.get(key);
    if (!line) this.lines.set(key, (line = { expected: 0, places: [], running: false, waiting: [] }));
    return line;
  }
}

function isGivenUp({ left }: Place): boolean {
  return left === 'later';
}
