import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import type { Person } from '../person.js';
import { SqlitePeopleStore } from './people-store.js';

const CARL: Person = {
  subject: 'f:28d7/carl+1=',
  name: 'Carl Carlsen',
  title: 'seniorrådgiver',
  memberships: [
    { organisation: 'imdi', roles: ['superior'] },
    { organisation: 'udir', roles: ['caseworker'] },
  ],
  seenOn: '2026-03-02',
  absence: { from: '2026-07-06', to: '2026-07-31' },
};
const SYSTEM: Person = { subject: 'erp', memberships: [{ roles: ['auditor'] }], seenOn: '2026-03-02' };

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

  it('are found as they were kept last, also after a restart', async () => {
    await people.keep({ ...CARL, name: 'C. Carlsen' });
    await people.keep(CARL);
    await people.keep(SYSTEM);
    await people.close();
    people = await open();
    expect(await people.find(CARL.subject)).toEqual(CARL);
    expect(await people.find('erp')).toEqual(SYSTEM);
    expect(await people.find('nobody')).toBeUndefined();
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

  it('are found by many subjects, those who have a name', async () => {
    await people.keep(CARL);
    await people.keep(SYSTEM);
    expect(await people.named([CARL.subject, 'erp', 'nobody'])).toEqual(new Map([[CARL.subject, CARL]]));
  });

  it('belong to the organisations of their last token and to no other', async () => {
    await people.keep(CARL);
    await people.keep(SYSTEM);
    const {
      memberships: [first],
    } = CARL;
    expect(await people.ofOrganisation('udir')).toEqual([CARL]);
    await people.keep({ ...CARL, memberships: [first!] });
    expect(await people.ofOrganisation('udir')).toEqual([]);
    expect((await people.ofOrganisation('imdi')).map(({ subject }) => subject)).toEqual([CARL.subject]);
  });

  it('of a large organisation are all found, each once', async () => {
    const subjects = Array.from({ length: 250 }, (_, index) => `person-${index}`);
    await Promise.all(subjects.map((subject) => people.keep({ ...CARL, subject })));
    const found = await people.ofOrganisation('udir');
    expect(found.map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted());
  });

  it('stand sealed in the file: neither name nor title nor days', async () => {
    await people.keep(CARL);
    await people.close();
    for (const word of ['Carlsen', 'seniorr', '2026-07']) expect(bytes()).not.toContain(word);
    expect(bytes()).toContain(CARL.subject);
    people = await open();
  });

  it('are gone once they are erased, and with their key what a copy of the file still holds', async () => {
    await people.keep(CARL);
    await people.erase(CARL.subject);
    expect(await people.find(CARL.subject)).toBeUndefined();
    expect(await people.ofOrganisation('udir')).toEqual([]);
    await people.close();
    people = await open();
    await people.keep(CARL);
    await keys.erase(`person:subject:${CARL.subject}`);
    expect(await people.find(CARL.subject)).toBeUndefined();
    expect((await people.named([CARL.subject])).size).toBe(0);
    expect(await people.ofOrganisation('udir')).toEqual([]);
  });

  it('that were erased are kept anew when they come again', async () => {
    await people.keep(CARL);
    await people.erase(CARL.subject);
    const again = { ...CARL, name: 'Carla Carlsen' };
    await people.keep(again);
    expect(await people.find(CARL.subject)).toEqual(again);
  });
});
