import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { end, ended, start } from '#apps/cli/testing/processes.js';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';

const PRELOAD = pathToFileURL(projectFile('test/outages/ends-thread.mjs')).href;
const LOOK_AGAIN_MS = 50;

describe('a server one of whose threads has ended', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: ReturnType<typeof start> | undefined;
  let sign: string;
  beforeEach(() => {
    folder = temporaryFolder();
    sign = join(folder.path, 'sign');
  });
  afterEach(async () => {
    await end(server, 'SIGKILL');
    folder.remove();
  });

  /** A server in which the named thread will end itself. */
  async function startWith(thread: string, how: 'exits' | 'throws') {
    server = start('standalone', [], {
      TILSAGN_DATA: join(folder.path, 'data'),
      TILSAGN_PORT: '0',
      TILSAGN_LOG_LEVEL: 'error',
      NODE_OPTIONS: `--import ${PRELOAD}`,
      ENDS_THREAD: thread,
      ENDS_HOW: how,
      ENDS_SIGN: sign,
    });
    const over = ended(server);
    const lines = createInterface(server.stdout!);
    for await (const line of lines) return { url: line.replace('ready ', ''), over };
    throw new Error((await over).stderr);
  }

  it.each([
    ['writer.worker.js', 'exits', 'the log cannot be written: its thread ended with code 3'],
    ['side-store.worker.js', 'throws', 'keys, drafts and checkpoints: the thread that writes failed'],
  ] as const)('ends with a line that names it, when it is %s that %s', async (thread, how, line) => {
    const { over } = await startWith(thread, how);
    writeFileSync(sign, '');
    const { code, stderr } = await over;
    expect(code).toBe(1);
    const fatal = stderr.split('\n').filter((each) => each.includes('"level":"fatal"'));
    expect(fatal).toEqual([expect.stringContaining(line)]);
    expect(fatal[0]).toContain('the process ends, to be started again');
  });

  it('starts the thread of the read models again, and is ready when they are built', async () => {
    const { url } = await startWith('projector.worker.js', 'exits');
    let said = '';
    server!.stderr!.on('data', (text: string) => (said += text));
    const ready = async () => (await fetch(`${url}/health/ready`)).status;
    while ((await ready()) !== 200) await setTimeout(LOOK_AGAIN_MS);
    writeFileSync(sign, '');
    while (!said.includes('the read-model worker has ended with code 3')) await setTimeout(LOOK_AGAIN_MS);
    while ((await ready()) !== 200) await setTimeout(LOOK_AGAIN_MS);
    expect(server!.exitCode).toBeNull();
  });
});
