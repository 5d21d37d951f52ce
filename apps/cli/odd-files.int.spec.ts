import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openGivingFile } from '#giving/giving-file.js';
import { type Cell, workbook } from '#giving/testing/workbook.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { OF_AN_IMPORT } from '#importing/assumptions.js';
import { importGrants } from '#importing/import-grants.js';
import { surveyOf } from '#importing/survey.js';
import { soundRecord } from '#importing/testing/odd-records.js';
import { startSystem, type System } from '#test/support/system.js';

/** The id of a grant in this file: all files go into one log. */
type Naming = (name: string) => string;
type Text = (id: Naming) => string;
type Make = (id: Naming) => string | Buffer;
type Odd = (id: Naming) => unknown;

/** What is to become of a file's records, by code; the two sound ones, `first` and `last`, always land. */
interface Wanted {
  /** Besides those two. */
  readonly lands?: number;
  readonly refused?: readonly string[];
  readonly remarks?: readonly string[];
}

const json =
  (...odd: readonly Odd[]): Text =>
  (id) =>
    JSON.stringify({
      grants: [soundRecord(id('first')), ...odd.map((of) => of(id)), soundRecord(id('last'))],
    });
const like =
  (name: string, members: Readonly<Record<string, unknown>> = {}): Odd =>
  (id) => ({ ...soundRecord(id(name)), ...members });
const odd = (members: Readonly<Record<string, unknown>>) => json(like('odd', members));
/** In other bytes. */
const encoded =
  (text: Text, encoding: BufferEncoding, before = ''): Make =>
  (id) =>
    Buffer.from(`${before}${text(id)}`, encoding);
const BOM = '\ufeff';

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
const table =
  (titles: readonly string[], delimiter?: string): Text =>
  (id) =>
    csv([titles, row(id('first')), row(id('last'))], delimiter);
const cells = (id: string): Cell[] =>
  row(id).map((cell, index) => (index === 3 ? 1500.5 : index === 4 ? 43_894 : index === 5 ? 24 : cell));
const sheets =
  (of: (rows: readonly Cell[][]) => Readonly<Record<string, readonly (readonly Cell[])[]>>): Make =>
  (id) =>
    workbook(of([cells(id('first')), cells(id('last'))]));

/** Files as funders have published them, or could. */
const FILES: readonly (readonly [what: string, make: Make, wanted: Wanted])[] = [
  ['JSON with a byte order mark', encoded(json(), 'utf8', BOM), {}],
  ['JSON in UTF-16', encoded(json(), 'utf16le', BOM), {}],
  ['CSV with a byte order mark', encoded(table(TITLES), 'utf8', BOM), {}],
  ['CSV in UTF-16', encoded(table(TITLES, '\t'), 'utf16le', BOM), {}],
  ['CSV in Latin-1', encoded(table(TITLES, ';'), 'latin1'), {}],
  ['CSV with columns as they are nested', table(NAMES), {}],
  [
    'CSV with an uneven row and a blank one',
    (id) => csv([TITLES, row(id('first')), [id('odd')], row('').map(() => ''), row(id('last'))]),
    { refused: ['uneven-row'] },
  ],
  ['XLSX', sheets((rows) => ({ grants: [TITLES, ...rows] })), {}],
  [
    'XLSX whose grants are on its second sheet, below blank rows',
    sheets(([first, last]) => ({ notes: [['Read me']], grants: [TITLES, [], first!, [], last!] })),
    {},
  ],
  ['a grant of the year 1', odd({ awardDate: '0001-01-01' }), { refused: ['date-out-of-range'] }],
  ['a grant of the year 9999', odd({ awardDate: '9999-12-31' }), { refused: ['date-out-of-range'] }],
  ['a plan of ten thousand years', odd({ plannedDates: [{ duration: 120_000 }] }), { lands: 1 }],
  ['an amount beyond all sums', odd({ amountAwarded: 1e16 }), { refused: ['amount-too-large'] }],
  [
    'a grant to a person, who is named in the title',
    json(
      like('person', {
        recipientOrganization: undefined,
        recipientIndividual: { id: 'P-1', name: 'Jane Quuxington' },
      }),
      like('titled', {
        title: 'For Jane Quuxington',
        recipientOrganization: undefined,
        recipientIndividual: { id: 'P-1', name: 'Jane Quuxington' },
      }),
    ),
    { lands: 1, refused: ['names-private-person'] },
  ],
  [
    'a second recipient',
    odd({
      recipientOrganization: [
        { id: 'GB-CHC-1', name: 'A charity' },
        { id: 'GB-CHC-3', name: 'Another' },
      ],
    }),
    { lands: 1, remarks: ['second-recipient'] },
  ],
  [
    'a funder that is its own recipient',
    odd({ recipientOrganization: [{ id: 'GB-CHC-2', name: 'A foundation' }] }),
    { refused: ['recipient-is-funder'] },
  ],
  [
    'more paid than was awarded, and less',
    json(like('more', { amountDisbursed: 1501 }), like('less', { amountDisbursed: 1 })),
    { lands: 2, remarks: ['paid-more-than-awarded'] },
  ],
  ['a negative award', odd({ amountAwarded: -5 }), { refused: ['amount-negative'] }],
  [
    'the same grant twice, and another under its id',
    json(like('first'), like('first', { amountAwarded: 7 })),
    { refused: ['id-seen-before', 'id-seen-before'] },
  ],
  [
    'members that stand twice, half a character, and no record at all',
    (id) =>
      json(
        like('twice', { x: 'X' }),
        like('half', { title: 'A\ud83dB' }),
        () => 7,
      )(id).replace('"x":"X"', '"id":"360G-again"'),
    { refused: ['not-i-json', 'not-i-json', 'not-an-object'] },
  ],
];

describe('a file of a real funder may be odd, and its other grants land', () => {
  const folder = temporaryFolder();
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
    folder.remove();
  });

  it.each(FILES)('%s', async (what, make, { lands = 0, refused = [], remarks = [] }) => {
    const name = what.replaceAll(/\W/g, '-');
    await writeFile(
      join(folder.path, name),
      make((grant) => `360G-${name}-${grant}`),
    );
    const { records, sha256 } = await openGivingFile(join(folder.path, name));
    const survey = await surveyOf(records(), sha256.slice(0, 12));
    const imported = await importGrants({ records, survey }, OF_AN_IMPORT, system.standalone, {
      interrupted: new AbortController().signal,
      begins: () => ({ advance: () => undefined, stop: () => undefined }),
    });
    expect(survey.read).toBe(2 + lands + refused.length);
    expect(imported.refusals.map(({ code }) => code)).toEqual(refused);
    expect([...survey.remarks, ...imported.remarks].map(({ code }) => code)).toEqual(remarks);
    expect([...imported.landed.values()].reduce((sum, count) => sum + count, 0)).toBe(2 + lands);
  });
});
