import { afterAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { inspect } from './inspect.js';
import { recordsIn } from './records.js';
import { workbook, type Cell } from './testing/workbook.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** The records of a file of these bytes. */
async function read(bytes: Buffer | string): Promise<unknown[]> {
  const path = join(folder.path, 'file');
  await writeFile(path, bytes);
  const records: unknown[] = [];
  for await (const record of recordsIn(path, await inspect(path))) records.push(record);
  return records;
}

const GRANT = {
  id: '360G-1',
  title: 'Grønt “A”, B',
  currency: 'NOK',
  amountAwarded: 1500.5,
  awardDate: '2020-03-04',
  plannedDates: [{ duration: 24 }],
  recipientOrganization: [{ id: 'NO-BRC-1', name: 'Å' }],
  fundingOrganization: [{ id: 'NO-BRC-2', name: 'F' }],
};
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('a JSON file', () => {
  const json = (...records: unknown[]) =>
    JSON.stringify({ meta: { grants: ['grants'] }, x: 'grants', grants: records }, null, 1);

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', utf16],
    ['UTF-16 with a mark', (text: string) => utf16(`\ufeff${text}`)],
    ['UTF-16 the other way round', (text: string) => utf16(`\ufeff${text}`).swap16()],
  ])('is read in %s', async (_, encoded) => {
    expect(await read(encoded(json(GRANT, { id: '2' })))).toEqual([GRANT, { id: '2' }]);
  });

  it('may be the list itself', async () => {
    expect(await read(` ${JSON.stringify([GRANT])}\n`)).toEqual([GRANT]);
    expect(await read('{"grants": [ ]}')).toEqual([]);
  });

  it('is cut only where a record ends, whatever stands in its texts and wherever a read ends', async () => {
    const odd = { id: '1', title: '"]}, {[\\\\" \\' };
    const records = Array.from({ length: 3000 }, (_, index) => ({ ...odd, index }));
    expect(await read(json(...records))).toEqual(records);
  });

  it('loses the record that is no I-JSON, by its id, and no other', async () => {
    const text = json({ id: '1', x: 'Y' }, GRANT, { id: '3', x: 'Z' });
    const doubled = text.replace('"x": "Y"', '"id": "2"');
    const bytes = Buffer.from(doubled.replace('"Z"', '"\u00ff"'), 'latin1');
    const [first, , third] = await read(Buffer.concat([Buffer.from(bytes)]));
    expect(first).toMatchObject({
      code: 'not-i-json',
      id: '2',
      message: expect.stringContaining('/id is there twice'),
    });
    expect(third).toMatchObject({
      code: 'not-i-json',
      id: '3',
      message: expect.stringContaining('is not UTF-8'),
    });
    const [one, two] = await read('{"grants": [{"id": "1" "x"}, {"id": "2"}]}');
    expect([one, two]).toEqual([expect.objectContaining({ code: 'not-i-json' }), { id: '2' }]);
  });

  it('loses a record that is larger than any', async () => {
    const large = { id: '1', title: 'x'.repeat(5_000_000) };
    expect(await read(json(large, GRANT))).toEqual([
      expect.objectContaining({ code: 'record-too-large' }),
      GRANT,
    ]);
  });

  it.each([
    ['{"grants": [{"id": "1"}', 'ends in the middle'],
    ['{"grants": [{"id": "1}]}', 'ends in the middle'],
    ['{"list": []}', 'no list "grants"'],
    ['{"grants": {}}', 'no list "grants"'],
    ['{"grants": [{"id": "1"}], "grants": [{"id": "2"}]}', 'is not I-JSON: /grants is there twice'],
    ['{"a": 1, "grants": [], "a": 2}', 'is not I-JSON: /a is there twice'],
    ['{"a": "\\ud800", "grants": []}', 'is not I-JSON: /a holds half of a surrogate pair'],
    ['{"grants": []} more', 'is not JSON around its list'],
    ['{"grants": []}{"grants": []}', 'is not JSON around its list'],
    ['[{"id": "1"}][{"id": "2"}]', 'is not JSON around its list'],
    ['{x "grants": []}', 'is not JSON around its list'],
    ['{"grants": [}}', 'is not JSON around its list'],
    [`{"a": "${'x'.repeat(5_000_000)}", "grants": []}`, 'bytes around its list'],
  ])('is none when it is %s', async (text, why) => {
    await expect(read(text)).rejects.toThrow(why);
  });
});

