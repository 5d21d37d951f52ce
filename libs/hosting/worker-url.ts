import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { dirname, join, relative } from 'node:path';
import { projectRoot } from './project-file.js';

/**
 * URL of a built worker file: `workerUrl(import.meta.url, './writer.worker.js')`.
 * A thread cannot load TypeScript with aliases, so from source the file's twin under `dist/` is named.
 * @throws Error when it has not been built
 */
export function workerUrl(from: string, file: string): URL {
  const root = projectRoot();
  const folder = relative(root, dirname(fileURLToPath(from)));
  const built = folder.startsWith('dist') ? join(root, folder, file) : join(root, 'dist', folder, file);
  if (!existsSync(built)) throw new Error(`${relative(root, built)} is missing: run "npm run build" first`);
  return pathToFileURL(built);
}
