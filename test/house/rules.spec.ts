import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';

/** A row of a table: a rule, its source, the files in which it stands. */
const ROW = /^\| (?!rule |-)(.+?) +\| (.+?) +\| (.+?) +\|$/gm;

describe('the page of rules', () => {
  const rows = [...readFileSync(projectFile('docs/rules.md'), 'utf8').matchAll(ROW)];

  it('says of each rule where it comes from and where it stands', () => {
    expect(rows.length).toBeGreaterThan(15);
    for (const [, rule, source] of rows) expect([rule, source].every((text) => text!.length > 3)).toBe(true);
  });

  it('names files that are there', () => {
    const files = rows.flatMap(([, , , places]) =>
      [...places!.matchAll(/`([^`]+)`/g)].map(([, file]) => file!),
    );
    expect(files.length).toBeGreaterThanOrEqual(rows.length);
    expect(files.filter((file) => !existsSync(projectFile(file)))).toEqual([]);
  });
});