const TITLES = [
  'Identifier',
  'title',
  ' currency ',
  'Amount Awarded',
  'Award Date',
  'Planned Dates:0:Duration (months)',
  'Recipient Org:Identifier',
  'recipientOrganization/0/name',
  'Recipient Org:1:Identifier',
  'Funding Org:0:Identifier',
  'Funding Org:Name',
  'Anything else',
];
const ROW = [
  '360G-1',
  'Grønt “A”, B',
  'NOK',
  '1500.50',
  '2020-03-04',
  '24',
  'NO-BRC-1',
  'Å',
  '',
  'NO-BRC-2',
  'F',
  '?',
];

describe('a CSV file', () => {
  const csv = (rows: readonly (readonly string[])[], delimiter = ',') =>
    rows.map((cells) => `${cells.map((cell) => `"${cell}"`).join(delimiter)}\r\n`).join('');
  const latin1 = (text: string) =>
    Buffer.from(text.replaceAll('“', '\u0093').replaceAll('”', '\u0094'), 'latin1');

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a mark', (text: string) => utf16(`\ufeff${text}`)],
    ['Windows-1252', latin1],
    ['UTF-8 with CR alone', (text: string) => Buffer.from(text.replaceAll('\r\n', '\r'))],
  ])('is read in %s, by titles and by names, rolled up and placed', async (_, encoded) => {
    expect(await read(encoded(csv([TITLES, ROW])))).toEqual([GRANT]);
  });

  it.each([';', '\t'])('is read with %j between its cells', async (delimiter) => {
    expect(await read(csv([TITLES, ROW], delimiter))).toEqual([GRANT]);
  });

  it('has a second recipient where one is named', async () => {
    const second = ROW.with(8, 'NO-BRC-3');
    expect(await read(csv([TITLES, second]))).toEqual([
      { ...GRANT, recipientOrganization: [...GRANT.recipientOrganization, { id: 'NO-BRC-3' }] },
    ]);
  });

  it('loses rows that are uneven or no text, by their id, and no blank ones', async () => {
    const rows = [TITLES, ROW.slice(0, 3), [...ROW, 'more'], ROW.map(() => ' '), ROW.with(1, '\ufffd'), ROW];
    const unusable = (code: string) => expect.objectContaining({ code, id: '360G-1' });
    expect(await read(csv(rows))).toEqual([
      unusable('uneven-row'),
      unusable('uneven-row'),
      unusable('not-text'),
      GRANT,
    ]);
  });

  const lost = expect.objectContaining({ code: 'not-text', id: '360G-1' });

  it('loses the rows that are not UTF-8 where one is, however many they are', async () => {
    const bad = latin1(csv([ROW, ROW, ROW]));
    expect(await read(Buffer.concat([Buffer.from(csv([TITLES, ROW])), bad]))).toEqual([
      GRANT,
      lost,
      lost,
      lost,
    ]);
  });

  it('loses the rows that are not UTF-8 where its mark says that all are', async () => {
    const plain = csv([TITLES, ROW.map((cell) => cell.replaceAll(/[^ -~]/g, '-'))]);
    const [first, second] = await read(Buffer.concat([Buffer.from(`\ufeff${plain}`), latin1(csv([ROW]))]));
    expect([first, second]).toEqual([
      { ...GRANT, title: 'Gr-nt -A-, B', recipientOrganization: [{ id: 'NO-BRC-1', name: '-' }] },
      lost,
    ]);
  });

  it('is Windows-1252 though some of its characters could be UTF-8', async () => {
    const rows = ['“Å”', 'Spaß”', 'É’s', 'År', 'Ål'].map((title) => ROW.with(1, title));
    expect(await read(latin1(csv([TITLES, ...rows]).replaceAll('’', '\u0092')))).toMatchObject([
      { title: '“Å”' },
      { title: 'Spaß”' },
      { title: 'É’s' },
      { title: 'År' },
      { title: 'Ål' },
    ]);
  });

  it('loses the row with a stray quote, by its id, and no other', async () => {
    const stray = csv([ROW]).replace('B",', 'B,');
    expect(await read(csv([TITLES, ROW]) + stray + csv([ROW, ROW]))).toEqual([
      GRANT,
      expect.objectContaining({
        code: 'stray-quote',
        id: '360G-1',
        message: expect.stringContaining('line 3'),
      }),
      GRANT,
      GRANT,
    ]);
  });

  const amounts = (...cells: string[]) => csv([TITLES, ...cells.map((cell) => ROW.with(3, cell))], ';');

  it('has a decimal comma where semicolons stand between its cells and all of a column has one', async () => {
    expect(await read(amounts('1500,50', '7', '', '0,5'))).toMatchObject([
      { amountAwarded: 1500.5 },
      { amountAwarded: 7 },
      { title: GRANT.title },
      { amountAwarded: 0.5 },
    ]);
  });

  it.each(['1.500', '1,500', '1.500,25', '1 500'])(
    'has no decimal comma where %s stands in the same column, and that is no number either',
    async (other) => {
      expect(await read(amounts('1500,50', other, '7', '1500.25'))).toMatchObject([
        { amountAwarded: '1500,50' },
        { amountAwarded: other },
        { amountAwarded: 7 },
        { amountAwarded: 1500.25 },
      ]);
    },
  );

  it('leaves what is no plain number to who reads the record', async () => {
    expect(await read(csv([TITLES, ROW.with(3, '1,500')]))).toMatchObject([{ amountAwarded: '1,500' }]);
  });

  it.each([
    [csv([['a', 'b']]), 'has no column “Identifier” (or “id”)'],
    [
      csv([
        [...TITLES, 'id'],
        [...ROW, ''],
      ]),
      'two columns for id',
    ],
    ['a,"b', 'cannot be read as CSV'],
    ['\n\n', 'no row with column titles'],
  ])('is none when it is %j', async (text, why) => {
    await expect(read(text)).rejects.toThrow(why);
  });
});

