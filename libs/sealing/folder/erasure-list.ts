import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushFolder } from '#backup/files.js';
import { FileLock, holderOf, type LockHolder } from '#sqlite/file-lock.js';
import { onStorage, StorageUnavailable } from '#hosting/storage.js';
import { type ErasureList, WrongErasureList } from '../erasure-list.js';
import { addToList, readList, versionOf, writeList, type FileVersion, type Listed } from './list-file.js';

const FILE = 'erased-keys.jsonl';
const LOCK = 'erased-keys.lock';

/** Says in which folder to look, for the lines an operator reads. */
const NAME_IT = 'name its folder with TILSAGN_ERASURES';

/** Whose list it is to be. */
export interface ListOwner {
  /** The list the keys know; undefined before their first. */
  readonly list: string | undefined;
  /** Id of the log the keys are of: their first list is called by it, so that it is theirs before they have noted it. */
  readonly log: string;
  /** The data folder, for the lines an operator reads. */
  readonly data: string;
}

/** A list as it is found, to be read. */
export class FoundErasures {
  constructor(
    readonly id: string,
    private readonly erased: ReadonlySet<string>,
  ) {}

  has(kid: string): boolean {
    return this.erased.has(kid);
  }

  kids(): Iterable<string> {
    return this.erased;
  }

  /** Whether `copyTo` may put it into a folder. @throws WrongErasureList */
  async mayGoTo(folder: string): Promise<void> {
    refuseOthers(folder, await FolderErasureList.find(folder), this.id);
  }

  /** Goes on with the list in another folder, for `data`, and with all that stands there already. @throws WrongErasureList */
  async copyTo(folder: string, data: string): Promise<void> {
    const there = await FolderErasureList.find(folder);
    if (there?.id === this.id && [...this.erased].every((kid) => there.has(kid))) return;
    const list = await FolderErasureList.open(folder, { list: this.id, log: '', data });
    try {
      await list.record([...this.erased]);
    } finally {
      await list.close();
    }
  }
}

/**
 * The list as a file of lines in a folder of its own, which only grows; one process at a time has it open. What
 * somebody did to the file meanwhile, a copy put back or a removal, never takes an erasure from it.
 */
export class FolderErasureList implements ErasureList {
  private writing: Promise<unknown> = Promise.resolve();
  private readonly erased = new Set<string>();
  /** The file that holds exactly what is known here, and whole. */
  private known: FileVersion | undefined;
  /** The keys know of a list, but there was none: a copy of the folder, or the list is lost. */
  begunAgain = false;

  private constructor(
    readonly id: string,
    private readonly folder: string,
    private readonly data: string,
    private lock: FileLock,
  ) {}

  /**
   * Opens the list of these keys; makes one for keys that know of none, or whose list is not there.
   * @throws WrongErasureList, also where another process has it open
   */
  static async open(folder: string, { list, log, data }: ListOwner): Promise<FolderErasureList> {
    const id = list ?? log;
    // Before anything is made in a folder of others.
    const found = await readList(join(folder, FILE));
    if (!mayBegin(list, found)) refuseOthers(folder, found, id);
    const opened = new FolderErasureList(id, folder, data, await held(folder, data));
    try {
      const there = mayBegin(list, await readList(opened.file)) ? undefined : await opened.takeIn();
      opened.begunAgain = !there && list !== undefined;
      if (there?.whole) opened.known = there.version;
      else await opened.writeAnew();
      await access(opened.file, constants.W_OK);
      return opened;
    } catch (error) {
      opened.release();
      throw error instanceof WrongErasureList ? error : cannotBe('written', folder, error);
    }
  }

  /** The list in a folder; undefined where there is none. @throws WrongErasureList */
  static async find(folder: string): Promise<FoundErasures | undefined> {
    const listed = await readList(join(folder, FILE));
    return listed && new FoundErasures(listed.id, listed.kids);
  }

  has(kid: string): boolean {
    return this.erased.has(kid);
  }

  kids(): Iterable<string> {
    return this.erased;
  }

