import { afterEach, describe, expect, it } from '@jest/globals';
import { ownSchemas, type OwnSchemas } from '#postgres/testing/own-database.js';
import { reachesPostgres } from '#postgres/testing/test-postgres.js';
import { caseReference } from '#sealing/key-store.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { attachmentRegisterContract } from '../contract-suite.js';
import { ATTACHMENT_REGISTER_CONCERN, PostgresAttachmentRegister } from './attachment-register.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

suite('in PostgreSQL', () => {
  let own: OwnSchemas;
  afterEach(() => own.remove());
  const open = async (keys = new MemoryKeyStore()) => {
    own = ownSchemas([ATTACHMENT_REGISTER_CONCERN]);
    const sealing = { sealer: new Sealer({}, keys), unsealer: new Unsealer(keys) };
    return new PostgresAttachmentRegister(await own.open(), sealing);
  };

  attachmentRegisterContract('what lies there', () => open());

  it('the register of attachments shows no name to whoever reads the tables, and nobody once the key is erased', async () => {
    const keys = new MemoryKeyStore();
    const register = await open(keys);
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
    const [row] = await own.ask<{ text: string }>(
      `SELECT attachments::text AS text FROM ${own.prefix}_attachments.attachments`,
    );
    expect(row!.text).toContain('case-1');
    expect(row!.text.includes('Nordmann') || row!.text.includes('0a0a0a')).toBe(false);
    await keys.erase(caseReference('case-1'));
    expect(await register.find('case-1', 'a-1')).toBeUndefined();
    expect(await register.list('case-1')).toEqual([]);
  });
});
