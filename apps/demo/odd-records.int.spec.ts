import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import type { DemoResult } from './results.js';
import { demo, resultOf } from './testing/demo-process.js';
import { oddRecord, soundRecord } from '#importing/testing/odd-records.js';

/** More of them for a longer search. */
const COUNT = Number(process.env['TILSAGN_TEST_ODD_RECORDS'] ?? 60);

describe('a file in which many records are odd', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const odd = fc.sample(oddRecord(), COUNT);
  const sound = odd.map((_, index) => soundRecord(`360G-sound-${index}`));
  const SEK = { currency: 'SEK', plannedDates: [{ duration: 36 }], amountAwarded: 300 };
  const known = [
    { ...soundRecord('360G-paid-in-part'), ...SEK, amountDisbursed: 150 },
    { ...soundRecord('360G-not-paid'), ...SEK, amountDisbursed: 0, amountAppliedFor: 500 },
    { ...soundRecord('360G-overpaid'), ...SEK, amountDisbursed: 301 },
    {
      ...soundRecord('360G-person'),
      ...SEK,
      title: undefined,
      recipientOrganization: undefined,
      recipientIndividual: { id: 'P-77-ZYX', name: 'Jane Quuxington' },
    },
  ];
  let result: DemoResult;

  beforeAll(async () => {
    const file = join(folder.path, 'odd.json');
    await writeFile(
      file,
      JSON.stringify({ grants: [...known, ...odd.flatMap((each, index) => [each, sound[index]])] }),
    );
    result = resultOf(await demo('--from', file, '--data', data), 3);
  });
  afterAll(() => folder.remove());

  it('lands the others: no record ends the run', () => {
    const { read, grants, refusals, projections } = result;
    expect(read).toBe(2 * COUNT + known.length);
    expect(grants + refusals.length).toBe(read);
    const names = new Set([...known, ...sound].map(({ id }) => id));
    expect(refusals.filter(({ id }) => id !== null && names.has(id))).toEqual([]);
    for (const { code, message } of refusals) expect(`${code}: ${message}`).toMatch(/^[a-z0-9-]+: \P{Cc}+$/u);
    expect(projections.filter(({ lag, paused }) => lag > 0 || paused > 0)).toEqual([]);
  });

  it('pays what the records say, no more than was awarded, and remarks on the rest', () => {
    const { awarded, paid, paidFromLog, remarks } = result;
    const inSek = [awarded, paid, paidFromLog].map(
      (all) => all.find(({ currency }) => currency === 'SEK')?.amount,
    );
    expect(inSek).toEqual([4 * 300_00, (150 + 300 + 300) * 100, (150 + 300 + 300) * 100]);
    expect(remarks.filter(({ index }) => index < known.length)).toEqual([
      expect.objectContaining({ id: '360G-overpaid', code: 'paid-more-than-awarded' }),
    ]);
  });

  it('keeps neither the name nor the id of a private person in clear', async () => {
    const files = await readdir(data, { recursive: true, withFileTypes: true });
    for (const file of files.filter((each) => each.isFile())) {
      const bytes = await readFile(join(file.parentPath, file.name));
      expect([file.name, bytes.includes('Quuxington'), bytes.includes('P-77-ZYX')]).toEqual([
        file.name,
        false,
        false,
      ]);
    }
  });
});
