import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { inspect } from '#giving/inspect.js';
import { recordsIn } from '#giving/records.js';
import { projectFile } from '#hosting/project-file.js';
import { WrongUsage } from './arguments.js';

/** Where the grants of a run come from. */
export interface Source {
  readonly name: string;
  readonly sha256: string;
  /** From the first on, each time. @throws UnreadableFile */
  readonly records: () => AsyncIterable<unknown>;
}

const SAMPLE = 'apps/demo/sample-grants.json';
const MANIFEST = 'demo.json';

/** Opens a 360Giving file, or the bundled sample. @throws UnreadableFile when there is nothing to read in it */
export async function openSource(from: string | undefined): Promise<Source> {
  const path = from ?? projectFile(SAMPLE);
  const form = await inspect(path);
  return {
    name: basename(path),
    sha256: form.sha256,
    records: () => recordsIn(path, form),
  };
}

/** Binds a data folder to its source, so that a run continues only with the file it began with. @throws WrongUsage */
export async function bindFolder(
  folder: string,
  { name, sha256 }: Pick<Source, 'name' | 'sha256'>,
): Promise<void> {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) {
    if (existsSync(join(folder, 'log.sqlite')))
      throw new WrongUsage(`${folder} holds data that is not from a demo: name another folder`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await writeFile(`${path}.new`, `${JSON.stringify({ name, sha256 })}\n`, { flush: true });
      return await rename(`${path}.new`, path);
    } catch (error) {
      await rm(`${path}.new`, { force: true });
      throw error;
    }
  }
  const bound = JSON.parse(readFileSync(path, 'utf8')) as { readonly name: string; readonly sha256: string };
  if (bound.sha256 !== sha256)
    throw new WrongUsage(`${folder} was begun with another file (${bound.name}): name another folder`);
}
