import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '#platform/testing/temporary-folder.js';
import { demo, resultOf } from './testing/demo-process.js';
import { oddRecord, soundRecord } from './testing/odd-records.js';

/** More of them for a longer search. */
const COUNT = Number(process.env['TILSAGN_TEST_ODD_RECORDS'] ?? 60);

describe('a file in which many records are odd', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it('lands the others: no record ends the run', async () => {
    const odd = fc.sample(oddRecord(), COUNT);
    const sound = odd.map((_, index) => soundRecord(`360G-sound-${index}`));
    const file = join(folder.path, 'odd.json');
    await writeFile(file, JSON.stringify({ grants: odd.flatMap((each, index) => [each, sound[index]]) }));
    const { read, grants, refusals, awarded, projections } = resultOf(
      await demo('--from', file, '--data', join(folder.path, 'data')),
      3,
    );
    expect(read).toBe(2 * COUNT);
    expect(grants + refusals.length).toBe(read);
    expect(refusals.filter(({ id }) => sound.some((each) => each.id === id))).toEqual([]);
    for (const { code, message } of refusals) expect(`${code}: ${message}`).toMatch(/^[a-z0-9-]+: \P{Cc}+$/u);
    for (const { amount } of awarded) expect(amount).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
    expect(projections.filter(({ lag, paused }) => lag > 0 || paused > 0)).toEqual([]);
  });
});
