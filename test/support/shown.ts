import { readFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';

/**
 * What a page says that a command prints: the fenced block that begins with `$ command`, or is marked with it as
 * ```` ```text command ````. A line `…` stands for any lines, `…` within a line for any text.
 * @throws Error when the page shows no such command
 */
export function shownFor(page: string, command: string): RegExp {
  const text = readFileSync(projectFile(page), 'utf8');
  for (const [, info = '', body = ''] of text.matchAll(/^```(.*)\n([^]*?)^```$/gm)) {
    const lines = body.trimEnd().split('\n');
    const run = info === `text ${command}` || lines[0] === `$ ${command}`;
    if (run) return patternOf(lines[0] === `$ ${command}` ? lines.slice(1) : lines);
  }
  throw new Error(`${page} does not show what ${command} prints`);
}

/** What lines of a page stand for, as {@link shownFor} says. */
export function patternOf(lines: readonly string[]): RegExp {
  const patterns = lines.map((line) => {
    if (line.trim() === '…') return '(?:.*\\n)*?';
    return `${line.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('…', '.*')}\n`;
  });
  return new RegExp(`^${patterns.join('')}$`);
}
