import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { projectFile } from '#hosting/project-file.js';
import { KeptRunning } from './kept-running.js';

/** A program, and another one that it starts and waits for; both would stay. */
const STAYS = 'sleep 1000 & echo "here are $$ and $!."; wait';
const HERE = /here are (\d+) and (\d+)\./;

const runs = (pid: string) => {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
};

/** Whose parent ended is there until the system has taken note of its end. */
async function gone(pids: readonly string[]): Promise<void> {
  while (pids.some(runs)) await setTimeout(20);
}

describe('a program that is kept running', () => {
  it('ends with all that it started when it is told to', async () => {
    const program = KeptRunning.start(STAYS, {});
    const [, ...pids] = await program.untilSays(HERE);
    expect(pids.map(runs)).toEqual([true, true]);
    await program.end();
    await program.end();
    await gone(pids);
  });

  it('ends so too with the process that started it, however that ends', async () => {
    const library = pathToFileURL(projectFile('dist/test/support/kept-running.js')).href;
    const starts = `const { KeptRunning } = await import(${JSON.stringify(library)});
      const program = KeptRunning.start(${JSON.stringify(STAYS)}, {});
      process.stdout.write((await program.untilSays(${String(HERE)}))[0]);
      await program.untilSays(/never/);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', starts], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const [said] = (await once(starter.stdout, 'data')) as [Buffer];
    const [, ...pids] = HERE.exec(said.toString())!;
    starter.kill('SIGKILL');
    await gone(pids);
  });

  it('that ended is not waited for', async () => {
    // Many at once: some have ended before anybody begins to wait for them.
    const programs = Array.from({ length: 40 }, () => KeptRunning.start('echo no; exit 1', {}));
    for (const program of programs) {
      await expect(program.untilSays(/yes/)).rejects.toThrow('it ended before it said /yes/:\nno');
      await program.end();
    }
  });
});
