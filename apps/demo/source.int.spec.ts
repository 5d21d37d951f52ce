import { afterAll, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workbook } from '#giving/testing/workbook.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { openSource } from './source.js';
import { readRecords } from '#importing/testing/records.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

type Party = readonly { readonly id: string; readonly name: string }[];

interface SampleGrant {
  readonly [member: string]: string | number | undefined | Party;
  readonly recipientOrganization: Party;
  readonly fundingOrganization: Party;
}

const COLUMNS: { readonly [title: string]: (grant: SampleGrant) => unknown } = {
  Identifier: ({ id }) => id,
  Title: ({ title }) => title,
  Currency: ({ currency }) => currency,
  'Amount Awarded': ({ amountAwarded }) => amountAwarded,
  'Award Date': ({ awardDate }) => awardDate,
  'Planned Dates:Duration (months)': ({ plannedDates }) =>
    (plannedDates as unknown as readonly { readonly duration: number }[])[0]?.duration,
  'Recipient Org:0:Identifier': ({ recipientOrganization: [first] }) => first?.id,
  'Recipient Org:0:Name': ({ recipientOrganization: [first] }) => first?.name,
  'fundingOrganization/0/id': ({ fundingOrganization: [first] }) => first?.id,
  'fundingOrganization/0/name': ({ fundingOrganization: [first] }) => first?.name,
  'Grant Programme:Title': ({ grantProgramme }) =>
    (grantProgramme as unknown as readonly { readonly title: string }[])[0]?.title,
};

async function recordsOf(path: string | undefined): Promise<unknown[]> {
  const records: unknown[] = [];
  for await (const record of (await openSource(path)).records()) records.push(record);
  return records;
}

it('the same grants come from JSON, CSV and XLSX', async () => {
  const sample = (await recordsOf(undefined)) as SampleGrant[];
  const expected = readRecords(sample);
  expect([expected.grants.length, expected.refusals]).toEqual([119, []]);
  const titles = Object.keys(COLUMNS);
  const rows = sample.map((grant) => Object.values(COLUMNS).map((cell) => cell(grant) as string | number));
  const files = {
    'grants.csv': Buffer.from(stringify([titles, ...rows])),
    'latin.csv': Buffer.from(stringify([titles, ...rows.map((row) => row.with(1, `${row[1]} é`))]), 'latin1'),
    'grants.xlsx': workbook({ Sheet1: [titles, ...rows] }),
  };
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder.path, name);
    await writeFile(path, bytes);
    const { grants, refusals } = readRecords(await recordsOf(path));
    expect(refusals).toEqual([]);
    expect(grants.map((grant) => ({ ...grant, title: grant.title.replace(/ é$/, '').trim() }))).toEqual(
      expected.grants,
    );
  }
});
