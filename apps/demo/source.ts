import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openGivingFile, type GivingFile } from '#giving/giving-file.js';
import { projectFile } from '#hosting/project-file.js';
import { WrongUsage } from './arguments.js';

const SAMPLE = 'apps/demo/sample-grants.json';
const MANIFEST = 'demo.json';

/** Opens a 360Giving file, or the bundled sample. @throws UnreadableFile when there is nothing to read in it */
export function openSource(from: string | undefined): Promise<GivingFile> {
  return openGivingFile(from ?? projectFile(SAMPLE));
}

/** Binds a data folder to its source, so that a run continues only with the file it began with. @throws WrongUsage */
export async function bindFolder(
  folder: string,
  { name, sha256 }: Pick<GivingFile, 'name' | 'sha256'>,
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
