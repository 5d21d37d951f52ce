import { afterAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cell, workbook } from '#giving/testing/workbook.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { demo, resultOf } from './testing/demo-process.js';
import { soundRecord } from '#importing/testing/odd-records.js';

type Odd = Readonly<Record<string, unknown>>;

/** What is to become of a file's records, by code; the two sound ones, `360G-first` and `360G-last`, always land. */
interface Wanted {
  /** Besides those two. */
  readonly lands?: number;
  readonly refused?: readonly string[];
  readonly remarks?: readonly string[];
}

const FIRST = soundRecord('360G-first');
const LAST = soundRecord('360G-last');
const json = (...odd: readonly Odd[]) => JSON.stringify({ grants: [FIRST, ...odd, LAST] });
const odd = (members: Odd) => json({ ...soundRecord('360G-odd'), ...members });

const TITLES = [
  'Identifier',
  'Title',
  'Currency',
  'Amount Awarded',
  'Award Date',
  'Planned Dates:Duration (months)',
  'Recipient Org:Identifier',
  'Recipient Org:Name',
  'Funding Org:Identifier',
  'Funding Org:Name',
  'Grant Programme:Title',
];
const NAMES = [
  'id',
  'title',
  'currency',
  'amountAwarded',
  'awardDate',
  'plannedDates/0/duration',
  'recipientOrganization/0/id',
  'recipientOrganization/0/name',
  'fundingOrganization/0/id',
  'fundingOrganization/0/name',
  'grantProgramme/0/title',
];
const row = (id: string) => [
  id,
  'Grønt håp',
  'GBP',
  '1500.50',
  '2020-03-04',
  '24',
  'GB-CHC-1',
  'Å, ja',
  'GB-CHC-2',
  'F',
  'Vår',
];
const csv = (rows: readonly (readonly string[])[], delimiter = ',') =>
  rows.map((cells) => cells.map((cell) => `"${cell}"`).join(delimiter) + '\r\n').join('');
const table = (titles: readonly string[], delimiter?: string) =>
  csv([titles, row('360G-first'), row('360G-last')], delimiter);
const cells = (id: string): Cell[] =>
  row(id).map((cell, index) => (index === 3 ? 1500.5 : index === 4 ? 43_894 : index === 5 ? 24 : cell));

/** Files as funders have published them, or could. */
const FILES: readonly (readonly [what: string, bytes: string | Buffer, wanted: Wanted])[] = [
  ['JSON with a byte order mark', `\ufeff${json()}`, {}],
  ['JSON in UTF-16', Buffer.from(`\ufeff${json()}`, 'utf16le'), {}],
  ['CSV with a byte order mark', `\ufeff${table(TITLES)}`, {}],
  ['CSV in UTF-16', Buffer.from(`\ufeff${table(TITLES, '\t')}`, 'utf16le'), {}],
  ['CSV in Latin-1', Buffer.from(table(TITLES, ';'), 'latin1'), {}],
  ['CSV with columns as they are nested', table(NAMES), {}],
  [
    'CSV with an uneven row and a blank one',
    csv([TITLES, row('360G-first'), ['360G-odd'], row('').map(() => ''), row('360G-last')]),
    { refused: ['uneven-row'] },
  ],
  ['XLSX', workbook({ grants: [TITLES, cells('360G-first'), cells('360G-last')] }), {}],
  [
    'XLSX whose grants are on its second sheet, below blank rows',
    workbook({ notes: [['Read me']], grants: [TITLES, [], cells('360G-first'), [], cells('360G-last')] }),
    {},
  ],
  ['a grant of the year 1', odd({ awardDate: '0001-01-01' }), { refused: ['date-out-of-range'] }],
  ['a grant of the year 9999', odd({ awardDate: '9999-12-31' }), { refused: ['date-out-of-range'] }],
  ['a plan of ten thousand years', odd({ plannedDates: [{ duration: 120_000 }] }), { lands: 1 }],
  ['an amount beyond all sums', odd({ amountAwarded: 1e16 }), { refused: ['amount-too-large'] }],
  [
    'a grant to a person, who is named in the title',
    json(
      {
        ...soundRecord('360G-person'),
        recipientOrganization: undefined,
        recipientIndividual: { id: 'P-1', name: 'Jane Quuxington' },
      },
      {
        ...soundRecord('360G-titled'),
        title: 'For Jane Quuxington',
        recipientOrganization: undefined,
        recipientIndividual: { id: 'P-1', name: 'Jane Quuxington' },
      },
    ),
    { lands: 1, refused: ['names-private-person'] },
  ],
  [
    'a second recipient',
    odd({ recipientOrganization: [...FIRST.recipientOrganization, { id: 'GB-CHC-3', name: 'Another' }] }),
    { lands: 1, remarks: ['second-recipient'] },
  ],
  [
    'a funder that is its own recipient',
    odd({ recipientOrganization: [{ id: 'GB-CHC-2', name: 'A foundation' }] }),
    { refused: ['recipient-is-funder'] },
  ],
  [
    'more paid than was awarded, and less',
    json(
      { ...soundRecord('360G-more'), amountDisbursed: 1501 },
      { ...soundRecord('360G-less'), amountDisbursed: 1 },
    ),
    { lands: 2, remarks: ['paid-more-than-awarded'] },
  ],
  ['a negative award', odd({ amountAwarded: -5 }), { refused: ['amount-negative'] }],
  [
    'the same grant twice, and another under its id',
    json(LAST, { ...soundRecord('360G-first'), amountAwarded: 7 }),
    { refused: ['id-seen-before', 'id-seen-before'] },
  ],
  [
    'members that stand twice, half a character, and no record at all',
    json(
      { ...soundRecord('360G-twice'), x: 'X' },
      { ...soundRecord('360G-half'), title: 'A\ud83dB' },
      7 as never,
    ).replace('"x":"X"', '"id":"360G-again"'),
    { refused: ['not-i-json', 'not-i-json', 'not-an-object'] },
  ],
];

describe('a file of a real funder may be odd, and its other grants land', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it.each(FILES)('%s', async (what, bytes, { lands = 0, refused = [], remarks = [] }) => {
    const file = join(folder.path, what.replaceAll(/\W/g, '-'));
    await writeFile(file, bytes);
    const result = resultOf(await demo('--from', file), refused.length > 0 ? 3 : 0);
    expect(result.refusals.map(({ code }) => code)).toEqual(refused);
    expect(result.remarks.map(({ code }) => code)).toEqual(remarks);
    expect(result).toMatchObject({ read: 2 + lands + refused.length, grants: 2 + lands });
  });
});
