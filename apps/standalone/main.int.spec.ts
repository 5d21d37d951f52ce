import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { versionOf } from '#hosting/version.js';

describe('the server, as a command', () => {
  const folder = temporaryFolder();
  const start = (words: readonly string[], port = 0) =>
    spawnSync(process.execPath, [projectFile('dist/apps/standalone/main.js'), ...words], {
      encoding: 'utf8',
      env: {
        ...process.env,
        TILSAGN_DATA: folder.path,
        TILSAGN_PORT: String(port),
        TILSAGN_LOG_LEVEL: 'error',
      },
    });
  afterAll(() => folder.remove());

  it('says how it is called and which version it is', () => {
    expect(start(['--help'])).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(/^usage: npm start/),
    });
    expect(start(['--version'])).toMatchObject({ status: 0, stderr: '', stdout: `${versionOf()}\n` });
  });

  it.each(['--prot', 'serve'])('refuses %s in a line', (word) => {
    const { status, stdout, stderr } = start([word]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(`^[^\\n]*${word}[^\\n]*--help[^\\n]*\\n$`));
  });

  it('says once that its port is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { status, stdout, stderr } = start([], port);
    other.close();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^port ${port} on 127.0.0.1 is taken: [^\\n]*TILSAGN_PORT[^\\n]*\\n$`));
  });
});
