import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';
import { atRest } from '#test/golden/record.js';
import { blocksOf, NO_REFUSAL, shownAs } from '#test/support/page-blocks.js';
import { Shell } from '#test/support/shell.js';
import { startSystem, type System } from '#test/support/system.js';

/** The day on which the page was written: what it shows is dated so. */
const DAY = /^(\d{4}-\d{2}-\d{2}) anna /m.exec(readFileSync(projectFile('README.md'), 'utf8'))![1]!;

describe('a case of your own', () => {
  let system: System;
  let shell: Shell;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${DAY}T09:00:00Z` });
    shell = new Shell({ TILSAGN_DATA: system.data, TILSAGN_NOW: `${DAY}T09:00:00Z` });
    await shell.run(`date() { command date --date ${DAY} "$@"; }`);
  });
  afterAll(async () => {
    await shell.close();
    await system.stop();
    system.remove();
  });

  it('is what the page shows, command by command', async () => {
    const blocks = blocksOf('README.md', 'A case of your own');
    expect(blocks.filter(({ prints }) => prints !== NO_REFUSAL)).toHaveLength(4);
    for (const { commands, prints } of blocks) {
      await atRest(system);
      const printed = await shell.run(commands.replace('http://127.0.0.1:3000', system.url));
      expect(shownAs(printed)).toMatch(prints);
    }
  });
});
