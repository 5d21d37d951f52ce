import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { shownFor } from '#test/support/shown.js';

describe('what the pages show', () => {
  const folder = temporaryFolder();
  const runOn = (data: string, app: 'demo' | 'cli', ...words: string[]) => {
    const env = { ...process.env, TILSAGN_DATA: data, COLUMNS: '' };
    const main = projectFile(`dist/apps/${app}/main.js`);
    const { stdout, stderr } = spawnSync(process.execPath, [main, ...words], { env, encoding: 'utf8' });
    return { stdout, stderr };
  };
  const run = (app: 'demo' | 'cli', ...words: string[]) => runOn(join(folder.path, 'data'), app, ...words);
  let demo: string;
  beforeAll(() => {
    demo = run('demo').stdout;
  });
  afterAll(() => folder.remove());

  it('the demo prints', () => {
    expect(demo).toMatch(shownFor('README.md', 'npm run --silent demo'));
    expect(demo.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(['projections list', 'processes list'])('tilsagn %s prints, after it', (words) => {
    const { stdout } = run('cli', ...words.split(' '));
    expect(stdout).toMatch(shownFor('docs/operations.md', `npm run --silent tilsagn -- ${words}`));
  });

  it('a rebuild prints', () => {
    const { stdout, stderr } = run('cli', 'projections', 'rebuild', '--all');
    const shown = shownFor('docs/operations.md', 'npm run --silent tilsagn -- projections rebuild --all');
    expect(`${stderr}${stdout}`).toMatch(shown);
  });

  it('an import prints', () => {
    const words = ['import', '360giving', 'apps/demo/sample-grants.json'];
    const { stdout, stderr } = runOn(join(folder.path, 'imported'), 'cli', ...words);
    const shown = shownFor('docs/operations.md', `npm run --silent tilsagn -- ${words.join(' ')}`);
    expect(`${stderr}${stdout}`).toMatch(shown);
  });
});
