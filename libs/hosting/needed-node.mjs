import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Ends a program that runs on a Node older than it needs, and says in a line what to do. A program calls it before it
 * loads anything else, and the rest with `import()`, since an old Node could not even load that. This file is JavaScript
 * that any Node reads, and needs nothing that is built: the build calls it, too.
 */
export function refuseOldNodes() {
  const root = projectRoot();
  const needed = neededNode(root);
  const [least, running] = [needed, process.versions.node].map((version) => version.split('.').map(Number));
  if (running[0] > least[0] || (running[0] === least[0] && running[1] >= least[1])) return;
  process.stderr.write(
    `Node ${needed} or later is needed, and this is ${process.versions.node}; ${whatToDo(root, least[0])}\n`,
  );
  process.exit(1);
}

/** From the source as from `dist/`. */
function projectRoot() {
  const above = ['../..', '../../..'].map((up) => fileURLToPath(new URL(up, import.meta.url)));
  return above.find((folder) => existsSync(join(folder, 'package.json')));
}

/** The oldest version that the project is for. */
function neededNode(root) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return engines.node.replace('>=', '');
}

function whatToDo(root, major) {
  const packages = join(root, 'node_modules');
  if (!existsSync(packages)) return 'run npm ci first, then npm start';
  const pinned = join(packages, '.bin', 'node');
  if (existsSync(pinned))
    return `npm start and npm run take the right one, which is ${relative(process.cwd(), pinned)}`;
  return `none comes with the packages for ${process.platform} on ${process.arch}: install Node ${major} (https://nodejs.org)`;
}
