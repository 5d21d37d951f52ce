import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueDevToken } from '#access/identity/dev-issuer.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { clearIn } from '#test/support/clear-text.js';
import { providerIn, sendWith, type SigningProvider } from '#test/support/provider.js';
import { YEAR } from '#test/support/scheme.js';
import { startOn, type System } from '#test/support/system.js';

const METTE = '17896900574';
const BERIT = '21819900134';
const LATER = '/v1/schemes/outcomes/regulation-versions/2';

/** A directorate whose provider gives people another `sub` through each client, beside one for systems. */
const IDENTITY = {
  issuers: [
    {
      name: 'officials',
      issuer: 'https://id.example',
      audience: 'tilsagn',
      clients: ['drafting', 'deciding'],
      keys: { file: 'jwks.json' },
      person: { claim: 'pid', digest: true },
      roles: { from: ['groups'], map: { managers: { role: 'scheme-manager', organisation: 'udir' } } },
    },
    {
      name: 'systems',
      profile: 'maskinporten',
      issuer: 'https://machines.example/',
      audience: 'tilsagn',
      clients: ['robot'],
      keys: { file: 'jwks.json' },
      roles: { map: { 'udir:manage': 'scheme-manager' } },
      organisations: { map: { '970018131': 'udir' } },
    },
  ],
};

describe('a production server that trusts two issuers', () => {
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  const settings = temporaryFolder();
  const folder = temporaryFolder();
  const env = { TILSAGN_MODE: 'production', TILSAGN_IDENTITY: join(settings.path, 'identity.json') };
  let provider: SigningProvider;
  let system: System;

  beforeAll(async () => {
    provider = await providerIn(settings.path);
    writeFileSync(env.TILSAGN_IDENTITY, JSON.stringify(IDENTITY));
    system = await startOn(folder, env, logger);
  });
  afterAll(async () => {
    await system.stop();
    folder.remove();
    settings.remove();
  });

  const token: SigningProvider['token'] = (...claims) => provider.token(...claims);
  const official = (pid: string, azp: string) =>
    token({ pid, sub: `${pid} at ${azp}`, azp, groups: ['managers'] });
  const robot = () =>
    token({
      iss: 'https://machines.example/',
      client_id: 'robot',
      scope: 'udir:manage',
      consumer: { ID: '0192:970018131' },
    });
  const send = (bearer: string, path: string, body?: object) => sendWith(bearer, system.url + path, body);
  const refused = { status: 403, body: { type: 'urn:tilsagn:problem:four-eyes' } };

  it('takes a person for the same through another client, however they are called there', async () => {
    const mette = await official(METTE, 'drafting');
    const scheme = { code: 'outcomes', template: 'outcome-pilot', budgetChapter: '0430', budgetPost: '70' };
    expect(await send(mette, '/v1/schemes', { ...scheme, inForceFrom: `${YEAR}-01-01` })).toMatchObject({
      status: 201,
    });
    const { body } = await send(mette, '/v1/schemes/outcomes');
    const [{ version: _, ...rules }] = (body as { regulations: [{ version: string }] }).regulations;
    const draft = await send(mette, `${LATER}/draft`, { ...rules, inForceFrom: `${YEAR}-06-01` });
    expect(draft.status).toBe(200);
    const hearing = { heard: ['KS'], from: `${YEAR - 1}-01-01`, to: `${YEAR - 1}-03-01`, summary: 'Yes' };
    expect((await send(mette, `${LATER}/consultation`, hearing)).status).toBe(200);
    expect(await send(await official(METTE, 'deciding'), `${LATER}/adoption`, {})).toMatchObject(refused);
  });

  it('still does after a restart', async () => {
    await system.stop();
    system = await startOn(folder, env, logger);
    expect(await send(await official(METTE, 'deciding'), `${LATER}/adoption`, {})).toMatchObject(refused);
  });

  it('lets another person do it, and a machine of the other issuer see it', async () => {
    expect((await send(await official(BERIT, 'deciding'), `${LATER}/adoption`, {})).status).toBe(200);
    expect((await send(await robot(), '/v1/schemes/outcomes/regulation-versions')).body).toMatchObject({
      items: [{ state: 'adopted' }, { version: '2', state: 'adopted' }],
    });
  });

  it.each<[string, () => Promise<string>, string]>([
    ['an ID token', () => token({ pid: METTE, azp: 'drafting', nonce: 'n' }, 'JWT'), 'this is an ID token'],
    ['a logout token', () => token({ pid: METTE, azp: 'drafting' }, 'logout+jwt'), 'this is a logout token'],
    ['a token of another client', () => official(METTE, 'game'), 'none whose tokens count here'],
    [
      'a token of the dev issuer',
      () => issueDevToken(folder.path, { subject: 'mona', roles: ['auditor'] }),
      "'iss' does not fit",
    ],
  ])('refuses %s by its name', async (_, made, reason) => {
    const answer = await fetch(`${system.url}/v1/schemes`, {
      headers: { authorization: `Bearer ${await made()}` },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain(reason);
  });

  it('writes no national identity number anywhere', async () => {
    await system.stop();
    expect(lines.filter((line) => line.includes(METTE) || line.includes(BERIT))).toEqual([]);
    expect(clearIn(folder.path, [METTE, BERIT])).toEqual([]);
  });
});
