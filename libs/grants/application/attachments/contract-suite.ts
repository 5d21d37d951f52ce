import { describe, expect, it } from '@jest/globals';
import type { AttachmentRegister, RegisteredAttachment } from './attachment-register.js';

const FIRST: RegisteredAttachment = {
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
};

/** What every register of attachments must do. */
export function attachmentRegisterContract(name: string, make: () => Promise<AttachmentRegister>): void {
  describe(`${name} as a register of attachments`, () => {
    it('lists those of a case in the order they came', async () => {
      const register = await make();
      const later = { ...FIRST, id: 'a-0' };
      for (const each of [FIRST, { ...FIRST, id: 'a-9', caseId: 'case-2' }, later]) await register.add(each);
      expect(await register.list('case-1')).toEqual([FIRST, later]);
      expect(await register.find('case-1', 'a-1')).toEqual(FIRST);
      await register.close();
    });

    it('finds and removes them in their own case only', async () => {
      const register = await make();
      await register.add(FIRST);
      expect(await register.find('case-2', 'a-1')).toBeUndefined();
      await register.remove('case-2', 'a-1');
      expect(await register.find('case-1', 'a-1')).toEqual(FIRST);
      await register.remove('case-1', 'a-1');
      await register.remove('case-1', 'a-1');
      expect(await register.list('case-1')).toEqual([]);
      await register.close();
    });

    it('keeps what was registered first under an id', async () => {
      const register = await make();
      await register.add(FIRST);
      await register.add({ ...FIRST, name: 'other.pdf' });
      expect(await register.list('case-1')).toEqual([FIRST]);
      await register.close();
    });
  });
}
