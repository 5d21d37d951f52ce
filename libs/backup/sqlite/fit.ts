import { existsSync, readdirSync } from 'node:fs';
import type { DurableStore } from '../durable-store.js';
import { logFacts, namedIn, reading, Unfit, type LogFacts } from './reading.js';

/** Stores of one folder, or of the two of a backup, and where each lies. */
export interface Located {
  readonly stores: readonly DurableStore[];
  /** Path of a store's file or folder. */
  readonly locate: (store: DurableStore) => string;
  /** Nobody may write to the files, not even to recover them. */
  readonly atRest?: boolean;
}

interface Trace {
  readonly log: string | null;
  readonly position: string | null;
}

/** How many of the newest rows of a store are looked through for sealed values, and of the oldest of a log. */
const LOOKED_THROUGH = 1000;

/** How many of a log's newest events are, beside keys of which nobody has noted how much of it they know. */
const LOOKED_BACK = 20_000;

/** What somebody who starts a folder means by it. */
export interface Meant {
  /** What is lost and can be begun again without it shall be. */
  readonly lossMeant?: boolean;
}

/**
 * Whether stores belong together, and none is lost. What there was none of yet is no fault, but for a log or keys.
 * @throws Unfit
 */
export function checkFit(located: Located, { lossMeant = false }: Meant = {}): void {
  const { stores, locate } = located;
  const log = stores.find((store) => store.log !== undefined)!;
  const facts = reading(locate(log), (db) => logFacts(db, log), located);
  for (const store of stores) {
    if (store === log) continue;
    const traces = tracesOf(store, located);
    if (traces.length > 0) checkTraces(locate(store), traces, locate(log), facts);
    if (store.keys && facts && facts.head > 0) checkKeys(store, facts, located);
  }
  if (!lossMeant) checkPresence(located);
}

/** A store that was made once is there for good. */
function checkPresence(located: Located): void {
  const { stores, locate, atRest = false } = located;
  const keys = stores.find((store) => store.keys);
  if (!keys) return;
  const rows = reading(locate(keys), (db) => db.prepare(keys.keys!.made).all(), located) ?? [];
  const made = new Set(rows.map(({ path }) => path));
  for (const store of stores) {
    // The files of a backup stand in its list, which is checked, and there may be none of them.
    if (!made.has(store.path) || store.madeAgain || (store.kind === 'files' && atRest)) continue;
    if (!isThere(store, located))
      throw new Unfit(
        `${locate(store)} is missing or empty, but there has been one in this folder: ${PUT_BACK(`the ${store.name}`)}, or start the server once with --recovered if it is lost for good`,
      );
  }
}

function isThere(store: DurableStore, located: Located): boolean {
  const path = located.locate(store);
  if (store.kind === 'files') return existsSync(path) && readdirSync(path).length > 0;
  return reading(path, () => true, located) ?? false;
}

function tracesOf(store: DurableStore, located: Located): readonly Trace[] {
  const path = located.locate(store);
  if (store.kind === 'files') return holdsFiles(path) ? [{ log: null, position: null }] : [];
  const { traces } = store;
  if (traces === undefined) return [];
  return reading(path, (db) => db.prepare(traces).all() as unknown as Trace[], located) ?? [];
}

function holdsFiles(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => /^[0-9a-f]{2}$/.test(name));
}

function checkTraces(path: string, traces: readonly Trace[], log: string, facts: LogFacts | undefined): void {
  if (!facts)
    throw new Unfit(`${log} is missing or empty, but ${path} is there: ${PUT_BACK('the event log')}`);
  const logs = traces.flatMap((trace) => trace.log ?? []);
  if (logs.length > 0 && !logs.includes(facts.logId))
    throw new Unfit(
      `${path} belongs to the event log ${logs[0]}, but ${log} is ${facts.logId}: ${PUT_BACK('the one that is wrong')}`,
    );
  if (logs.length === 0 && facts.head === 0)
    throw new Unfit(`${log} holds no event, but ${path} is in use: ${PUT_BACK('the event log')}`);
  for (const { log: of, position } of traces) {
    if (of !== null && of !== facts.logId) continue;
    if (Number(position ?? 0) > facts.head)
      throw new Unfit(
        `${log} ends at ${facts.head}, but ${path} tells of ${position}, so events are missing: ${PUT_BACK('the event log')}`,
      );
  }
}

/** Keys of another log, and older ones, lack one that is named; older ones lack those of what is newest. */
function checkKeys(store: DurableStore, facts: LogFacts, located: Located): void {
  const path = located.locate(store);
  const { some, one, known } = store.keys!;
  if (!reading(path, (db) => db.prepare(some).get() !== undefined, located))
    throw new Unfit(
      `${path} is missing or empty beside a log of ${facts.head} events, so nobody could read them: ${PUT_BACK('the keys')}`,
    );
  reading(
    path,
    (db) => {
      const key = db.prepare(one);
      const found = new Set<string>();
      const isUnknown = (kid: string) => {
        if (!found.has(kid) && key.get(kid) === undefined) return true;
        found.add(kid);
        return false;
      };
      const upTo = db.prepare(known).get()?.['position'];
      const logFirst = located.stores.toSorted(
        (a, b) => Number(b.log !== undefined) - Number(a.log !== undefined),
      );
      for (const naming of logFirst) {
        const kid = newestNamed(naming, upTo === undefined ? undefined : Number(upTo), isUnknown, located);
        if (kid === undefined) continue;
        throw new Unfit(
          `${path} lacks the key ${kid}, which ${located.locate(naming)} names: ${PUT_BACK('the keys of this log')}`,
        );
      }
    },
    located,
  );
}

/** The first key of which this holds, among those that the oldest events name and the newest rows of a store. */
function newestNamed(
  store: DurableStore,
  knownUpTo: number | undefined,
  holds: (kid: string) => boolean,
  located: Located,
): string | undefined {
  const { sealed } = store;
  if (!sealed) return undefined;
  return reading(
    located.locate(store),
    (db) => {
      const last = Number(db.prepare(sealed.last).get()?.['row'] ?? 0);
      if (!store.log) return namedIn(db, sealed, [last - LOOKED_THROUGH, last], holds);
      return (
        namedIn(db, sealed, [0, LOOKED_THROUGH], holds) ??
        namedIn(db, sealed, [knownUpTo ?? last - LOOKED_BACK, last], holds)
      );
    },
    located,
  );
}

const PUT_BACK = (what: string) => `put ${what} back, or restore a backup into an empty folder`;
