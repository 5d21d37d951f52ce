import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectFile, projectRoot } from './project-file.js';
import { versionOf } from './version.js';

const PROGRAMS = globSync('dist/apps/*/main.js', { cwd: projectRoot() }).toSorted();
const CHECK = `import('./dist/libs/hosting/needed-node.js').then(({ refuseOldNodes }) => refuseOldNodes())`;
const BUILD = 'infra/build.mjs';

/** Every Node on the path of this machine that is older than any the project is for; none on some machines. */
const OLD = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .filter((node) => existsSync(node))
  .filter((node) => Number(run(node, '-p', 'process.versions.node.split(".")[0]').stdout) < 24);

function run(node: string, ...words: readonly string[]) {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(node, words, { cwd: projectRoot(), env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** This Node, which says that it is another version. */
function runAs(version: string, ...words: readonly string[]) {
  const claim = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  return run(process.execPath, '--import', `data:text/javascript,${encodeURIComponent(claim)}`, ...words);
}

function refusalOf(version: string) {
  const line = `Node 24.9 or later is needed, and this is ${version}; `.replaceAll('.', '\\.');
  return { status: 1, stdout: '', stderr: expect.stringMatching(new RegExp(`^${line}[^\\n]+\\n$`)) };
}

describe('a program on a Node', () => {
  it('is every app there is', () => {
    const apps = globSync('apps/*/main.ts', { cwd: projectRoot() }).map((file) =>
      file.replace(/\.ts$/, '.js'),
    );
    expect(PROGRAMS).toEqual(apps.map((file) => join('dist', file)).toSorted());
  });

  it.each([...PROGRAMS, BUILD])('that is too old says so in one line and ends: %s', (program) => {
    expect(runAs('22.23.1', program, '--help')).toEqual(refusalOf('22.23.1'));
  });

  it.each(['8.17.0', '24.0.0', '24.8.9'])('%s is told that it is too old', (version) => {
    expect(runAs(version, PROGRAMS[0]!, '--help')).toEqual(refusalOf(version));
  });

  it.each(['24.9.0', '24.10.0', '25.0.0', '100.1.0'])(
    '%s is let go on, also where nobody has tried it',
    (version) => {
      expect(runAs(version, '-e', CHECK)).toEqual({
        status: 0,
        stdout: '',
        stderr: '',
      });
    },
  );

  it('that fits does what was asked, and hears nothing of it', () => {
    const answered = { status: 0, stdout: `${versionOf()}\n`, stderr: '' };
    expect(run(process.execPath, 'dist/apps/standalone/main.js', '--version')).toEqual(answered);
  });

  it('that is really old says nothing before that line', () => {
    for (const node of OLD)
      for (const program of [...PROGRAMS, BUILD]) {
        const version = run(node, '-p', 'process.versions.node').stdout.trim();
        expect(run(node, program)).toEqual(refusalOf(version));
      }
  });

  it('needs what package.json says', () => {
    const { engines } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toBe('>=24.9');
  });
});
