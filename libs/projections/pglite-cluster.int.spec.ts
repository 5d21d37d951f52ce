import { afterAll, expect, it } from '@jest/globals';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { openPglite } from './pglite-database.js';

const folders = [temporaryFolder(), temporaryFolder()];
afterAll(() => folders.forEach((folder) => folder.remove()));

/** PGlite draws one for each database it makes. */
async function identifierIn({ path }: { readonly path: string }): Promise<string> {
  const database = await openPglite({ folder: path, schema: 'cluster' });
  const [control] = await database.read<{ id: string }>(
    'SELECT system_identifier::text AS id FROM pg_control_system()',
  );
  await database.close();
  return control!.id;
}

it('begins new databases as copies of the one that was built, each its owner’s alone', async () => {
  const identifiers = await Promise.all(folders.map(identifierIn));
  expect(new Set(identifiers).size).toBe(1);
  const files = folders.flatMap(({ path }) =>
    readdirSync(join(path, 'data'), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(path, 'data', name),
    ),
  );
  expect(files.filter((file) => lstatSync(file).mode & 0o077)).toEqual([]);
});
