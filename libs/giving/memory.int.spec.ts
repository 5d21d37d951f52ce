import { afterAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { workbook } from './testing/workbook.js';

const COUNT = 40_000;
/** Megabytes of heap: less than the records take, more than the program does. */
const HEAP = 32;
const TEXT = 'A description as long as those that funders write. '.repeat(20);

describe('a file larger than the memory there is', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  const counted = async (path: string) => {
    const script = projectFile('dist/libs/giving/testing/count-records.js');
    const { stdout } = await promisify(execFile)(process.execPath, [
      `--max-old-space-size=${HEAP}`,
      script,
      path,
    ]);
    return Number(stdout);
  };

  it('is read as JSON', async () => {
    const path = join(folder.path, 'grants.json');
    function* lines() {
      yield '{"grants": [';
      for (let index = 0; index < COUNT; index++)
        yield `${index > 0 ? ',' : ''}${JSON.stringify({ id: `360G-a-funder-${index}`, description: TEXT })}`;
      yield ']}';
    }
    await pipeline(Readable.from(lines()), createWriteStream(path));
    expect(await counted(path)).toBe(COUNT);
  });

  it('is read as CSV', async () => {
    const path = join(folder.path, 'grants.csv');
    function* lines() {
      yield 'Identifier,Currency,Amount Awarded,Award Date,Description\n';
      for (let index = 0; index < COUNT; index++) yield `360G-a-funder-${index},GBP,1,2020-01-01,${TEXT}\n`;
    }
    await pipeline(Readable.from(lines()), createWriteStream(path));
    expect(await counted(path)).toBe(COUNT);
  });

  it('is read as XLSX', async () => {
    const path = join(folder.path, 'grants.xlsx');
    const rows = Array.from({ length: COUNT }, (_, index) => [
      { inline: `360G-a-funder-${index}` },
      { inline: 'GBP' },
      1,
      43_894,
      { inline: TEXT },
    ]);
    const titles = ['Identifier', 'Currency', 'Amount Awarded', 'Award Date', 'Description'];
    await writeFile(path, workbook({ grants: [titles, ...rows] }));
    expect(await counted(path)).toBe(COUNT);
  });
});
