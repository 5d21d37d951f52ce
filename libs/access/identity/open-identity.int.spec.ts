import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig } from '#hosting/config.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { openIdentity } from './open-identity.js';
import { firstWords } from './testing/first-words.js';
import { signer } from './testing/signers.js';

const ISSUER = { audience: 'tilsagn', clients: ['portal'] };

describe('issuers of a file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  const start = (...issuers: readonly object[]) => {
    const file = join(folder.path, 'identity.json');
    writeFileSync(file, JSON.stringify({ issuers }));
    const config = readConfig({ TILSAGN_IDENTITY: file, TILSAGN_DATA: folder.path });
    return openIdentity(config, createLogger('silent'), { words: firstWords() });
  };
  const keysAt = async (name: string) => {
    const { jwk } = await signer('k1');
    writeFileSync(join(folder.path, name), JSON.stringify({ keys: [jwk] }));
    return { file: name };
  };

  it('are each opened, with the keys beside the file', async () => {
    const identity = await start(
      { ...ISSUER, name: 'people', issuer: 'https://a.example', keys: await keysAt('a.json') },
      { ...ISSUER, name: 'systems', issuer: 'https://b.example', keys: await keysAt('b.json') },
    );
    expect(identity.keys.map((keys) => keys.state().keys)).toEqual([1, 1]);
    await identity.close();
  });

  it('are refused together, each by its place, where something they name cannot be used', async () => {
    writeFileSync(join(folder.path, 'ca.pem'), 'no certificate');
    const introspection = { url: 'https://c.example/i', clientId: 'tilsagn', clientSecretFile: 'none' };
    const error = await start(
      { ...ISSUER, name: 'people', issuer: 'https://a.example', keys: { file: 'none.json' } },
      { ...ISSUER, name: 'systems', issuer: 'https://b.example', ca: 'ca.pem' },
      { ...ISSUER, name: 'staff', issuer: 'https://c.example', keys: await keysAt('c.json'), introspection },
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    const place = `TILSAGN_IDENTITY (${join(folder.path, 'identity.json')}) /issuers`;
    expect((error as ConfigError).reasons).toEqual([
      expect.stringContaining(`${place}/0/keys/file names ${join(folder.path, 'none.json')}, which`),
      `${place}/1/ca names ${join(folder.path, 'ca.pem')}, which holds no certificate (PEM)`,
      expect.stringContaining(
        `${place}/2/introspection/clientSecretFile names ${join(folder.path, 'none')}, which`,
      ),
    ]);
  });
});
