import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StorageUnavailable } from '#hosting/storage.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { DevLoginKey } from './dev-login-key.js';

describe('the key of the login page', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'dev-login.key');
  });
  afterEach(() => folder.remove());

  it('is made once, in a file for the owner of the folder alone', async () => {
    const { text } = await DevLoginKey.open(folder.path);
    expect(text).toMatch(/^[\w-]{43}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect((await DevLoginKey.open(folder.path)).text).toBe(text);
  });

  it('is another one when the file was removed', async () => {
    const { text } = await DevLoginKey.open(folder.path);
    rmSync(file);
    expect((await DevLoginKey.open(folder.path)).text).not.toBe(text);
  });

  it('is itself alone', async () => {
    const key = await DevLoginKey.open(folder.path);
    const { text } = key;
    expect(key.is(text)).toBe(true);
    for (const other of ['', text.slice(1), `${text}A`, text.toLowerCase(), `${text.slice(0, -1)}!`])
      expect([other, key.is(other)]).toEqual([other, false]);
  });

  it.each(['', '\n', 'short', 'k'.repeat(42), `${'k'.repeat(42)}/`])(
    'is not %j: the file is named',
    async (content) => {
      writeFileSync(file, content);
      const opening = DevLoginKey.open(folder.path);
      await expect(opening).rejects.toBeInstanceOf(StorageUnavailable);
      await expect(opening).rejects.toThrow(`${file} holds no key: remove it`);
    },
  );
});
