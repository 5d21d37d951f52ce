import { describe } from '@jest/globals';
import { ownSchemas } from '#postgres/testing/own-database.js';
import { reachesPostgres } from '#postgres/testing/test-postgres.js';
import { erasureListContract } from '../testing/erasure-list-suite.js';
import { ERASURE_LIST_CONCERN, PostgresErasureList } from './erasure-list.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

suite('in PostgreSQL', () => {
  erasureListContract('a table', () => {
    const own = ownSchemas([ERASURE_LIST_CONCERN]);
    return {
      open: async (owner) => PostgresErasureList.open(await own.open(), owner),
      remove: () => own.remove(),
    };
  });
});
