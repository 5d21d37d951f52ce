import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { breaches } from './breaches.js';
import { cruise, RULES_FILE } from './cruise.js';

const tree = temporaryFolder();
afterAll(() => tree.remove());
writeTree();
const [house, broken] = await Promise.all([cruise(projectRoot()), cruise(tree.path)]);

describe('rules of the house', () => {
  it.each(house.rules)('%s', (rule) => {
    expect(house.violations.filter((violation) => violation.rule === rule)).toEqual([]);
  });
});

describe('each rule bites', () => {
  it.each(house.rules)('%s', (rule) => {
    const files = [breaches[rule] ?? []].flat().map(({ file }) => file);
    const broke = broken.violations.filter((violation) => violation.rule === rule).map(({ from }) => from);
    expect(files).not.toEqual([]);
    expect(broke).toEqual(expect.arrayContaining(files));
  });
});

/** A small project in which every rule is broken; its packages are empty, since only their names matter. */
function writeTree(): void {
  for (const file of ['package.json', RULES_FILE]) cpSync(join(projectRoot(), file), join(tree.path, file));
  for (const name of ['@nestjs/common', '@nestjs/cqrs', 'fast-check']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  for (const { file, source, beside } of Object.values(breaches).flat()) {
    write(file, source);
    for (const [path, text] of Object.entries(beside ?? {})) write(path, text);
  }
}

function write(file: string, text: string): void {
  const path = join(tree.path, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
