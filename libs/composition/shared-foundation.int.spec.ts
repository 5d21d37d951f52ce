import { afterAll, describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '#hosting/config.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { forTheOperator } from './for-the-operator.js';
import { startGateway } from './gateway.js';
import { startProcesses } from './processes.js';
import { startProjector } from './projector.js';
import { startStandalone } from './standalone.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const logger = createLogger('silent');
const OWN = { TILSAGN_DATA: folder.path };
const SHARED = {
  ...OWN,
  TILSAGN_LOG: 'esdb://127.0.0.1:1',
  TILSAGN_STORES: 'postgres://127.0.0.1:1/stores',
  TILSAGN_ERASURES: 'postgres://127.0.0.1:1/erasures',
  TILSAGN_READ_MODELS: 'postgres://127.0.0.1:1/read',
  TILSAGN_ATTACHMENTS: 's3://files',
};

describe('a service that shares its stores', () => {
  it.each([
    ['gateway', startGateway],
    ['projector', startProjector],
    ['processes', startProcesses],
  ])('is refused as %s while nothing says where they are, and on a copy of a folder', async (_, start) => {
    await expect(start(readConfig(OWN), logger)).rejects.toThrow(
      'TILSAGN_LOG and TILSAGN_STORES must be set',
    );
    const copied = start(readConfig(SHARED), logger, { recovered: true });
    await expect(copied).rejects.toThrow('--recovered is for a data folder');
  });

  it('says in a line what is missing or away', async () => {
    const failing = (env: object) =>
      startGateway(readConfig({ ...SHARED, ...env }), logger).catch((error: unknown) =>
        forTheOperator(error),
      );
    expect(await failing({})).toMatch(/^TILSAGN_MASTER_KEY tells no master key/);
    const key = { TILSAGN_MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };
    expect(await failing(key)).toMatch(/^PostgreSQL cannot be used: .*ECONNREFUSED/);
  });
});

describe('the whole in one process', () => {
  it('is refused where the stores are to be shared, which it does not do', async () => {
    await expect(startStandalone(readConfig(SHARED), logger)).rejects.toThrow(ConfigError);
  });
});
