import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import type { Database } from './database.js';
import { openPglite } from './pglite-database.js';
import { reset, startHarness } from './testing/harness.js';
import { readModelsSuite } from './testing/read-models-suite.js';
import { appendStory, fault } from './testing/sample.js';

describe('read models in PGlite', () => {
  const folder = temporaryFolder();
  let database: Database;
  beforeAll(async () => {
    database = await openPglite({ folder: folder.path, schema: 'tilsagn_read' });
  });
  afterAll(async () => {
    await database.close();
    folder.remove();
  });

  readModelsSuite(() => database);

  it('tell with every key that is paused or freed, so that nobody needs to ask', async () => {
    await reset(database);
    const harness = await startHarness({ database });
    const { readModels, store, settled, told } = harness;
    await settled();
    expect(told).toEqual(
      new Map([
        ['sample-cases', []],
        ['sample-totals', []],
      ]),
    );
    fault.refuse = ({ metadata, revision }) => metadata.caseId !== 'c0' && revision === 1;
    await appendStory(store, 3, 3);
    await settled();
    expect(told.get('sample-cases')).toEqual(['c1', 'c2']);

    fault.refuse = undefined;
    await readModels.resume('sample-cases', 'c1');
    expect(told.get('sample-cases')).toEqual(['c2']);
    await readModels.rebuild(['sample-cases']);
    expect(told.get('sample-cases')).toEqual([]);
    await harness.stop();
    expect(told).toEqual(new Map());
  });
});
