import { spawnSync } from 'node:child_process';
import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '26.7.3';
const UNPACK = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack';

/** A Keycloak that is unpacked already; left as it is. */
const STANDING = process.env['TILSAGN_TEST_KEYCLOAK'] ?? '';

/** Whether one can be started: without Java or Maven its tests are left out, except where all services must be there. */
export function keycloakAtHand(): boolean {
  const missing = (STANDING === '' ? ['java', 'mvn'] : ['java']).filter((program) => !runs(program));
  if (missing.length === 0) return true;
  const lacks = `Keycloak needs ${missing.join(' and ')}`;
  if (process.env['CI'] === 'true') throw new Error(`${lacks} on the path`);
  process.stderr.write(`${lacks}: its tests are skipped\n`);
  return false;
}

/** Puts a Keycloak into a folder, as `keycloak`: a copy of the standing one without what it kept, or Maven's. */
export function unpackKeycloak(folder: string): void {
  const place = join(folder, 'keycloak');
  if (STANDING !== '') {
    const used = ['data', 'conf/server.keystore'].map((path) => join(STANDING, path));
    return cpSync(STANDING, place, { recursive: true, filter: (path) => !used.includes(path) });
  }
  const artifact = `-Dartifact=org.keycloak:keycloak-quarkus-dist:${VERSION}:zip`;
  // The plugin leaves marks in the folder it is called in.
  const { status, stdout, error } = spawnSync(
    'mvn',
    ['-q', '-B', '-ntp', UNPACK, artifact, `-DoutputDirectory=${folder}`],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`Maven did not unpack Keycloak ${VERSION}:\n${stdout}`, { cause: error });
  renameSync(join(folder, `keycloak-${VERSION}`), place);
}

function runs(program: string): boolean {
  return spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0;
}
