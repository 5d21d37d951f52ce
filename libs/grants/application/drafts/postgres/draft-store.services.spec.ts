import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LEASES_CONCERN } from '#leases/postgres/leases-schema.js';
import type { Postgres } from '#postgres/postgres.js';
import { RECEIPTS_CONCERN } from '#postgres/receipts.js';
import { ownSchemas, type OwnSchemas } from '#postgres/testing/own-database.js';
import { reachesPostgres } from '#postgres/testing/test-postgres.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { draftStoreContract } from '../contract-suite.js';
import { type DraftSealing, MOST_DRAFTS } from '../draft-store.js';
import { draft, PERSONAL, replacement } from '../testing/sample-drafts.js';
import { DRAFTS_CONCERN, PostgresDraftStore } from './draft-store.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

const CONCERNS = [LEASES_CONCERN, RECEIPTS_CONCERN, DRAFTS_CONCERN];

suite('in PostgreSQL', () => {
  draftStoreContract('tables', () => {
    const own = ownSchemas(CONCERNS);
    let sealing: DraftSealing;
    let database: Postgres;
    const open = async () => new PostgresDraftStore((database = await own.open()), sealing);
    return {
      open: (how) => {
        sealing = how;
        return open();
      },
      reopen: () => database.close().then(open),
      remove: () => own.remove(),
    };
  });

  describe('drafts that several gateways write', () => {
    let own: OwnSchemas;
    let gateways: PostgresDraftStore[];
    beforeEach(async () => {
      own = ownSchemas(CONCERNS);
      const keys = new MemoryKeyStore();
      const sealing = { sealer: new Sealer({}, keys), unsealer: new Unsealer(keys) };
      const open = async () => new PostgresDraftStore(await own.open(), sealing);
      gateways = await Promise.all([open(), open(), open()]);
    });
    afterEach(() => own.remove());

    it('are created once by a command that comes to all of them, and answered the same', async () => {
      const answers = await Promise.all(gateways.map((each) => each.create(draft('a'))));
      expect(answers).toEqual(answers.map(() => ({ ok: true, draft: expect.objectContaining({ id: 'a' }) })));
      const other = { ...draft('b'), commandId: 'create-a' };
      expect(await gateways[1]!.create({ ...other, commandHash: 'other' })).toMatchObject({
        refusal: { code: 'idempotency-key-reused' },
      });
    });

    it('have room for no more than there may be, whoever is asked', async () => {
      const create = (n: number) => gateways[n % 3]!.create(draft(`d${n}`));
      const outcomes = await Promise.all(Array.from({ length: MOST_DRAFTS + 10 }, (_, n) => create(n)));
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(MOST_DRAFTS);
    });

    it('are replaced by one of those who saw the same revision', async () => {
      await gateways[0]!.create(draft('a'));
      const outcomes = await Promise.all(
        gateways.map((each, n) => each.replace({ ...replacement('a', { title: `${n}` }), keyed: true })),
      );
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.filter((each) => !each.ok && each.refusal.code === 'precondition-failed')).toHaveLength(
        2,
      );
    });

    it('are worked on by one at a time', async () => {
      const done: string[] = [];
      const work = (what: string) => async () => {
        done.push(`${what} begins`);
        await gateways[0]!.find('a');
        done.push(`${what} ends`);
      };
      await Promise.all(gateways.map((each, n) => each.alone('a', work(`${n}`))));
      const pairs = [0, 2, 4].map((at) => done.slice(at, at + 2));
      expect(pairs.map(([first, second]) => [first?.slice(1), second])).toEqual(
        pairs.map(([first]) => [' begins', first?.replace('begins', 'ends')]),
      );
    });

    it('lie sealed in the tables: no personal value is found in them', async () => {
      await gateways[0]!.create(draft('a'));
      await gateways[0]!.replace(replacement('a', { contact: { name: 'Ola Hansen' } }));
      const [row] = await own.ask<{ text: string }>(
        `SELECT drafts::text AS text FROM ${own.prefix}_drafts.drafts`,
      );
      expect(row!.text).toContain('org-1');
      expect(PERSONAL.filter((value) => row!.text.includes(value))).toEqual([]);
    });
  });
});
