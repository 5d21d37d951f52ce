import { afterAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig } from './config.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const SHARED = {
  TILSAGN_LOG: 'esdb://a:2113,b:2113,c:2113?tls=true',
  TILSAGN_STORES: 'postgres://u:secret@db/stores',
  TILSAGN_ERASURES: 'postgres://u:secret@other/erasures',
  TILSAGN_READ_MODELS: 'postgres://u:secret@db/read',
  TILSAGN_ATTACHMENTS: 's3://files/tilsagn',
};

const reasonsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).reasons;
  }
};

describe('the configuration of stores that are shared', () => {
  it('is none while everything lies in a folder', () => {
    expect(readConfig({ TILSAGN_READ_MODELS: SHARED.TILSAGN_READ_MODELS }).shared).toBeUndefined();
  });

  it('says where each of them lies', () => {
    const config = readConfig({
      ...SHARED,
      TILSAGN_MASTER_KEY: 'k',
      TILSAGN_S3_ENDPOINT: 'http://s3:9000',
      TILSAGN_S3_REGION: 'eu-north-1',
      TILSAGN_S3_KEY: 'id',
      TILSAGN_S3_SECRET: 'word',
    });
    expect(config.readModels).toEqual({ kind: 'postgres', url: SHARED.TILSAGN_READ_MODELS });
    expect(config.shared).toEqual({
      log: SHARED.TILSAGN_LOG,
      stores: SHARED.TILSAGN_STORES,
      erasures: SHARED.TILSAGN_ERASURES,
      readModels: SHARED.TILSAGN_READ_MODELS,
      masterKey: { key: 'k' },
      attachments: {
        bucket: 'files',
        prefix: 'tilsagn/',
        region: 'eu-north-1',
        endpoint: 'http://s3:9000',
        credentials: { accessKeyId: 'id', secretAccessKey: 'word' },
      },
    });
  });

  it('takes what is secret from files as well, and from one place only', () => {
    const file = join(folder.path, 'stores');
    writeFileSync(file, `${SHARED.TILSAGN_STORES}\n`);
    const { TILSAGN_STORES: _, ...others } = SHARED;
    const told = { ...others, TILSAGN_STORES_FILE: file };
    expect(readConfig(told).shared?.stores).toBe(SHARED.TILSAGN_STORES);
    expect(reasonsOf({ ...told, TILSAGN_STORES: SHARED.TILSAGN_STORES })).toContain(
      'TILSAGN_STORES and TILSAGN_STORES_FILE are both set: set one',
    );
    expect(reasonsOf({ ...others, TILSAGN_STORES_FILE: join(folder.path, 'nothing') })).toContain(
      'TILSAGN_STORES_FILE names a file that cannot be read: ENOENT',
    );
  });

  it.each(Object.keys(SHARED))('is refused without %s', (name) => {
    const reasons = reasonsOf({ ...SHARED, [name]: '' });
    expect(reasons).toEqual([expect.stringMatching(new RegExp(`^${name} must be set`))]);
  });

  it.each([
    ['TILSAGN_LOG', 'http://a:2113', 'must be an esdb:// connection string'],
    ['TILSAGN_STORES', 'mysql://u:secret@db/x', 'must be a postgres:// URL'],
    ['TILSAGN_ERASURES', 'postgres://v:w@db/stores', 'must be another database than TILSAGN_STORES'],
    ['TILSAGN_READ_MODELS', 'embedded', 'must be a postgres:// URL'],
    ['TILSAGN_ATTACHMENTS', './files', 'must be a bucket'],
    ['TILSAGN_S3_ENDPOINT', 's3:9000', 'must be an https:// or http:// URL'],
    ['TILSAGN_S3_KEY', 'id', 'and TILSAGN_S3_SECRET must be set together'],
  ])('is refused with %s=%s, without saying what is secret', (name, value, why) => {
    const reasons = reasonsOf({ ...SHARED, [name]: value });
    expect(reasons).toEqual([expect.stringContaining(`${name} ${why}`)]);
    expect(reasons.join()).not.toContain('secret');
  });
});
