import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { MemoryAttachmentStore } from '../memory/memory-store.js';
import { endingsOf, endsLike, looksLike } from './media-types.js';
import { SealedAttachments } from './sealed-attachments.js';

const LIMIT = 100_000;
const OWNED = { reference: 'case:1', id: 'attachment-1' };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function setUp() {
  const store = new MemoryAttachmentStore();
  const keys = new MemoryKeyStore();
  return { store, keys, attachments: new SealedAttachments(store, keys, LIMIT) };
}

async function* of(...pieces: readonly Uint8Array[]) {
  for (const piece of pieces) {
    await Promise.resolve();
    yield piece;
  }
}

const PLAIN = Buffer.from('Budsjett for Løvetann, kontakt Kari Nordmann\n'.repeat(1000));

describe('attachments on their way in and out', () => {
  it('are stored encrypted, and read as they were', async () => {
    const { attachments, store } = setUp();
    const done = await attachments.keep(
      of(PLAIN.subarray(0, 10), PLAIN.subarray(10)),
      { name: 'a.txt', mediaType: 'text/plain', sha256: sha256(PLAIN) },
      OWNED,
    );
    if (!done.ok) throw new Error(done.refusal.code);
    expect(done.kept.size).toBe(PLAIN.length);
    expect(store.digests).toEqual([done.kept.digest]);
    const stored = Buffer.concat(await (await store.get(done.kept.digest))!.toArray());
    expect(stored.includes('Nordmann')).toBe(false);
    const read = await attachments.read(done.kept.digest, OWNED);
    expect(Buffer.concat((await read!.toArray()) as Buffer[]).equals(PLAIN)).toBe(true);
  });

  it.each([
    ['digest-mismatch', 'text/plain', PLAIN, sha256(Buffer.from('other'))],
    ['attachment-too-large', 'text/plain', Buffer.alloc(LIMIT + 1, 'a'), undefined],
    ['attachment-empty', 'text/plain', Buffer.alloc(0), undefined],
    ['media-type-not-allowed', 'text/html', PLAIN, undefined],
    ['media-type-not-allowed', 'constructor', PLAIN, undefined],
    ['media-type-mismatch', 'application/pdf', PLAIN, undefined],
    ['media-type-mismatch', 'text/csv', Buffer.from([0x4d, 0x5a, 0x90, 0x00, 0x03]), undefined],
  ] as const)('are refused (%s) as %s, and nothing stays behind', async (code, mediaType, bytes, digest) => {
    const { attachments, store } = setUp();
    const name = `a.${endingsOf(mediaType)[0] ?? 'html'}`;
    const announced = { name, mediaType, sha256: digest ?? sha256(bytes) };
    const done = await attachments.keep(of(bytes), announced, OWNED);
    expect(done).toMatchObject({ ok: false, refusal: { code } });
    expect(store.digests).toEqual([]);
  });

  it('may have as many bytes as the limit says, no more', async () => {
    const { attachments } = setUp();
    const bytes = Buffer.alloc(LIMIT, 'a');
    const done = await attachments.keep(
      of(bytes),
      { name: 'a.csv', mediaType: 'text/csv', sha256: sha256(bytes) },
      OWNED,
    );
    expect(done.ok).toBe(true);
  });

  it('stop being taken at the limit, however much would follow', async () => {
    const { attachments } = setUp();
    let sent = 0;
    async function* endless() {
      for (;;) {
        await Promise.resolve();
        sent += 1000;
        yield Buffer.alloc(1000, 'a');
      }
    }
    await attachments.keep(endless(), { name: 'a.txt', mediaType: 'text/plain', sha256: '' }, OWNED);
    expect(sent).toBeLessThan(LIMIT + 2000);
  });
});

describe('what a file is', () => {
  const start = (hex: string) => Buffer.from(hex, 'hex');

  it.each([
    ['application/pdf', Buffer.from('%PDF-1.7\n')],
    ['image/png', start('89504e470d0a1a0a0000000d49484452')],
    ['image/jpeg', start('ffd8ffe000104a46494600')],
    ['image/tiff', start('49492a0008000000')],
    ['text/csv', Buffer.from('æ;b\r\n1;2\r\n')],
    ['text/plain', Buffer.from('BMW og andre')],
  ])('is told by its first bytes: %s', async (mediaType, bytes) => {
    expect(await looksLike(mediaType, bytes)).toBe(true);
    expect(await looksLike(mediaType === 'image/png' ? 'image/jpeg' : 'image/png', bytes)).toBe(false);
  });

  it.each(['regnskap.hta', 'regnskap.js', 'tegning.svg', 'regnskap', 'regnskap.txt.hta', 'a.txt.', 'txt'])(
    'is not believed to be text under the name %s',
    (name) => expect(endsLike('text/plain', name)).toBe(false),
  );

  it.each([
    ['text/plain', 'Regnskap.TXT'],
    ['image/jpeg', 'bilde.jpeg'],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'tall.v2.xlsx'],
  ])('may be called as its type is: %s, %s', (mediaType, name) =>
    expect(endsLike(mediaType, name)).toBe(true),
  );

  it('tells an office document from any other package', async () => {
    const zip = Buffer.concat([start('504b0304'), Buffer.alloc(200)]);
    const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    expect(await looksLike(docx, zip)).toBe(false);
  });
});
