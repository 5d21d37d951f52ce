import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { DurableStore } from '../durable-store.js';
import { digestOf, listedIn, readJson } from '../files.js';
import {
  ATTACHMENTS_LIST,
  MANIFEST,
  summaryOf,
  type Attachments,
  type BackupSummary,
  type Manifest,
} from '../manifest.js';
import { checkFit, type Located } from './fit.js';
import { logFacts, namedIn, reading, Unfit } from './reading.js';

/** A backup to look at. */
export interface BackupPlaces {
  readonly stores: readonly DurableStore[];
  /** Folder of the data. */
  readonly from: string;
  /** Folder of the keys. */
  readonly keysFrom: string;
}

/** What a look at a backup found. */
export interface Verified {
  readonly summary: BackupSummary;
  /** What is wrong with it, a line each; none when it is sound. */
  readonly problems: readonly string[];
}

/**
 * Reads all of a backup: digests, SQLite's own check of each file, whether the stores fit together, and whether there
 * is a key, or an erased one, for every sealed value. @throws Unfit when it is no finished backup
 */
export async function verifyBackup(
  places: BackupPlaces,
  onBytes: (done: number) => void = () => undefined,
): Promise<Verified> {
  const { data, keys } = await manifestsOf(places);
  const problems: string[] = [];
  let done = 0;
  const check = async (folder: string, path: string, sha256: string, bytes?: number) => {
    const found = await lookAt(join(folder, path), sha256, bytes);
    if (typeof found === 'string') problems.push(found);
    else onBytes((done += found.bytes));
    return typeof found !== 'string';
  };

  const whole = new Set<string>();
  for (const [folder, { files }] of [
    [places.from, data],
    [places.keysFrom, keys],
  ] as const)
    for (const { path, sha256, bytes } of files)
      if (await check(folder, path, sha256, bytes)) whole.add(path);
  if (data.attachments) await checkAttachments(places, data.attachments, check, problems);

  const located = locatedIn(places);
  // What is damaged has been said; SQLite would only say it again, and worse.
  const stores = places.stores.filter(({ kind, path }) => kind === 'files' || whole.has(path));
  for (const store of stores) if (store.kind === 'sqlite') problems.push(...integrityOf(store, located));
  if (problems.length === 0) problems.push(...fitOf(data, located), ...unopenable(located));
  return { summary: summaryOf(data, keys), problems };
}

/** The manifests of both folders. @throws Unfit when it is no finished backup, or not one */
export async function manifestsOf({
  from,
  keysFrom,
}: BackupPlaces): Promise<{ data: Manifest; keys: Manifest }> {
  const [data, keys] = await Promise.all(
    [from, keysFrom].map((folder) => readJson<Manifest>(join(folder, MANIFEST))),
  );
  if (!data) throw new Unfit(`there is no finished backup in ${from}`);
  if (!keys) throw new Unfit(`the keys of the backup are not in ${keysFrom}: name their folder with --keys`);
  if (data.format !== 1 || keys.format !== 1)
    throw new Unfit(`${from} was made by another version of the program`);
  if (data.id !== keys.id)
    throw new Unfit(`${from} and ${keysFrom} are of two backups: name two of the same one`);
  return { data, keys };
}

/** Where the stores of a backup lie. */
export function locatedIn({ stores, from, keysFrom }: BackupPlaces): Located {
  return { stores, locate: (store) => join(store.keys ? keysFrom : from, store.path), atRest: true };
}

async function lookAt(
  file: string,
  sha256: string,
  bytes?: number,
): Promise<{ readonly bytes: number } | string> {
  try {
    const found = await digestOf(file);
    if (found.sha256 === sha256 && (bytes ?? found.bytes) === found.bytes) return found;
    return `${file} is not what was backed up: its digest is ${found.sha256}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return `${file} is missing`;
    return `${file} cannot be read: ${(error as Error).message}`;
  }
}

async function checkAttachments(
  { from }: BackupPlaces,
  { list, files }: Attachments,
  check: (folder: string, path: string, sha256: string) => Promise<boolean>,
  problems: string[],
): Promise<void> {
  if (!(await check(from, ATTACHMENTS_LIST, list))) return;
  let listed = 0;
  for await (const { path, sha256 } of listedIn(join(from, ATTACHMENTS_LIST))) {
    await check(from, path, sha256);
    listed++;
  }
  if (listed !== files) problems.push(`${ATTACHMENTS_LIST} names ${listed} attachments, there were ${files}`);
}

function integrityOf(store: DurableStore, located: Located): string[] {
  const file = located.locate(store);
  try {
    const found = reading(
      file,
      (db) => db.prepare('PRAGMA integrity_check(1)').get() as { integrity_check: string },
      located,
    );
    return found === undefined || found.integrity_check === 'ok' ? [] : [`${file}: ${found.integrity_check}`];
  } catch (error) {
    return [(error as Error).message];
  }
}

function fitOf({ logId, head }: Manifest, located: Located): string[] {
  const log = located.stores.find((store) => store.log !== undefined)!;
  const facts = reading(located.locate(log), (db) => logFacts(db, log), located);
  if (facts?.logId !== logId || facts.head !== head)
    return [
      `${located.locate(log)} ends at ${facts?.head} of log ${facts?.logId}, the manifest says ${head} of ${logId}`,
    ];
  try {
    checkFit(located);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Sealed values whose key there never was. */
function unopenable(located: Located): string[] {
  const { stores, locate } = located;
  const keys = stores.find((store) => store.keys)!;
  const lacking = (keyFile: DatabaseSync) => {
    const one = keyFile.prepare(keys.keys!.one);
    const known = new Set<string>();
    const isUnknown = (kid: string) => {
      if (known.has(kid)) return false;
      if (one.get(kid) === undefined) return true;
      known.add(kid);
      return false;
    };
    return stores.flatMap((store) => {
      const kid = firstKid(store, isUnknown, located);
      return kid === undefined ? [] : [`${locate(keys)} lacks the key ${kid}, which ${locate(store)} names`];
    });
  };
  return reading(locate(keys), lacking, located) ?? [];
}

/** The first key a store names of which this holds. */
function firstKid(
  store: DurableStore,
  holds: (kid: string) => boolean,
  located: Located,
): string | undefined {
  const { sealed } = store;
  if (sealed === undefined) return undefined;
  return reading(
    located.locate(store),
    (db) => namedIn(db, sealed, [0, Number.MAX_SAFE_INTEGER], holds),
    located,
  );
}
