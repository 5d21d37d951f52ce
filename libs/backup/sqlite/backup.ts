import { randomUUID } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isWithin } from '#hosting/within.js';
import type { DurableStore } from '../durable-store.js';
import {
  attachmentsIn,
  copyDurably,
  digestOf,
  flushFolder,
  LEAVING,
  namesIn,
  placeOf,
  readJson,
  removeFile,
  writeDurably,
} from '../files.js';
import {
  ATTACHMENTS_LIST,
  MANIFEST,
  summaryOf,
  UNFINISHED,
  type Attachments,
  type BackupProgress,
  type BackupSummary,
  type CopiedFile,
  type Manifest,
} from '../manifest.js';
import { Moment } from './moments.js';
import { logFacts, Unfit } from './reading.js';

/** What to back up, and where to. */
export interface BackupRequest {
  /** The data folder, held by this process. */
  readonly data: string;
  /** In the order in which their moments are taken: what refers to something before what it refers to. */
  readonly stores: readonly DurableStore[];
  /** Absolute paths of the folders for the data and for the keys. */
  readonly to: string;
  readonly keysTo: string;
  /** Where erasures are noted: it may lie in neither. */
  readonly erasures: string;
  readonly version: string;
  readonly now: () => string;
  /** Keeps attachments that are removed meanwhile until its answer is called. */
  readonly keepRemoved: () => () => Promise<void>;
}

/** What a backup that is begun says of itself, so that it can be gone on with. */
interface Begun {
  readonly id: string;
  readonly logId: string;
  readonly startedAt: string;
}

/**
 * Backs up all stores of a data folder beside its writers. The SQLite files are copied as of moments taken together;
 * attachments never change, so they are copied after that, those that are there already not again. Interrupted, it is
 * gone on with by the same call: the SQLite files are then copied anew, as of new moments.
 * @throws Unfit in words for the operator
 */
export async function backUp(
  request: BackupRequest,
  onProgress: (progress: BackupProgress) => void,
  signal: AbortSignal,
): Promise<BackupSummary> {
  await checkPlaces(request);
  const release = request.keepRemoved();
  const takenAt = request.now();
  const { stores, data } = request;
  const moments = Moment.take(
    stores.filter(({ kind }) => kind === 'sqlite'),
    (store) => join(data, store.path),
  );
  try {
    const log = moments.find(({ store }) => store.log !== undefined);
    if (!log) throw new Unfit(`there is no event log in ${data}`);
    const { logId, head } = log.ask((db) => logFacts(db, log.store));
    const begun = await begin(request, logId);
    const about = { format: 1 as const, ...begun, takenAt, head, version: request.version };
    const keys = moments.find(({ store }) => store.keys);
    const erasures = keys?.ask((db) => db.prepare(keys.store.keys!.list).get()) as { id: string } | undefined;

    const files = await copyMoments(request, moments, onProgress, signal);
    const attachments = await copyAttachments(request, onProgress, signal);
    const finishedAt = request.now();
    const isKeys = ({ path }: CopiedFile) => path === keys?.store.path;
    const ofKeys: Manifest = {
      ...about,
      finishedAt,
      files: files.filter(isKeys),
      ...(erasures && { erasures: erasures.id }),
    };
    const ofData: Manifest = {
      ...about,
      finishedAt,
      files: files.filter((file) => !isKeys(file)),
      attachments,
    };
    // The data's last: with it the backup is finished.
    await finish(request.keysTo, ofKeys);
    await finish(request.to, ofData);
    return summaryOf(ofData, ofKeys);
  } finally {
    for (const moment of moments) moment.end();
    await release();
  }
}

/** Judges the places as they would be, before a folder is made in one of them. */
async function checkPlaces({ data, to, keysTo, erasures }: BackupRequest): Promise<void> {
  const places = { data: await realOf(data), to: await realOf(to), keysTo: await realOf(keysTo) };
  const apart = (one: string, other: string) => !isWithin(one, other) && !isWithin(other, one);
  if (!apart(places.to, places.keysTo))
    throw new Unfit(`${keysTo} and ${to} must lie apart: who has both can read everything`);
  for (const folder of [places.to, places.keysTo]) {
    if (!apart(folder, places.data)) throw new Unfit(`${folder} and the data folder ${data} must lie apart`);
    if (!apart(folder, await realOf(erasures)))
      throw new Unfit(`${folder} and the list of erased keys in ${erasures} must lie apart`);
  }
}

