import { afterAll, describe, expect, it } from '@jest/globals';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '#hosting/testing/files.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { attachmentStoreContract } from '../contract-suite.js';
import { FolderAttachmentStore } from './folder-store.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());
let made = 0;

async function open(path = join(folder.path, String(made++))) {
  return { path, store: await FolderAttachmentStore.open(path) };
}

attachmentStoreContract('a folder', async () => {
  const { path, store } = await open();
  return { store, files: () => filesIn(path).length };
});

async function* of(text: string) {
  await Promise.resolve();
  yield Buffer.from(text);
}

describe('a folder of attachments', () => {
  it('is for its owner only', async () => {
    const { path, store } = await open();
    await store.put(of('private'));
    const [file] = filesIn(path);
    expect([statSync(file!).mode & 0o777, statSync(path).mode & 0o077]).toEqual([0o600, 0]);
  });

  it('removes at its opening what an ended process had not finished', async () => {
    const { path, store } = await open();
    const { digest } = await store.put(of('finished'));
    writeFileSync(join(path, 'incoming', 'half'), 'half of');
    const { store: again } = await open(path);
    expect(filesIn(path)).toEqual([join(path, digest.slice(0, 2), digest)]);
    expect((await (await again.get(digest))!.toArray()).join('')).toBe('finished');
  });
});
