import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Digest and size of a file's bytes. */
export interface Digested {
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Reads a file to its end. */
export async function digestOf(file: string, signal?: AbortSignal): Promise<Digested> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(file, {
    signal,
    highWaterMark: 1 << 20,
  }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Copies a file durably, for its owner only: under its name it is whole. Answers what was copied. */
export async function copyDurably(from: string, to: string, signal?: AbortSignal): Promise<Digested> {
  const hash = createHash('sha256');
  let bytes = 0;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const part = `${to}.part`;
  const target = await open(part, 'w', 0o600);
  try {
    for await (const piece of createReadStream(from, {
      signal,
      highWaterMark: 1 << 20,
    }) as AsyncIterable<Buffer>) {
      hash.update(piece);
      bytes += piece.length;
      for (let written = 0; written < piece.length;)
        written += (await target.write(piece, written, piece.length - written)).bytesWritten;
    }
    await target.sync();
  } finally {
    await target.close();
  }
  await rename(part, to);
  return { sha256: hash.digest('hex'), bytes };
}

/** The lines of a list as `sha256sum` writes it. */
export async function* listedIn(
  file: string,
): AsyncGenerator<{ readonly sha256: string; readonly path: string }> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [sha256, path] = line.split('  ');
    if (sha256 !== undefined && path !== undefined) yield { sha256, path };
  }
}

/** Writes a small file durably, whole or not at all, for its owner only. */
export async function writeDurably(file: string, content: string): Promise<void> {
  const part = `${file}.part`;
  try {
    const target = await open(part, 'w', 0o600);
    try {
      await target.writeFile(content);
      await target.sync();
    } finally {
      await target.close();
    }
    await chmod(part, 0o600);
    await rename(part, file);
  } catch (error) {
    await removeFile(part);
    throw error;
  }
  await flushFolder(dirname(file));
}

/** Names in a folder are durable only when it is flushed itself. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The document in a file; undefined where there is none. */
export async function readJson<Document>(file: string): Promise<Document | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Document;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** In a folder of files: those that were removed while somebody still needed them. */
export const LEAVING = 'leaving';

/** Files of a folder of attachments by digest, with their sizes; those on their way out too. */
export async function attachmentsIn(folder: string): Promise<Map<string, { path: string; bytes: number }>> {
  const found = new Map<string, { path: string; bytes: number }>();
  // First those that stay: one that is taken out meanwhile is then found among those that leave.
  const folders = (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  for (const name of [...folders.toSorted(), LEAVING])
    for (const digest of await namesIn(join(folder, name))) {
      if (!/^[0-9a-f]{64}$/.test(digest)) continue;
      const path = join(folder, name, digest);
      const { size } = (await stat(path).catch(() => undefined)) ?? {};
      if (size !== undefined) found.set(digest, { path, bytes: size });
    }
  return found;
}

/** Where an attachment lies in its folder. */
export function placeOf(digest: string): string {
  return join(digest.slice(0, 2), digest);
}

/** Names in a folder; none where there is none. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Removes a file that may not be there. */
export function removeFile(file: string): Promise<void> {
  return rm(file, { force: true });
}
