import type { Json, RecordedEvent } from '#eventsourcing/event.js';
import type { System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';
import type { Readers } from './answers.js';
import { digestOf } from './digest.js';
import type { Pending } from './process-file.js';
import { storedEvents } from './stored.js';
import { statesOf } from './states.js';

const READABLE_WITHIN_MS = 10_000;

/** What a reaction held back. */
export interface Held {
  readonly reaction: string;
  readonly key: string;
  /** Type of the event it waits for. */
  readonly what: string;
}

/** What is said of a golden folder in the clear: `record.json`. */
export interface GoldenRecord {
  /** UTC instant at which it is opened. */
  readonly clock: string;
  readonly events: number;
  /** Types of events there were then: the folder holds some of each. */
  readonly types: readonly string[];
  /** Highest number of a command, counted from 0, that a reaction sent after one event, where it sent several. */
  readonly counted: Readonly<Record<string, number>>;
  readonly timers: readonly Pending[];
  readonly parked: readonly Held[];
  /** By the name the answers call them. */
  readonly readers: Readers;
}

/** What the log of a folder says. */
export interface ToldByLog {
  /** SHA-256 of the stored bytes of each event, in the order of the log. */
  readonly digests: readonly string[];
  /** The state each stream leads to. */
  readonly states: Readonly<Record<string, Json>>;
  readonly history: readonly RecordedEvent[];
}

/** Waits until all that follows from the log has followed, what is due has fired, and the read models show it. */
export async function atRest(system: System): Promise<void> {
  const { timers, readModels } = system.standalone;
  await settled(system);
  while ((await timers.fireDue()) > 0) await settled(system);
  const models = (await readModels.status()).map(({ name }) => name);
  const head = await headOf(system);
  while (!(await readModels.waitFor(models, head, READABLE_WITHIN_MS)));
}

/** Reads the whole log. */
export async function toldByLog(system: System): Promise<ToldByLog> {
  const stored = await storedEvents(system.standalone.stores.log);
  const history = stored.map(({ event }) => event);
  return { digests: stored.map(({ bytes }) => digestOf(bytes)), states: statesOf(history), history };
}

/** What reactions hold back. */
export async function heldBack(system: System): Promise<Held[]> {
  const status = await system.standalone.reactions.status();
  return status
    .flatMap(({ name, parked, failing }) => [
      ...parked.map(({ key, what }) => ({ reaction: name, key, what })),
      ...failing.map(({ id, what }) => ({ reaction: name, key: `failing on ${id}`, what })),
    ])
    .toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

function textOf({ reaction, key }: Held): string {
  return `${reaction} ${key}`;
}
