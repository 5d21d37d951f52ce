import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Database } from './database.js';
import { openPglite } from './pglite-database.js';
import { readModelsSuite } from './testing/read-models-suite.js';

describe('read models in PGlite', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openPglite({ schema: 'tilsagn_read' });
  });
  afterAll(() => database.close());

  readModelsSuite(() => database);
});
