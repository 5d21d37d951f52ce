import { open, stat, type FileHandle } from 'node:fs/promises';
import { writeDurably } from '#backup/files.js';
import { WrongErasureList } from '../erasure-list.js';

/** What stands in the file of a list. */
export interface Listed {
  readonly id: string;
  readonly kids: ReadonlySet<string>;
  /** Whether it ends with its last line, so that the next one can follow. */
  readonly whole: boolean;
  readonly version: FileVersion;
}

/** Differs when another file stands under the name, or somebody wrote to it. */
export type FileVersion = string;

/** A line of the file: the first one says whose list it is, each other one names a key. */
type Line = { readonly list: string } | { readonly kid: string };

/** Reads a list; undefined where there is none. @throws WrongErasureList */
export async function readList(file: string): Promise<Listed | undefined> {
  const found = await contentOf(file);
  if (found === undefined) return undefined;
  const lines = found.text.split('\n');
  const last = lines.pop()!;
  // An editor may have taken the last line's end; what a power cut left of one was never said to be done.
  const read = lines.filter((line) => line.trim() !== '').map((line) => parsed(line) ?? damaged(file));
  const unended = parsed(last);
  const [head, ...rest] = unended ? [...read, unended] : read;
  if (head === undefined) return undefined;
  if (!('list' in head)) throw new WrongErasureList(`${file} is no list of erased keys`);
  const kids = new Set(rest.flatMap((line) => ('kid' in line ? [line.kid] : [])));
  return { id: head.list, kids, whole: last === '', version: found.version };
}

/** Which version of the file is there now; undefined where there is none. */
export async function versionOf(file: string): Promise<FileVersion | undefined> {
  try {
    return version(await stat(file, { bigint: true }));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Writes a list anew, durably, whole or not at all. */
export async function writeList(file: string, id: string, kids: Iterable<string>): Promise<void> {
  await writeDurably(file, [{ list: id }, ...[...kids].map((kid) => ({ kid }))].map(asLine).join(''));
}

/** Adds keys at the end of a list, durably. */
export async function addToList(file: string, kids: readonly string[]): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const bytes = Buffer.from(kids.map((kid) => asLine({ kid })).join(''));
    const { size } = await handle.stat();
    for (let written = 0; written < bytes.length;)
      written += (await handle.write(bytes, written, bytes.length - written, size + written)).bytesWritten;
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function contentOf(file: string): Promise<{ text: string; version: FileVersion } | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const before = version(await handle.stat({ bigint: true }));
    return { text: await handle.readFile('utf8'), version: before };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new WrongErasureList(`the list of erased keys cannot be read: ${(error as Error).message}`);
  } finally {
    await handle?.close();
  }
}

function version({
  dev,
  ino,
  size,
  mtimeNs,
}: Record<'dev' | 'ino' | 'size' | 'mtimeNs', bigint>): FileVersion {
  return [dev, ino, size, mtimeNs].join(':');
}

function asLine(line: Line): string {
  return `${JSON.stringify(line)}\n`;
}

function parsed(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as Partial<Record<string, unknown>> | null;
    return typeof line?.['list'] === 'string' || typeof line?.['kid'] === 'string'
      ? (line as Line)
      : undefined;
  } catch {
    return undefined;
  }
}

function damaged(file: string): never {
  throw new WrongErasureList(`${file} is damaged: put a whole one back`);
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
