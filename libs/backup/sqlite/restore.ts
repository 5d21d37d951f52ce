import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DurableStore } from '../durable-store.js';
import { copyDurably, flushFolder, LEAVING, listedIn, namesIn } from '../files.js';
import { ATTACHMENTS_LIST, summaryOf, type BackupSummary } from '../manifest.js';
import { openToRead, Unfit } from './reading.js';
import { locatedIn, manifestsOf, verifyBackup, type BackupPlaces } from './verify.js';

/** The list of erased keys, as a restore needs it. */
export interface Erasures {
  readonly id: string;
  has(kid: string): boolean;
  kids(): Iterable<string>;
}

/** What to restore, and where. */
export interface RestoreRequest extends BackupPlaces {
  /** An empty folder, or one that is not there. */
  readonly data: string;
  /** The newest list of erased keys there is; undefined where none was found. */
  readonly erasures: Erasures | undefined;
  /** Where the list was looked for. */
  readonly erasuresIn: string;
}

/**
 * Puts a sound backup into an empty folder, without the keys that were erased since. The log comes last: a folder in
 * which a restore was interrupted does not start. @throws Unfit in words for the operator
 */
export async function restoreBackup(
  request: RestoreRequest,
  onBytes: (done: number) => void,
): Promise<BackupSummary> {
  const { data, stores, from } = request;
  const names = await namesIn(data);
  if (names.length > 0)
    throw new Unfit(
      `${data} is not empty, there is ${names[0]} in it: a backup is restored into an empty folder`,
    );
  const manifests = await manifestsOf(request);
  const erasures = await newestList(request, manifests.keys.erasures);
  const { problems } = await verifyBackup(request);
  if (problems.length > 0) throw new Unfit(problems[0]!);
  const { locate } = locatedIn(request);
  await refuseOlder(request, erasures);

  let done = 0;
  const copied = ({ bytes }: { readonly bytes: number }) => onBytes((done += bytes));
  await mkdir(data, { recursive: true, mode: 0o700 });
  // Also where there are none: that there is a place for them tells a whole folder from one that has lost them.
  for (const { kind, path } of stores)
    if (kind === 'files') await mkdir(join(data, path, LEAVING), { recursive: true, mode: 0o700 });
  if (manifests.data.attachments)
    for await (const { path } of listedIn(join(from, ATTACHMENTS_LIST)))
      copied(await copyDurably(join(from, path), join(data, path)));
  const listed = [...manifests.data.files, ...manifests.keys.files].map(({ path }) => path);
  const files = stores.filter(({ kind, path }) => kind === 'sqlite' && listed.includes(path));
  for (const store of files.toSorted((a, b) => Number(a.log !== undefined) - Number(b.log !== undefined))) {
    const target = join(data, store.path);
    if (store.keys) copied(await copyKeys(store, locate(store), target, erasures));
    else copied(await copyDurably(locate(store), target));
  }
  await flushFolder(data);
  return summaryOf(manifests.data, manifests.keys);
}

async function newestList(
  { erasures, erasuresIn }: RestoreRequest,
  id: string | undefined,
): Promise<Erasures | undefined> {
  if (id === undefined) return erasures;
  if (!erasures)
    throw new Unfit(
      `the list of erased keys is not in ${erasuresIn}: name the newest one with --erasures, without it what was erased would come back`,
    );
  if (erasures.id !== id)
    throw new Unfit(
      `the list of erased keys in ${erasuresIn} is that of other keys: name the right one with --erasures`,
    );
  return erasures;
}

/** The backup must not know of an erasure that the list does not have: then there is a newer list. */
async function refuseOlder(
  { stores, keysFrom, erasuresIn }: RestoreRequest,
  erasures: Erasures | undefined,
): Promise<void> {
  const store = stores.find(({ keys }) => keys)!;
  if (!erasures) return;
  const db = openToRead(join(keysFrom, store.path), true);
  try {
    for (const { kid } of db.prepare(store.keys!.erased).iterate() as Iterable<{ kid: string }>)
      if (!erasures.has(kid))
        throw new Unfit(
          `the list of erased keys in ${erasuresIn} is older than the backup: name the newest one with --erasures`,
        );
  } finally {
    db.close();
  }
}

/** Under its name the file holds no erased key, and no byte of one. */
async function copyKeys({ keys }: DurableStore, from: string, to: string, erasures: Erasures | undefined) {
  const unerased = `${to}.unerased`;
  const copied = await copyDurably(from, unerased);
  const db = new DatabaseSync(unerased);
  try {
    db.exec(
      'PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; BEGIN IMMEDIATE',
    );
    const erase = db.prepare(keys!.erase);
    for (const kid of erasures?.kids() ?? []) erase.run(kid);
    db.exec('COMMIT; VACUUM');
  } finally {
    db.close();
  }
  const handle = await open(unerased, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unerased, to);
  return copied;
}
