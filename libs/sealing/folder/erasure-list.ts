import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ErasureList, WrongErasureList } from '../erasure-list.js';

const FILE = 'erased-keys.jsonl';

/** What a line of the file says: the first one whose list it is, each other one a key. */
type Line = { readonly list: string } | { readonly kid: string };

/** Says in which folder to look, for the lines an operator reads. */
const NAME_IT = 'name its folder with TILSAGN_ERASURES';

/** The list as a file of lines in a folder of its own, which only grows. */
export class FolderErasureList implements ErasureList {
  private writing: Promise<unknown> = Promise.resolve();
  /** The keys know of a list, but there was none: a copy of the folder, or the list is lost. */
  begunAgain = false;

  private constructor(
    readonly id: string,
    private readonly file: string,
    private readonly erased: Set<string>,
    /** Bytes of whole lines; what a power cut left behind them was never said to be done. */
    private size: number,
  ) {}

  /**
   * Opens the list of keys that know it by `id`; makes one for keys that know of none, or whose list is not there.
   * @throws WrongErasureList
   */
  static async open(folder: string, id: string | undefined): Promise<FolderErasureList> {
    const list = await FolderErasureList.find(folder);
    if (id !== undefined && list && list.id !== id)
      throw new WrongErasureList(`the list of erased keys in ${folder} is that of other keys: ${NAME_IT}`);
    if (id === undefined && list && list.erased.size > 0)
      throw new WrongErasureList(`${folder} holds the list of erased keys of others: ${NAME_IT}`);
    const opened = list ?? (await FolderErasureList.make(folder, id ?? randomUUID()));
    opened.begunAgain = !list && id !== undefined;
    await access(opened.file, constants.W_OK).catch((error: Error) => {
      throw new WrongErasureList(`the list of erased keys cannot be written: ${error.message}`);
    });
    return opened;
  }

  /** The list in a folder; undefined where there is none. */
  static async find(folder: string): Promise<FolderErasureList | undefined> {
    const file = join(folder, FILE);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw new WrongErasureList(`the list of erased keys cannot be read: ${error.message}`);
    });
    if (text === undefined) return undefined;
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole === '') return undefined;
    const [head, ...lines] = whole
      .trimEnd()
      .split('\n')
      .map((line) => parsed(line, file));
    if (!head || !('list' in head)) throw new WrongErasureList(`${file} is no list of erased keys`);
    const kids = lines.flatMap((line) => ('kid' in line ? [line.kid] : []));
    return new FolderErasureList(head.list, file, new Set(kids), Buffer.byteLength(whole));
  }

  /** Begins a list, for its owner only. */
  static async make(folder: string, id: string): Promise<FolderErasureList> {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const list = new FolderErasureList(id, join(folder, FILE), new Set(), 0);
      await list.append([{ list: id }]);
      for (const made of [folder, dirname(folder)]) await flush(made);
      return list;
    } catch (error) {
      throw new WrongErasureList(
        `the list of erased keys cannot be made in ${folder} (${(error as Error).message}): ${NAME_IT}`,
      );
    }
  }

  has(kid: string): boolean {
    return this.erased.has(kid);
  }

  kids(): Iterable<string> {
    return this.erased;
  }

  record(kids: readonly string[]): Promise<void> {
    const recorded = this.writing.then(() => this.add(kids));
    this.writing = recorded.catch(() => undefined);
    return recorded;
  }

  private async add(kids: readonly string[]): Promise<void> {
    const unknown = kids.filter((kid) => !this.erased.has(kid));
    if (unknown.length === 0) return;
    await this.append(unknown.map((kid) => ({ kid })));
    for (const kid of unknown) this.erased.add(kid);
  }

  /** Goes on with the list in another folder, and with all that stands there already. @throws WrongErasureList */
  async copyTo(folder: string): Promise<void> {
    const there = await FolderErasureList.find(folder);
    if (there && there.id !== this.id)
      throw new WrongErasureList(`${folder} holds the list of erased keys of others: ${NAME_IT}`);
    const list = there ?? (await FolderErasureList.make(folder, this.id));
    await list.record([...this.erased]);
  }

  private async append(lines: readonly Line[]): Promise<void> {
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const file = await open(this.file, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      // Where an earlier try ended half-way, it is written over.
      await file.truncate(this.size);
      await writeAll(file, bytes, this.size);
      await file.sync();
      this.size += bytes.length;
    } finally {
      await file.close();
    }
    await chmod(this.file, 0o600);
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let written = 0; written < bytes.length;)
    written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
}

function parsed(line: string, file: string): Line {
  try {
    return JSON.parse(line) as Line;
  } catch {
    throw new WrongErasureList(`${file} is damaged: put a whole one back`);
  }
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
