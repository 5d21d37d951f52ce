import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { draftStoreContract } from '../contract-suite.js';
import type { DraftSealing } from '../draft-store.js';
import { document, draft, PERSONAL, replacement } from '../testing/sample-drafts.js';
import { SqliteDraftStore } from './draft-store.js';

draftStoreContract('a SQLite file', () => {
  const folder = temporaryFolder();
  let sealing: DraftSealing;
  let drafts: SqliteDraftStore;
  const open = async () =>
    (drafts = await SqliteDraftStore.open(join(folder.path, 'drafts.sqlite'), sealing));
  return {
    open: (how) => {
      sealing = how;
      return open();
    },
    reopen: () => drafts.close().then(open),
    remove: async () => {
      await drafts.close();
      folder.remove();
    },
  };
});

describe('drafts in a file', () => {
  let folder: string;
  let keys: MemoryKeyStore;
  let drafts: SqliteDraftStore;
  const open = () =>
    SqliteDraftStore.open(join(folder, 'drafts.sqlite'), {
      sealer: new Sealer({}, keys),
      unsealer: new Unsealer(keys),
    });
  const idsOf = async (owner: string, listing = {}) =>
    (await drafts.list(owner, { limit: 10, ...listing })).map(({ id }) => id);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tilsagn-'));
    keys = new MemoryKeyStore();
    drafts = await open();
  });
  afterEach(async () => {
    await drafts.close();
    rmSync(folder, { recursive: true });
  });

  it('begun under a number in another form are those of who has it, once the file is opened again', async () => {
    await drafts.create(draft('a', '910 000 012'));
    await drafts.create(draft('b', '910000012'));
    await drafts.create(draft('c', 'GB-CHC-910 000 012'));
    await drafts.close();
    drafts = await open();
    expect(await idsOf('910000012')).toEqual(['a', 'b']);
    expect(await drafts.get('a')).toMatchObject({ owner: '910000012', document });
    expect(await idsOf('GB-CHC-910 000 012')).toEqual(['c']);
  });

  it('lie sealed in the file: no personal value is found in it', async () => {
    await drafts.create(draft('a'));
    const changed = { ...document, contact: { ...document.contact, name: 'Ola Hansen' } };
    await drafts.replace(replacement('a', changed));
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    const bytes = Buffer.concat(files);
    expect(bytes.includes('org-1')).toBe(true);
    expect(PERSONAL.filter((value) => bytes.includes(value))).toEqual([]);
  });
});
