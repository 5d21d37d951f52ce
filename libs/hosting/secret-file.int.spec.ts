import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { secretFile } from './secret-file.js';
import { temporaryFolder } from './testing/temporary-folder.js';

describe('a secret file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('is made once, for its owner alone', async () => {
    const path = join(folder.path, 'new', 'key');
    expect(await secretFile(path, () => 'one')).toBe('one');
    expect(await secretFile(path, () => 'two')).toBe('one');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder.path, 'new')).mode & 0o777).toBe(0o700);
  });

  it('has one content for all who make it at once, and leaves no drafts', async () => {
    const path = join(folder.path, 'key');
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => secretFile(path, () => `${index}`)),
    );
    expect(new Set(all).size).toBe(1);
    expect(readdirSync(folder.path)).toEqual(['key']);
  });

  it('leaves nothing behind when its content cannot be made', async () => {
    const path = join(folder.path, 'key');
    const failing = secretFile(path, () => {
      throw new Error('no entropy');
    });
    await expect(failing).rejects.toThrow('no entropy');
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
