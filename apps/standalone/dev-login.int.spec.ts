import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { exportJWK, generateKeyPair } from 'jose';
import { end, ended, start, type Ended } from '#apps/cli/testing/processes.js';
import { DevLoginKey } from '#access/identity/dev-login-key.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';

const FORM = { subject: 'carl', organisation: 'udir', role: 'caseworker', ttl: '3600' };

describe('a server and its login page', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  let server: ChildProcess | undefined;
  afterEach(() => end(server, 'SIGKILL'));
  afterAll(() => folder.remove());

  /** A server with these variables, once it is ready. */
  async function started(
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ url: string; over: Promise<Ended> }> {
    server = start('standalone', [], {
      TILSAGN_DATA: data,
      TILSAGN_PORT: '0',
      TILSAGN_LOG_LEVEL: 'trace',
      ...env,
    });
    const over = ended(server);
    for await (const line of createInterface(server.stdout!))
      return { url: line.replace('ready ', ''), over };
    throw new Error((await over).stderr);
  }

  const keyOf = () => readFileSync(join(data, 'dev-login.key'), 'utf8');

  describe('whose folder issues the tokens', () => {
    let url: string;
    let said: Ended;
    let token: string;
    const asked = { page: 0, api: 0 };
    beforeAll(async () => {
      const running = await started();
      ({ url } = running);
      const page = `${url}/dev/${keyOf()}/login`;
      asked.page = (await fetch(page)).status;
      const answer = await fetch(page, { method: 'POST', body: new URLSearchParams(FORM) });
      token = /<textarea id="token"[^>]*>([^<]+)</.exec(await answer.text())![1]!;
      const headers = { authorization: `Bearer ${token}` };
      asked.api = (await fetch(`${url}/v1/schemes`, { headers })).status;
      server!.kill('SIGTERM');
      said = await running.over;
    });

    it('says where it is before it is ready, beside the log, and nothing else on stdout than that it is', () => {
      const words = said.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
      expect(words).toEqual([`dev login ${url}/dev/${keyOf()}/login`]);
      expect([said.code, said.stdout]).toEqual([0, `ready ${url}\n`]);
    });

    it('gives out tokens there that it takes', () => {
      expect(asked).toEqual({ page: 200, api: 200 });
    });

    it('writes neither the key nor the token to its log', () => {
      const log = said.stderr.split('\n').filter((line) => line.startsWith('{'));
      expect(log.filter((line) => line.includes('/dev/:key/login'))).not.toEqual([]);
      expect(log.filter((line) => line.includes(keyOf()) || line.includes(token))).toEqual([]);
    });
  });

  it('whose tokens come from a provider has none, whatever key lies in its folder', async () => {
    const [provided, keys] = [join(folder.path, 'provided'), join(folder.path, 'keys.json')];
    const { text } = await DevLoginKey.open(provided);
    const { publicKey } = await generateKeyPair('ES256');
    writeFileSync(
      keys,
      JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] }),
    );
    const { url, over } = await started({
      TILSAGN_DATA: provided,
      TILSAGN_OIDC_ISSUER: 'https://id.example',
      TILSAGN_OIDC_AUDIENCE: 'tilsagn',
      TILSAGN_OIDC_JWKS: keys,
    });
    const { status } = await fetch(`${url}/dev/${text}/login`);
    server!.kill('SIGTERM');
    expect([status, (await over).stderr.includes('dev login')]).toEqual([404, false]);
  });
});
