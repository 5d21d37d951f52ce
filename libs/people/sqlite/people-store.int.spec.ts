import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import type { Person } from '../person.js';
import { CARL, peopleStoreContract } from '../contract-suite.js';
import type { PeopleSealing } from '../sealed-person.js';
import { SqlitePeopleStore } from './people-store.js';

peopleStoreContract('a SQLite file', () => {
  const folder = temporaryFolder();
  let sealing: PeopleSealing;
  let people: SqlitePeopleStore;
  const open = async () =>
    (people = await SqlitePeopleStore.open(join(folder.path, 'people.sqlite'), sealing));
  return {
    open: (how) => {
      sealing = how;
      return open();
    },
    reopen: () => people.close().then(open),
    remove: async () => {
      await people.close();
      folder.remove();
    },
  };
});

describe('people in a file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let keys: MemoryKeyStore;
  let people: SqlitePeopleStore;
  const open = () =>
    SqlitePeopleStore.open(join(folder.path, 'people.sqlite'), {
      sealer: new Sealer({}, keys),
      unsealer: new Unsealer(keys),
      keys,
    });
  /** All bytes of the file and those beside it. */
  const bytes = () =>
    readdirSync(folder.path)
      .map((name) => readFileSync(join(folder.path, name), 'latin1'))
      .join('');

  beforeEach(async () => {
    folder = temporaryFolder();
    keys = new MemoryKeyStore();
    people = await open();
  });
  afterEach(async () => {
    await people.close();
    folder.remove();
  });

  it('belong to an organisation however an earlier token wrote its number', async () => {
    const memberships = ['910 000 012', '910000012'].map((organisation) => ({
      organisation,
      roles: ['superior'],
    }));
    await people.keep({ ...CARL, memberships } as Person);
    await people.close();
    people = await open();
    expect(await people.ofOrganisation('910000012')).toMatchObject([{ subject: CARL.subject }]);
    const found = (await people.find(CARL.subject))!;
    expect(found.memberships.map(({ organisation }) => organisation)).toEqual(['910000012', '910000012']);
    await people.keep(found);
    expect(await people.ofOrganisation('910000012')).toHaveLength(1);
  });

  it('stand sealed in the file: neither name nor title nor days', async () => {
    await people.keep(CARL);
    await people.close();
    for (const word of ['Carlsen', 'seniorr', '2026-07']) expect(bytes()).not.toContain(word);
    expect(bytes()).toContain(CARL.subject);
    people = await open();
  });
});