/** Where a path leads, also one whose last folders are still to be made. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const above = dirname(path);
    if (!isMissing(error) || above === path) throw error;
    return join(await realOf(above), basename(path));
  }
}

/** Goes on with the backup that was begun in both folders, or begins one in empty ones. */
async function begin({ to, keysTo, now }: BackupRequest, logId: string): Promise<Begun> {
  const found: Begun[] = [];
  for (const folder of [to, keysTo]) {
    const names = await namesIn(folder);
    if (names.includes(MANIFEST) && folder === to)
      throw new Unfit(`${folder} holds a finished backup: name an empty folder`);
    const begun = await readJson<Begun>(join(folder, UNFINISHED));
    if (begun) found.push(begun);
    else if (names.length > 0 && !names.includes(MANIFEST))
      throw new Unfit(`${folder} is not empty: name an empty folder`);
  }
  const [first, second] = found;
  const ended = await readJson<Manifest>(join(keysTo, MANIFEST));
  const begun = first ?? { id: randomUUID(), logId, startedAt: now() };
  if (begun.logId !== logId)
    throw new Unfit(`${to} holds an unfinished backup of another log: name an empty folder`);
  if ((second ?? begun).id !== begun.id || (ended ?? begun).id !== begun.id)
    throw new Unfit(
      `${keysTo} belongs to another backup than ${to}: name the folder it was begun with, or an empty one`,
    );
  for (const folder of [to, keysTo]) await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const folder of [to, keysTo])
    await writeDurably(join(folder, UNFINISHED), `${JSON.stringify(begun)}\n`);
  return begun;
}

/** The keys first: an erasure waits until nobody reads them. */
async function copyMoments(
  { to, keysTo }: BackupRequest,
  moments: readonly Moment[],
  onProgress: (progress: BackupProgress) => void,
  signal: AbortSignal,
): Promise<CopiedFile[]> {
  const total = moments.reduce((sum, { bytes }) => sum + bytes, 0);
  const files: CopiedFile[] = [];
  let before = 0;
  for (const moment of moments.toSorted(
    (a, b) => Number(b.store.keys !== undefined) - Number(a.store.keys !== undefined),
  )) {
    const { path, keys } = moment.store;
    const show = (done: number) => onProgress({ stage: 'stores', done: before + done, total });
    files.push({ path, ...(await moment.copyTo(join(keys ? keysTo : to, path), show, signal)) });
    before += moment.bytes;
    show(0);
  }
  return files;
}

async function copyAttachments(
  { data, to, stores }: BackupRequest,
  onProgress: (progress: BackupProgress) => void,
  signal: AbortSignal,
): Promise<Attachments> {
  const store = stores.find(({ kind }) => kind === 'files')!;
  const there = await attachmentsIn(join(data, store.path));
  const total = [...there.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  const lines: string[] = [];
  const damaged: string[] = [];
  let done = 0;
  let kept = 0;
  for (const [digest, { path, bytes }] of there) {
    signal.throwIfAborted();
    const target = join(to, store.path, placeOf(digest));
    const leaving = join(data, store.path, LEAVING, digest);
    const whole =
      (await isWhole(target, digest, signal)) ||
      (await copyOf([path, leaving], target, signal)).sha256 === digest;
    if (whole) {
      lines.push(`${digest}  ${store.path}/${placeOf(digest)}\n`);
      kept += bytes;
    } else {
      damaged.push(digest);
      await removeFile(target);
    }
    done += bytes;
    onProgress({ stage: 'attachments', done, total });
  }
  for (const name of await namesIn(join(to, store.path))) await flushFolder(join(to, store.path, name));
  await writeDurably(join(to, ATTACHMENTS_LIST), lines.join(''));
  const { sha256 } = await digestOf(join(to, ATTACHMENTS_LIST));
  return { files: lines.length, bytes: kept, list: sha256, damaged };
}

/** One that is removed while it is waited for has moved. */
async function copyOf([path, moved]: readonly [string, string], target: string, signal: AbortSignal) {
  try {
    return await copyDurably(path, target, signal);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return copyDurably(moved, target, signal);
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

async function isWhole(file: string, digest: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await digestOf(file, signal)).sha256 === digest;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function finish(folder: string, manifest: Manifest): Promise<void> {
  await writeDurably(join(folder, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await removeFile(join(folder, UNFINISHED));
  await flushFolder(folder);
}