describe('an XLSX file', () => {
  const row: readonly Cell[] = [
    { inline: '360G-1' },
    'Grønt “A”, B',
    'NOK',
    1500.5000000000002,
    43_894,
    24,
    'NO-BRC-1',
    'Å',
    null,
    'NO-BRC-2',
    'F',
  ];

  it('is read from its sheet “grants”, with dates that are numbers', async () => {
    const sheets = { Notes: [['nothing']], Grants: [TITLES, [], row] };
    expect(await read(workbook(sheets))).toEqual([GRANT]);
  });

  it('is read from its first sheet, with dates that count from 1904', async () => {
    const since1904 = row.with(4, 43_894 - 1462);
    expect(await read(workbook({ Sheet1: [TITLES, since1904] }, { from1904: true }))).toEqual([GRANT]);
  });

  it('has texts where texts belong: an identifier of digits is one', async () => {
    expect(await read(workbook({ grants: [TITLES, row.with(6, 1_063_817)] }))).toMatchObject([
      { recipientOrganization: [{ id: '1063817' }] },
    ]);
  });

  it('has no amount where it says that something is true', async () => {
    expect(await read(workbook({ grants: [TITLES, row.with(3, true), row.with(3, false)] }))).toMatchObject([
      { amountAwarded: 'TRUE' },
      { amountAwarded: 'FALSE' },
    ]);
  });

  it.each([
    [Buffer.from('PK\u0003\u0004 and no more'), 'is no sound XLSX workbook'],
    [workbook({}), 'it has no sheet'],
    [workbook({ grants: [['a']] }), 'no column “Identifier”'],
  ])('is none when it is broken (%#)', async (bytes, why) => {
    await expect(read(bytes)).rejects.toThrow(why);
  });
});

it.each([
  ['', 'is empty'],
  ['<html>', 'is HTML or XML'],
  ['%PDF-1.7', 'is a PDF'],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'Excel before 2007'],
  [Buffer.from([0x1f, 0x8b, 8]), 'gzip'],
  ['a\0\0\0\0', 'is no text'],
])('a file of %j says what it is and what is wanted', async (bytes, what) => {
  await expect(read(bytes)).rejects.toThrow(what);
  await expect(read(bytes)).rejects.toThrow('wanted is 360Giving data');
});
