import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import type { PeopleStore } from './people-store.js';
import type { Person } from './person.js';
import type { PeopleSealing } from './sealed-person.js';

/** A store of people that is there for one test. */
export interface PeopleUnderTest {
  open(sealing: PeopleSealing): Promise<PeopleStore>;
  /** The same, after the program that had it open has ended. */
  reopen(): Promise<PeopleStore>;
  remove(): Promise<void>;
}

/** Somebody of whom everything is known. */
export const CARL: Person = {
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

/** What every store of people must do. */
export function peopleStoreContract(name: string, make: () => PeopleUnderTest): void {
  describe(`people in ${name}`, () => {
    let under: PeopleUnderTest;
    let keys: MemoryKeyStore;
    let people: PeopleStore;
    beforeEach(async () => {
      under = make();
      keys = new MemoryKeyStore();
      people = await under.open({ sealer: new Sealer({}, keys), unsealer: new Unsealer(keys), keys });
    });
    afterEach(() => under.remove());

    it('are found as they were kept last, also after a restart', async () => {
      await people.keep({ ...CARL, name: 'C. Carlsen' });
      await people.keep(CARL);
      await people.keep(SYSTEM);
      people = await under.reopen();
      expect(await people.find(CARL.subject)).toEqual(CARL);
      expect(await people.find('erp')).toEqual(SYSTEM);
      expect(await people.find('nobody')).toBeUndefined();
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

    it('are gone once they are erased, and with their key what a copy of the file still holds', async () => {
      await people.keep(CARL);
      await people.erase(CARL.subject);
      expect(await people.find(CARL.subject)).toBeUndefined();
      expect(await people.ofOrganisation('udir')).toEqual([]);
      people = await under.reopen();
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
}
