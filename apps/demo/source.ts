import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { projectFile } from '#platform/project-file.js';
import { WrongUsage } from './arguments.js';

/** Where the grants of a run come from. */
export interface Source {
  readonly name: string;
  readonly sha256: string;
  readonly records: () => AsyncIterable<unknown>;
}

const SAMPLE = 'apps/demo/sample-grants.json';
const MANIFEST = 'demo.json';

/** Reads a 360Giving package, or the bundled sample. @throws WrongUsage when there is nothing to read in it */
export async function readSource(from: string | undefined): Promise<Source> {
  const path = from ?? projectFile(SAMPLE);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new WrongUsage(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const records = recordsIn(bytes, path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: basename(path), sha256, records: () => each(records) };
}

/** Binds a data folder to its source, so that a run continues only with the file it began with. @throws WrongUsage */
export async function bindFolder(folder: string, { name, sha256 }: Source): Promise<void> {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) {
    if (existsSync(join(folder, 'log.sqlite')))
      throw new WrongUsage(`${folder} holds data that is not from a demo: name another folder`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${path}.new`, `${JSON.stringify({ name, sha256 })}\n`, { flush: true });
    return rename(`${path}.new`, path);
  }
  const bound = JSON.parse(readFileSync(path, 'utf8')) as { readonly name: string; readonly sha256: string };
  if (bound.sha256 !== sha256)
    throw new WrongUsage(`${folder} was begun with another file (${bound.name}): name another folder`);
}

function recordsIn(bytes: Buffer, path: string): readonly unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new WrongUsage(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const grants = (content as { readonly grants?: unknown } | null)?.grants;
  if (!Array.isArray(grants))
    throw new WrongUsage(`${path} is not a 360Giving package: it has no list "grants"`);
  return grants;
}

async function* each(records: readonly unknown[]): AsyncGenerator {
  yield* records;
}
