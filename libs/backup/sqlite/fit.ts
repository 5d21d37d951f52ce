import { existsSync, readdirSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { DurableStore } from '../durable-store.js';
import { kidsIn, logFacts, reading, Unfit, type LogFacts } from './reading.js';

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

/** How many events at either end of a log are looked through for sealed values. */
const LOOKED_THROUGH = 1000;

/** Whether stores belong together. What there is none of yet is no fault, but for a log or keys. @throws Unfit */
export function checkFit(located: Located): void {
  const { stores, locate } = located;
  const log = stores.find((store) => store.log !== undefined)!;
  const facts = reading(locate(log), (db) => logFacts(db, log), located);
  for (const store of stores) {
    if (store === log) continue;
    const traces = tracesOf(store, located);
    if (traces.length > 0) checkTraces(locate(store), traces, locate(log), facts);
    if (store.keys && facts && facts.head > 0) checkKeys(store, log, facts, located);
  }
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

/** The first and the last key the log names: keys of another log, and older ones, lack one of them. */
function checkKeys(store: DurableStore, log: DurableStore, facts: LogFacts, located: Located): void {
  const path = located.locate(store);
  const { some, one } = store.keys!;
  if (!reading(path, (db) => db.prepare(some).get() !== undefined, located))
    throw new Unfit(
      `${path} is missing or empty beside a log of ${facts.head} events, so nobody could read them: ${PUT_BACK('the keys')}`,
    );
  const named = reading(located.locate(log), (db) => kidsAtTheEnds(db, log, facts.head), located) ?? [];
  const unknown = reading(
    path,
    (db) => {
      const key = db.prepare(one);
      return named.find((kid) => key.get(kid) === undefined);
    },
    located,
  );
  if (unknown !== undefined)
    throw new Unfit(
      `${path} lacks the key ${unknown}, which ${located.locate(log)} names: ${PUT_BACK('the keys of this log')}`,
    );
}

function kidsAtTheEnds(db: DatabaseSync, { sealed }: DurableStore, head: number): string[] {
  const between = (after: number, upTo: number) =>
    (db.prepare(sealed!).all(after, upTo) as { text: string }[]).flatMap(({ text }) => kidsIn(text));
  const first = between(0, LOOKED_THROUGH)[0];
  const last = between(Math.max(0, head - LOOKED_THROUGH), head).at(-1);
  return [first, last].filter((kid) => kid !== undefined);
}

const PUT_BACK = (what: string) => `put ${what} back, or restore a backup into an empty folder`;
