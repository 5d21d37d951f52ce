import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Postgres } from '#postgres/postgres.js';
import { ownSchemas, type OwnSchemas } from '#postgres/testing/own-database.js';
import { reachesPostgres } from '#postgres/testing/test-postgres.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { CARL, peopleStoreContract } from '../contract-suite.js';
import type { PeopleSealing } from '../sealed-person.js';
import { PEOPLE_CONCERN, PostgresPeopleStore } from './people-store.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

suite('in PostgreSQL', () => {
  peopleStoreContract('tables', () => {
    const own = ownSchemas([PEOPLE_CONCERN]);
    let sealing: PeopleSealing;
    let database: Postgres;
    const open = async () => new PostgresPeopleStore((database = await own.open()), sealing);
    return {
      open: (how) => {
        sealing = how;
        return open();
      },
      reopen: () => database.close().then(open),
      remove: () => own.remove(),
    };
  });

  describe('people that several gateways keep', () => {
    let own: OwnSchemas;
    let gateways: PostgresPeopleStore[];
    beforeEach(async () => {
      own = ownSchemas([PEOPLE_CONCERN]);
      const keys = new MemoryKeyStore();
      const sealing = { sealer: new Sealer({}, keys), unsealer: new Unsealer(keys), keys };
      const open = async () => new PostgresPeopleStore(await own.open(), sealing);
      gateways = await Promise.all([open(), open(), open()]);
    });
    afterEach(() => own.remove());

    it('are as one of them kept them, with the organisations that one told', async () => {
      const organisations = ['imdi', 'udir', 'nav'];
      const keep = (gateway: PostgresPeopleStore, organisation: string) =>
        gateway.keep({ ...CARL, name: organisation, memberships: [{ organisation, roles: ['auditor'] }] });
      for (let round = 0; round < 10; round++)
        await Promise.all(gateways.map((each, n) => keep(each, organisations[n]!)));
      const { name } = (await gateways[0]!.find(CARL.subject))!;
      const found = await Promise.all(organisations.map((each) => gateways[0]!.ofOrganisation(each)));
      expect(found.map((those) => those.length)).toEqual(
        organisations.map((each) => (each === name ? 1 : 0)),
      );
    });

    it('stand sealed in the tables: neither name nor title nor days', async () => {
      await gateways[0]!.keep(CARL);
      const [row] = await own.ask<{ text: string }>(
        `SELECT people::text AS text FROM ${own.prefix}_people.people`,
      );
      expect(row!.text).toContain(CARL.subject);
      expect(['Carlsen', 'seniorr', '2026-07'].filter((word) => row!.text.includes(word))).toEqual([]);
    });
  });
});
