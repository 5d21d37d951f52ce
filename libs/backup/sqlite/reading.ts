import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import type { DurableStore, SealedSql } from '../durable-store.js';

/** What is wrong with a folder, in a line that says which file and what to do. */
export class Unfit extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unfit';
  }
}

/** Id of a log and the number of its last event, 0 while it is empty. */
export interface LogFacts {
  readonly logId: string;
  readonly head: number;
}

/**
 * Reads a SQLite file; undefined where there is none, or nothing in it. One `at rest` is left as it is, also on a
 * medium that cannot be written to. @throws Unfit when it is no SQLite file
 */
export function reading<Result>(
  file: string,
  work: (db: DatabaseSync) => Result,
  { atRest = false }: { readonly atRest?: boolean } = {},
): Result | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const db = openToRead(file, atRest);
    try {
      const { tables } = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {
        tables: number;
      };
      return tables === 0 ? undefined : work(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Unfit) throw error;
    throw new Unfit(`${file} cannot be read (${(error as Error).message}): restore a backup`);
  }
}

/** Opens a file that is there. */
export function openToRead(file: string, atRest = false): DatabaseSync {
  const url = pathToFileURL(file);
  if (atRest) url.searchParams.set('immutable', '1');
  return new DatabaseSync(url, { readOnly: true, timeout: 5000 });
}

/** What a log says of itself. */
export function logFacts(db: DatabaseSync, { log }: DurableStore): LogFacts {
  const { log: logId, position } = db.prepare(log!).get() as { log: string; position: number | null };
  return { logId, head: position ?? 0 };
}

/** Ids of the keys that sealed values in a text name, in the order they stand there. */
function kidsIn(text: string): string[] {
  return Array.from(text.matchAll(SEALED), ([, kid]) => kid!);
}

/** The first key of which this holds, among those that sealed values between two row numbers (after, up to) name. */
export function namedIn(
  db: DatabaseSync,
  { between }: SealedSql,
  [after, upTo]: readonly [after: number, upTo: number],
  holds: (kid: string) => boolean,
): string | undefined {
  const rows = db.prepare(between).iterate(after, upTo) as Iterable<{ text: string }>;
  for (const { text } of rows) {
    const found = kidsIn(text).find(holds);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An envelope in canonical JSON; inside a text its quotation marks would be escaped. */
const SEALED = /"\$sealed":\{[^{}]*?"kid":"([^"\\]+)"/g;