  /** @throws StorageUnavailable */
  record(kids: readonly string[]): Promise<void> {
    const recorded = this.writing.then(() => onStorage(this.file, () => this.add(kids)));
    this.writing = recorded.catch(() => undefined);
    return recorded.catch((error: unknown) => {
      throw error instanceof WrongErasureList
        ? new StorageUnavailable(error.message, { cause: error })
        : error;
    });
  }

  async close(): Promise<void> {
    await this.writing;
    this.release();
  }

  private get file(): string {
    return join(this.folder, FILE);
  }

  private async add(kids: readonly string[]): Promise<void> {
    if (!this.lock.inPlace) {
      this.lock.release();
      this.lock = await held(this.folder, this.data);
    }
    const isAsKnown = this.known !== undefined && (await versionOf(this.file)) === this.known;
    if (!isAsKnown) await this.takeIn();
    const unknown = kids.filter((kid) => !this.erased.has(kid));
    if (!isAsKnown) return this.writeAnew(unknown);
    if (unknown.length === 0) return;
    // Until the lines are on the disk it is not known what is.
    this.known = undefined;
    await addToList(this.file, unknown);
    await this.nowKnown(unknown);
  }

  /** Adds what the file says to what is known here. @throws WrongErasureList */
  private async takeIn(): Promise<Listed | undefined> {
    this.known = undefined;
    const listed = await readList(this.file);
    refuseOthers(this.folder, listed, this.id);
    for (const kid of listed?.kids ?? []) this.erased.add(kid);
    return listed;
  }

  private async writeAnew(more: readonly string[] = []): Promise<void> {
    await writeList(this.file, this.id, [...this.erased, ...more]);
    await this.nowKnown(more);
  }

  private async nowKnown(kids: readonly string[]): Promise<void> {
    for (const kid of kids) this.erased.add(kid);
    this.known = await versionOf(this.file);
  }

  private release(): void {
    if (this.lock.inPlace) this.lock.unsay();
    this.lock.release();
  }
}

/** Who has a list open, and for which data folder. */
interface ListHolder extends LockHolder {
  readonly data?: string;
}

/** The list's folder, made where it is missing, held for a data folder. @throws WrongErasureList */
async function held(folder: string, data: string): Promise<FileLock> {
  const name = join(folder, LOCK);
  let lock: FileLock | undefined;
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) for (const above of [folder, dirname(made)]) await flushFolder(above);
    lock = FileLock.take(name);
    const holder: ListHolder = { pid: process.pid, data };
    lock?.say(holder);
  } catch (error) {
    lock?.release();
    throw cannotBe('made', folder, error);
  }
  if (lock) return lock;
  const holder: ListHolder = await holderOf<ListHolder>(name);
  throw new WrongErasureList(
    `the list of erased keys in ${folder} is in use by process ${holder.pid}` +
      `${holder.data === undefined ? '' : ` for the data folder ${holder.data}`}: ` +
      'end that process, or copy the list for this data folder and name its folder with TILSAGN_ERASURES',
  );
}

/**
 * Keys that know of no list yet begin one where another data folder has noted nothing: most often that folder was thrown
 * away. If it was not, its next erasure or start says that its list is another's now, and nothing is lost.
 */
function mayBegin(known: string | undefined, found: Listed | undefined): boolean {
  return known === undefined && found?.kids.size === 0;
}

/** A list is that of the keys that know it by its id. @throws WrongErasureList */
function refuseOthers(folder: string, list: { readonly id: string } | undefined, id: string): void {
  if (!list || list.id === id) return;
  throw new WrongErasureList(
    `${folder} holds the list of erased keys of another data folder: name one of its own with TILSAGN_ERASURES, ` +
      'or remove it if that data folder and all its backups are gone for good',
  );
}

function cannotBe(done: string, folder: string, error: unknown): WrongErasureList {
  return new WrongErasureList(
    `the list of erased keys cannot be ${done} in ${folder} (${(error as Error).message}): ${NAME_IT}`,
    { cause: error },
  );
}
