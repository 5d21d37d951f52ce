import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';

const NAME = /readonly name = '([^']+)'/;
const EVENTS = /readonly eventTypes = \[([^\]]*)\]/;
const ROW = /^\| `([\w-]+)` +\| ((?:`\w+`(?:, )?)+) +\|/gm;

/** The reactions of all contexts with their events, as their sources state them. */
function reactions(): Record<string, readonly string[]> {
  const files = globSync('libs/*/application/processes/*.ts', { cwd: projectFile('.') });
  return Object.fromEntries(
    files
      .map((file) => readFileSync(projectFile(file), 'utf8'))
      .flatMap((source) => {
        const [name, events] = [NAME.exec(source)?.[1], EVENTS.exec(source)?.[1]];
        return name === undefined || events === undefined ? [] : [[name, namesIn(events, /'(\w+)'/g)]];
      }),
  );
}

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name]) => name!);
}

describe('the table of process managers', () => {
  it('names every one of them, with the events it reacts to', () => {
    const page = readFileSync(projectFile('docs/architecture.md'), 'utf8');
    const rows = [...page.matchAll(ROW)].map(([, name, events]) => [name!, namesIn(events!, /`(\w+)`/g)]);
    expect(Object.fromEntries(rows)).toEqual(reactions());
  });
});
