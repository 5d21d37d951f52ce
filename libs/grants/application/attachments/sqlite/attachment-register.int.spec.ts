import { afterAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { caseReference } from '#sealing/key-store.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { attachmentRegisterContract } from '../contract-suite.js';
import { SqliteAttachmentRegister } from './attachment-register.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());
let made = 0;

async function open(file = `${folder.path}/${made++}.sqlite`) {
  const keys = new MemoryKeyStore();
  const sealing = { sealer: new Sealer({}, keys), unsealer: new Unsealer(keys) };
  return { file, keys, register: await SqliteAttachmentRegister.open(file, sealing) };
}

attachmentRegisterContract('a SQLite file', async () => (await open()).register);

describe('the register of attachments in a file', () => {
  it('shows no name to whoever reads the file, and nobody once the key is erased', async () => {
    const { file, keys, register } = await open();
    await register.add({
      id: 'a-1',
      caseId: 'case-1',
      name: 'Regnskap for Kari Nordmann.pdf',
      mediaType: 'application/pdf',
      size: 12,
      sha256: '0a'.repeat(32),
      digest: '0b'.repeat(32),
      commandHash: 'hash',
      addedAt: '2026-02-01T12:00:00.000Z',
      position: '7',
    });
    for (const each of [file, `${file}-wal`])
      expect(readFileSync(each).includes('Nordmann') || readFileSync(each).includes('0a0a0a')).toBe(false);
    await keys.erase(caseReference('case-1'));
    expect(await register.find('case-1', 'a-1')).toBeUndefined();
    expect(await register.list('case-1')).toEqual([]);
    await register.close();
  });
});
