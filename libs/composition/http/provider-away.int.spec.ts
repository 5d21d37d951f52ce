import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { sign, signer, type Signer } from '#access/identity/testing/signers.js';
import { json, testProvider, type TestProvider } from '#access/identity/testing/test-provider.js';
import { readConfig } from '#hosting/config.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import type { Service } from '../service.js';
import { startStandalone } from '../standalone.js';

describe('a service whose identity provider is away', () => {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('warn', { write: (line) => void lines.push(JSON.parse(line) as never) });
  let folder: ReturnType<typeof temporaryFolder>;
  let provider: TestProvider;
  let key: Signer;
  let service: Service | undefined;

  beforeEach(async () => {
    lines.length = 0;
    folder = temporaryFolder();
    provider = await testProvider();
    key = await signer('k1');
    provider.answer('/jwks', json({ keys: [key.jwk] }));
    await provider.goAway();
  });
  afterEach(async () => {
    await service?.close();
    service = undefined;
    await provider.close();
    folder.remove();
  });

  async function started(): Promise<string> {
    const config = readConfig({
      TILSAGN_DATA: folder.path,
      TILSAGN_PORT: '0',
      TILSAGN_OIDC_ISSUER: 'https://id.example',
      TILSAGN_OIDC_AUDIENCE: 'tilsagn',
      TILSAGN_OIDC_JWKS: `${provider.url}/jwks`,
    });
    service = await startStandalone(config, logger);
    return service.listen();
  }
  const health = async (url: string) => {
    const answer = await fetch(`${url}/health/ready`);
    return (await answer.json()) as {
      readonly status: string | number;
      readonly missing?: readonly string[];
    };
  };

  it('starts all the same, says why it is not ready, and is so by itself once the provider is there', async () => {
    const url = await started();
    while ((await health(url)).missing?.includes('read-models')) await setTimeout(20);
    expect(await health(url)).toMatchObject({ missing: ['identity'], identity: { issuers: 1, away: 1 } });
    const authorization = `Bearer ${await sign(key)}`;
    const refused = await fetch(`${url}/v1/calls`, { headers: { authorization } });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ type: 'urn:tilsagn:problem:identity-unavailable' });
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        url: `${provider.url}/jwks`,
        cause: expect.stringContaining('ECONNREFUSED'),
      }),
    );
    expect(JSON.stringify(lines)).not.toContain(authorization.slice(-20));

    await provider.comeBack();
    while ((await health(url)).status !== 'ok') await setTimeout(20);
    expect(await health(url)).toMatchObject({ status: 'ok', identity: { issuers: 1, away: 0 } });
    expect((await fetch(`${url}/v1/calls`, { headers: { authorization } })).status).toBe(200);
  });
});
