// Compiles the TypeScript sources to dist/. With --if-needed it does so only when something has changed since.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { refuseOldNodes } from '../libs/hosting/needed-node.mjs';

const SETTINGS = ['.swcrc', 'package-lock.json', 'infra/build.mjs'];
const STAMP = 'dist/.built';
const CLUSTER = 'dist/new-cluster';
const CLUSTER_STAMP = 'dist/.new-cluster-of';

refuseOldNodes();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const SOURCES = [
  'apps',
  'libs',
  ...['bench', 'golden', 'lifecycles', 'reactions', 'support'].map((folder) => `test/${folder}`),
].filter((folder) => existsSync(folder));
const sources = fingerprint();
if (!process.argv.includes('--if-needed') || read(STAMP) !== sources) process.exitCode = await build();

/** Names, sizes and times of all that the result depends on: a file that went away or got older counts too. */
function fingerprint() {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const lines = [...SETTINGS, ...files].map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${file} ${size} ${mtimeMs}`;
  });
  return createHash('sha256')
    .update([process.cwd(), ...lines.toSorted((a, b) => (a < b ? -1 : 1))].join('\n'))
    .digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whatever the compiler says goes to stderr: stdout belongs to the command the build is for. */
async function build() {
  const compiler = fileURLToPath(import.meta.resolve('@swc/cli/bin/swc.js'));
  rmSync(STAMP, { force: true });
  const { status } = spawnSync(process.execPath, [compiler, ...SOURCES, '-d', 'dist', '--quiet'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) return status ?? 1;
  await makeCluster();
  writeFileSync(STAMP, sources);
  return 0;
}

/** The database that new data folders begin with a copy of (`new-cluster.ts`), as this version of PGlite makes it. */
async function makeCluster() {
  const { makeNewCluster, SHAPE } = await import('../dist/libs/composition/read-models/new-cluster.js');
  const { version } = JSON.parse(readFileSync('node_modules/@electric-sql/pglite/package.json', 'utf8'));
  const wanted = `${version}\n${SHAPE}`;
  if (existsSync(CLUSTER) && read(CLUSTER_STAMP) === wanted) return;
  const draft = `${CLUSTER}.draft`;
  for (const left of [CLUSTER_STAMP, CLUSTER, draft]) rmSync(left, { recursive: true, force: true });
  await makeNewCluster(draft);
  // Whoever starts the server may be another than who built it, and there is nothing in it.
  for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  renameSync(join(draft, 'data'), CLUSTER);
  rmSync(draft, { recursive: true });
  writeFileSync(CLUSTER_STAMP, wanted);
}
