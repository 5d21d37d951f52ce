import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { LocalMasterKey, type MasterKeySource, masterKeysIn, NoMasterKey } from './local-master-key.js';
import { MasterKeyMissing, MasterKeys, WrapBroken } from './master-key.js';

const fresh = () => randomBytes(32).toString('base64');

describe('a master key', () => {
  it('wraps a key so that it opens in its place, and nowhere else', async () => {
    const master = new LocalMasterKey(randomBytes(32));
    const key = randomBytes(32);
    const wrapped = await master.wrap(key, 'key:a');
    expect(wrapped.includes(key)).toBe(false);
    expect(await master.unwrap(wrapped, 'key:a')).toEqual(key);
    await expect(master.unwrap(wrapped, 'key:b')).rejects.toThrow(WrapBroken);
  });

  it('opens nothing that was changed or cut off, and nothing of another', async () => {
    const [master, other] = [new LocalMasterKey(randomBytes(32)), new LocalMasterKey(randomBytes(32))];
    const wrapped = await master.wrap(randomBytes(32), 'key:a');
    for (let at = 0; at < wrapped.length; at += 7) {
      const changed = Buffer.from(wrapped);
      changed[at]! ^= 1;
      await expect(master.unwrap(changed, 'key:a')).rejects.toThrow(WrapBroken);
      await expect(master.unwrap(wrapped.subarray(0, at), 'key:a')).rejects.toThrow(WrapBroken);
    }
    await expect(other.unwrap(wrapped, 'key:a')).rejects.toThrow(WrapBroken);
    expect(other.id).not.toBe(master.id);
  });

  it('has the same id wherever it is, which does not tell it', async () => {
    const bytes = randomBytes(32);
    expect(new LocalMasterKey(bytes).id).toBe(new LocalMasterKey(Buffer.from(bytes)).id);
    expect(() => new LocalMasterKey(randomBytes(16))).toThrow(RangeError);
  });
});

describe('the master keys of a process', () => {
  it('are those of the variable: the first wraps, the others are still read', async () => {
    const [now, before] = [fresh(), fresh()];
    const keys = await masterKeysIn({ key: `${now} ${before}` });
    expect(keys.current.id).toBe(new LocalMasterKey(Buffer.from(now, 'base64')).id);
    expect(keys.has(new LocalMasterKey(Buffer.from(before, 'base64')).id)).toBe(true);
    expect(() => keys.withId('another')).toThrow(MasterKeyMissing);
  });

  it('are those of the file, one a line', async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'master');
    const [now, before] = [fresh(), fresh()];
    writeFileSync(file, `${now}\n${before}\n`);
    const keys = await masterKeysIn({ file });
    expect(keys).toEqual(
      new MasterKeys(keys.current, [keys.withId((await masterKeysIn({ key: before })).current.id)]),
    );
    folder.remove();
  });

  it.each([
    ['nothing', {}, 'tells no master key'],
    ['blanks', { key: ' \n' }, 'tells no master key'],
    [
      'half a key',
      { key: randomBytes(16).toString('base64') },
      'number 1 of TILSAGN_MASTER_KEY is not 32 bytes',
    ],
    ['what is no base64', { key: `${fresh()} ${'?'.repeat(44)}` }, 'number 2 of TILSAGN_MASTER_KEY is not'],
    ['a file that is not there', { file: '/nowhere/master' }, 'cannot be read'],
    ['both', { key: fresh(), file: '/nowhere/master' }, 'are both set'],
  ] satisfies [string, MasterKeySource, string][])(
    'are none where there is %s, and what is there is not said',
    async (_, source: MasterKeySource, words) => {
      const failed = await masterKeysIn(source).catch((error: unknown) => error as Error);
      expect(failed).toBeInstanceOf(NoMasterKey);
      expect((failed as Error).message).toContain(words);
      for (const word of source.key?.split(' ') ?? [])
        expect((failed as Error).message).not.toContain(word || '\n');
    },
  );
});
