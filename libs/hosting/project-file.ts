import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

/** Folder of the project: where package.json stands above this file, in the source as in `dist/`. */
export function projectRoot(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, 'package.json'))) {
    const up = dirname(at);
    if (up === at) throw new Error('no package.json above the platform');
    at = up;
  }
  return at;
}

/** Path of a file that ships with the project, named from its root. */
export function projectFile(path: string): string {
  return join(projectRoot(), path);
}
