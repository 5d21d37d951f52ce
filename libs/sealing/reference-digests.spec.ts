import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryKeyStore } from './memory/key-store.js';
import { ReferenceDigests } from './reference-digests.js';

describe('the digest of a reference', () => {
  let references: ReferenceDigests;
  beforeEach(() => {
    references = new ReferenceDigests(new MemoryKeyStore());
  });

  it('is the same however the reference is trimmed or composed, but for its case', async () => {
    const digest = await references.of('payout p1', 'B-1');
    for (const same of ['B-1 ', ' B-1', 'B-1\u00a0', '\uff22-1', 'B-\uff11'])
      expect(await references.of('payout p1', same)).toBe(digest);
    for (const other of ['b-1', 'B -1', 'B-2', 'B1'])
      expect(await references.of('payout p1', other)).not.toBe(digest);
  });

  it('tells nothing of the same reference elsewhere, and nothing without the secret', async () => {
    const digest = await references.of('payout p1', 'B-1');
    expect(await references.of('payout p2', 'B-1')).not.toBe(digest);
    expect(await new ReferenceDigests(new MemoryKeyStore()).of('payout p1', 'B-1')).not.toBe(digest);
    expect(digest).not.toContain('B-1');
  });
});
