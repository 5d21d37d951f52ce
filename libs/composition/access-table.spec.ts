import { expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';
import { accessTable } from './access-table.js';

/** `TILSAGN_WRITE_DOCS=1` writes the table into the page. */
it('docs/access.md shows the whole policy', () => {
  const page = projectFile('docs/access.md');
  const text = readFileSync(page, 'utf8');
  const table = /^\| action [^]*?\n(?!\|)/m;
  if (process.env['TILSAGN_WRITE_DOCS'] === '1') writeFileSync(page, text.replace(table, accessTable()));
  expect(table.exec(readFileSync(page, 'utf8'))?.[0]).toBe(accessTable());
});
