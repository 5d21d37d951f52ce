import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { projectFile } from '#hosting/project-file.js';
import { atRest } from '#test/golden/record.js';
import { patternOf } from '#test/support/shown.js';
import { startSystem, type System } from '#test/support/system.js';

const README = readFileSync(projectFile('README.md'), 'utf8');

/** The day on which the page was written: what it shows is dated so. */
const DAY = /^(\d{4}-\d{2}-\d{2}) anna /m.exec(README)![1]!;

interface Block {
  readonly commands: string;
  /** What they are to print: where nothing is shown, no refusal. */
  readonly prints: RegExp;
}

const NO_REFUSAL = /^(?![^]*"status":[45])/;

/** As a page shows it: ids are never twice the same, and pages hold no blanks at the ends of lines. */
const shownAs = (text: string) =>
  text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>').replaceAll(/ +$/gm, '');

/** The fenced blocks of a section, in their order. */
function blocksOf(section: string): Block[] {
  const text = README.split(`### ${section}\n`)[1]!.split('\n## ')[0]!;
  return [...text.matchAll(/^```(sh)?\n([^]*?)^```$/gm)].map(([, sh, body]) => {
    if (sh) return { commands: body!, prints: NO_REFUSAL };
    const [, commands, shown] = /^\$ (.*\n(?: {4}.*\n)*)([^]*)$/.exec(body!)!;
    return { commands: commands!, prints: patternOf(shownAs(shown!).trimEnd().split('\n')) };
  });
}

/** A shell that stays open, as a person's does. */
class Shell {
  private readonly bash: ChildProcessWithoutNullStreams;
  private errors = '';

  constructor(variables: Readonly<Record<string, string>>) {
    const path = `${dirname(process.execPath)}:${process.env['PATH']}`;
    this.bash = spawn('bash', [], {
      cwd: projectFile('.'),
      env: { ...process.env, NODE_OPTIONS: '', ...variables, PATH: path },
    });
    this.bash.stderr.on('data', (chunk) => (this.errors += String(chunk)));
  }

  /** What commands print. @throws Error when they say something on stderr */
  async run(commands: string): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<void>();
    let printed = '';
    const hear = (chunk: unknown) => {
      printed += String(chunk);
      if (printed.endsWith('\0')) resolve();
    };
    this.bash.stdout.on('data', hear);
    this.bash.stdin.write(`${commands}\nprintf '\\0'\n`);
    await promise;
    this.bash.stdout.off('data', hear);
    if (this.errors !== '') throw new Error(this.errors);
    return printed.slice(0, -1);
  }

  async close(): Promise<void> {
    this.bash.stdin.end('exit\n');
    await once(this.bash, 'close');
  }
}

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
    const blocks = blocksOf('A case of your own');
    expect(blocks.filter(({ prints }) => prints !== NO_REFUSAL)).toHaveLength(4);
    for (const { commands, prints } of blocks) {
      await atRest(system);
      const printed = await shell.run(commands.replace('http://127.0.0.1:3000', system.url));
      expect(shownAs(printed)).toMatch(prints);
    }
  });
});
