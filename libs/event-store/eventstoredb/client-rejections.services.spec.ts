import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { workerUrl } from '#hosting/worker-url.js';
import { DoubleProcess } from './testing/double-process.js';

describe('a process with a log in EventStoreDB', () => {
  let double: DoubleProcess;
  let folder: string;
  beforeEach(async () => {
    double = await DoubleProcess.start();
    folder = await mkdtemp(join(tmpdir(), 'tilsagn-rejections-'));
  });
  afterEach(async () => {
    await double.end();
    await rm(folder, { recursive: true });
  });

  /** Runs a program that has such a log open, `store`, on a server that is found by gossip. */
  const run = async (program: string) => {
    const main = join(folder, 'main.mjs');
    const store = workerUrl(import.meta.url, './eventstoredb-store.js').href;
    const connection = double.connection.replace(/^esdb:\/\/([^?]+)/, 'esdb://$1,$1');
    await writeFile(
      main,
      `import { openEventStoreDb } from ${JSON.stringify(store)};
       const options = { connection: ${JSON.stringify(connection)}, within: 3000, deadline: 500, lookAgain: 200 };
       const store = await openEventStoreDb({ ...options, now: () => new Date().toISOString() });
       store.subscribe({ handle: async () => undefined });
       ${program}`,
    );
    const child = spawn(process.execPath, [main], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH },
    });
    return { child, said: text(child.stdout), complained: text(child.stderr), ended: once(child, 'exit') };
  };

  it('goes on when its server is away and no other is found', async () => {
    const { child, said, complained, ended } = await run(`
      let going = true;
      const ask = async () => {
        while (going) await store.head().catch(() => undefined);
      };
      const asking = Array.from({ length: 20 }, ask);
      process.stdin.once('data', async () => {
        const failed = await store.head().catch(({ code }) => code);
        process.stdout.write(failed);
        going = false;
        await Promise.all(asking);
        await store.close();
        process.exit(0);
      });`);
    while ((await double.state()).followers === 0) await new Promise(setImmediate);
    await double.stop();
    child.stdin.write('away');
    expect(await Promise.all([said, complained])).toEqual(['store-unavailable', '']);
    expect((await ended)[0]).toBe(0);
  });

  it('goes on when the client has left a failed search for a server to nobody', async () => {
    const { said, complained, ended } = await run(`
      void Promise.reject(new Error('Failed to discover after 10 attempts.'));
      await new Promise(setImmediate);
      process.stdout.write(String((await store.head()) === ''));
      await store.close();
      process.exit(0);`);
    expect(await Promise.all([said, complained])).toEqual(['true', '']);
    expect((await ended)[0]).toBe(0);
  });

  it('ends with what it rejects itself, as it always does', async () => {
    const { complained, ended } = await run(`void Promise.reject(new Error('a bug'));`);
    expect(await complained).toContain('a bug');
    expect((await ended)[0]).toBe(1);
  });
});
