import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueDevToken } from '#access/identity/dev-issuer.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { providerIn, sendWith, type SigningProvider } from '#test/support/provider.js';
import { YEAR } from '#test/support/scheme.js';
import { startOn, type System } from '#test/support/system.js';

const LATER = '/v1/schemes/outcomes/regulation-versions/2';
const HEARING = { heard: ['KS'], from: `${YEAR - 1}-01-01`, to: `${YEAR - 1}-03-01`, summary: 'Yes' };
const SCHEME = { code: 'outcomes', template: 'outcome-pilot', budgetChapter: '0430', budgetPost: '70' };

describe('the persons of a data folder', () => {
  const settings = temporaryFolder();
  const folder = temporaryFolder();
  const persons = join(settings.path, 'persons.csv');
  let provider: SigningProvider;
  let system: System | undefined;

  /** The agency’s provider, with the claim that tells the person. */
  const telling = (claim: string) => ({
    TILSAGN_OIDC_ISSUER: 'https://id.example',
    TILSAGN_OIDC_AUDIENCE: 'tilsagn',
    TILSAGN_OIDC_CLIENTS: 'portal',
    TILSAGN_OIDC_JWKS: join(settings.path, 'jwks.json'),
    TILSAGN_OIDC_PERSON: claim,
  });
  const start = async (env: Readonly<Record<string, string>>) => {
    await system?.stop();
    system = undefined;
    system = await startOn(folder, env);
  };
  const official = (name: string) =>
    provider.token({
      sub: `${name}-sub`,
      oid: `${name}-oid`,
      azp: 'portal',
      roles: ['scheme-manager'],
      organisation: 'udir',
    });
  const send = async (name: string, path: string, body?: object) =>
    sendWith(await official(name), system!.url + path, body);

  beforeAll(async () => {
    provider = await providerIn(settings.path);
    writeFileSync(persons, 'old,new\nmette-sub,oidc:mette-oid\n');
  });
  afterAll(async () => {
    await system?.stop();
    folder.remove();
    settings.remove();
  });

  it('are those of the first start: who drafts the rules is told by “sub”', async () => {
    await start(telling('sub'));
    const established = await send('mette', '/v1/schemes', { ...SCHEME, inForceFrom: `${YEAR}-01-01` });
    expect(established.status).toBe(201);
    const { body } = await send('mette', '/v1/schemes/outcomes');
    const [{ version: _, ...rules }] = (body as { regulations: [{ version: string }] }).regulations;
    const draft = await send('mette', `${LATER}/draft`, { ...rules, inForceFrom: `${YEAR}-06-01` });
    expect(draft.status).toBe(200);
    expect((await send('mette', `${LATER}/consultation`, HEARING)).status).toBe(200);
  });

  it('cannot become others by another claim, another issuer, or none', async () => {
    const refusal = /TILSAGN_PERSONS.*|TILSAGN_OIDC_ISSUER/;
    await expect(start(telling('oid'))).rejects.toThrow(refusal);
    await expect(start({ ...telling('sub'), TILSAGN_OIDC_ISSUER: 'https://other.example' })).rejects.toThrow(
      'those that https://id.example tells by the claim "sub"',
    );
    await expect(start({})).rejects.toThrow(refusal);
    await start(telling('sub'));
  });

  it('stay who they are where a list says so: who drafted as “sub” does not adopt as “oid”', async () => {
    await start({ ...telling('oid'), TILSAGN_PERSONS: persons });
    expect(await send('mette', `${LATER}/adoption`, {})).toMatchObject({
      status: 403,
      body: { type: 'urn:tilsagn:problem:four-eyes' },
    });
    expect((await send('mette', '/v1/me')).body).toMatchObject({ subject: 'mette-sub' });
  });

  it('are new persons where it does not, called otherwise than anybody before', async () => {
    expect((await send('berit', '/v1/me')).body).toMatchObject({ subject: 'oidc:berit-oid' });
    expect((await send('berit', `${LATER}/adoption`, {})).status).toBe(200);
  });

  it('stay who they are where a later list leaves them out, and none says otherwise', async () => {
    writeFileSync(persons, 'old,new\n');
    await start({ ...telling('oid'), TILSAGN_PERSONS: persons });
    expect((await send('mette', '/v1/me')).body).toMatchObject({ subject: 'mette-sub' });
    writeFileSync(persons, 'old,new\nanother,oidc:mette-oid\n');
    await expect(start({ ...telling('oid'), TILSAGN_PERSONS: persons })).rejects.toThrow(
      'TILSAGN_PERSONS says that oidc:mette-oid is another',
    );
  });

  it('need the list for good', async () => {
    await expect(start(telling('oid'))).rejects.toThrow('TILSAGN_PERSONS');
  });
});

describe('the persons of a folder that was tried out', () => {
  const settings = temporaryFolder();
  const folder = temporaryFolder();
  afterAll(() => {
    folder.remove();
    settings.remove();
  });

  it('are not those of a provider: who signed in as anybody would be somebody', async () => {
    await providerIn(settings.path);
    const provider = {
      TILSAGN_OIDC_ISSUER: 'https://id.example',
      TILSAGN_OIDC_AUDIENCE: 'tilsagn',
      TILSAGN_OIDC_JWKS: join(settings.path, 'jwks.json'),
    };
    const untouched = await startOn(folder, {});
    await untouched.stop();
    const tried = await startOn(folder, {});
    const token = await issueDevToken(folder.path, { subject: 'mona', roles: ['auditor'] });
    expect((await sendWith(token, `${tried.url}/v1/me`)).status).toBe(200);
    await tried.stop();
    await expect(startOn(folder, provider)).rejects.toThrow('TILSAGN_PERSONS');
  });
});
