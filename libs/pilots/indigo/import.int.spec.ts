import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { INDIGO_FILES } from './files.js';
import { importIndigo, MissingFile } from './import.js';
import { readRows, UnreadableFile } from './rows.js';
import { writeSpreadsheet } from './spreadsheet.js';
import { ONE_METRIC, PAYMENT, writeDataSet, type DataSet } from './testing/data-set.js';

const CONTACT = {
  'Contact - Name - (Value)': 'Kari Nordmann',
  'Contact - Email - (Value)': 'kari@example.org',
};
const USD = { 'Payments - Amount USD - (Value)': '534.60' };

describe('an import of INDIGO files', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  const inFolder = (name: string) => join(folder.path, name);
  const imported = async (data: DataSet) => {
    writeDataSet(folder.path, { ...ONE_METRIC, ...data });
    return (await importIndigo(folder.path)).report;
  };

  it('accounts for every row of every file, with the digest of its bytes', async () => {
    const repeated = { ...PAYMENT, amount: '1' };
    const unreadable = { ...PAYMENT, start: '2018-13' };
    const { files } = await imported({ 'outcome_payments.csv': [PAYMENT, repeated, unreadable] });
    const counts = files.map(({ file, read, used, refused }) => [file, read, used, refused]);
    expect(counts).toEqual([
      ['projects.csv', 1, 1, 0],
      ['organisations.csv', 0, 0, 0],
      ['outcome_metrics.csv', 1, 1, 0],
      ['outcome_pricings.csv', 1, 1, 0],
      ['results.csv', 1, 1, 0],
      ['outcome_payment_plans.csv', 0, 0, 0],
      ['outcome_payments.csv', 3, 1, 2],
      ['outcome_payment_commitments.csv', 0, 0, 0],
      ['investments.csv', 0, 0, 0],
      ['service_provisions.csv', 0, 0, 0],
    ]);
    for (const { file, sha256 } of files)
      expect(sha256).toBe(
        createHash('sha256')
          .update(readFileSync(inFolder(file)))
          .digest('hex'),
      );
  });

  it('says of a refused row where it stands and what is wrong with it, all of it', async () => {
    const { exceptions } = await imported({
      'outcome_payments.csv': [PAYMENT, { ...PAYMENT, amount: '=D41-D36' }, { ...PAYMENT, metric: 'm7' }],
    });
    const at = { file: 'outcome_payments.csv', project: 'P1' };
    expect(exceptions).toEqual([
      { kind: 'repeated-key', ...at, row: 3, metric: 'm1', reason: expect.stringContaining('as row 2') },
      {
        kind: 'unreadable-value',
        ...at,
        row: 3,
        metric: 'm1',
        column: 'Payments - Amount - (Value)',
        reason: '“=D41-D36” is a formula, not an amount',
      },
      { kind: 'unknown-reference', ...at, row: 4, metric: 'm7', reason: expect.stringContaining('“m7”') },
    ]);
  });

  it('takes money that was taken back for the same period as a payment of its own, once', async () => {
    const back = { ...PAYMENT, amount: '-60' };
    const { exceptions, metrics } = await imported({
      'outcome_payments.csv': [PAYMENT, back, back, PAYMENT],
    });
    expect(metrics).toMatchObject([{ paid: { amount: 60_000, currency: 'GBP' } }]);
    expect(exceptions).toMatchObject([
      { kind: 'repeated-key', row: 4, reason: expect.stringMatching(/payer, sign of amount as row 3$/) },
      { kind: 'repeated-key', row: 5, reason: expect.stringContaining('as row 2') },
    ]);
  });

  it('refuses what refers to a row that was refused itself', async () => {
    const { exceptions, metrics } = await imported({
      'outcome_metrics.csv': [{ project: 'P2', metric: 'm1' }],
    });
    expect(metrics).toEqual([]);
    expect(exceptions.map(({ kind, file }) => [kind, file])).toEqual([
      ['unknown-reference', 'outcome_metrics.csv'],
      ['unknown-reference', 'outcome_pricings.csv'],
      ['unknown-reference', 'results.csv'],
    ]);
  });

  it('numbers rows as a spreadsheet does, over line breaks in cells and blank lines', async () => {
    writeDataSet(folder.path, ONE_METRIC);
    const broken = 'P1,m1,Interim,2018-14,2020,4\r\n';
    appendFileSync(inFolder('results.csv'), `"P1",m1,"Inter\r\nim",2019,2020,4\r\n\r\n${broken}`);
    const { exceptions, files } = (await importIndigo(folder.path)).report;
    expect(exceptions).toMatchObject([{ row: 5, kind: 'unreadable-value' }]);
    expect(files.find(({ file }) => file === 'results.csv')).toMatchObject({ read: 3, used: 2, refused: 1 });
  });

  it('reads the same with a byte order mark and with bare line feeds', async () => {
    const { metrics } = await imported({ 'outcome_payments.csv': [PAYMENT] });
    for (const name of ['projects.csv', 'outcome_payments.csv']) {
      const text = readFileSync(inFolder(name), 'utf8');
      writeFileSync(inFolder(name), `\uFEFF${text.replaceAll('\r\n', '\n').replace(/^[^,]*/, '"$&"')}`);
    }
    expect((await importIndigo(folder.path)).report.metrics).toEqual(metrics);
    expect(metrics[0]?.outcome).toBe('matched');
  });

  it('refuses a row with a cell too few, and repeats nothing of it', async () => {
    writeDataSet(folder.path, ONE_METRIC);
    appendFileSync(inFolder('outcome_metrics.csv'), 'Kari Nordmann\r\n');
    const { exceptions } = (await importIndigo(folder.path)).report;
    expect(exceptions).toEqual([
      { kind: 'uneven-row', file: 'outcome_metrics.csv', row: 3, reason: expect.any(String) },
    ]);
  });

  it('never says a word of contact persons or of amounts in USD', async () => {
    const report = await imported({
      'organisations.csv': [{ organisation: 'O1', ...CONTACT }, { ...CONTACT }],
      'outcome_payments.csv': [
        { ...PAYMENT, ...USD },
        { ...PAYMENT, ...USD },
      ],
    });
    await writeSpreadsheet(inFolder('report.csv'), report);
    const said = JSON.stringify(report) + readFileSync(inFolder('report.csv'), 'utf8');
    expect(said).toContain('organisations.csv');
    for (const unread of ['Nordmann', 'example.org', '534.60', '53460']) expect(said).not.toContain(unread);
  });

  it('drops the columns of contact persons where the rows are split', async () => {
    writeDataSet(folder.path, { 'organisations.csv': [{ organisation: 'O1', ...CONTACT }] });
    const file = INDIGO_FILES.find(({ name }) => name === 'organisations.csv')!;
    const cells: unknown[] = [];
    await readRows(inFolder(file.name), file, (row) => cells.push(row.cells));
    expect(cells).toEqual([{ organisation: 'O1' }]);
  });

  it('lists no column in USD or of a contact person among those it reads', () => {
    const headers = INDIGO_FILES.flatMap(({ columns }) => Object.values(columns).map(({ header }) => header));
    expect(headers.filter((header) => /usd|contact|mail/i.test(header))).toEqual([]);
  });

  it('answers the same for the same files', async () => {
    const report = await imported({ 'outcome_payments.csv': [PAYMENT, PAYMENT] });
    expect(JSON.stringify((await importIndigo(folder.path)).report)).toBe(JSON.stringify(report));
  });

  it('does not begin without the folder or with a file missing, and names which', async () => {
    await expect(importIndigo(inFolder('nowhere'))).rejects.toThrow(MissingFile);
    writeDataSet(folder.path, ONE_METRIC);
    rmSync(inFolder('results.csv'));
    await expect(importIndigo(folder.path)).rejects.toThrow('no file results.csv');
    mkdirSync(inFolder('results.csv'));
    await expect(importIndigo(folder.path)).rejects.toThrow(MissingFile);
  });

  it.each([
    ['', 'is empty'],
    ['ID,Name\r\n', 'no column “Impact Bond Name - (Value)”'],
    ['ID,ID\r\n', '2 columns “ID”'],
  ])('fails on a list of projects that begins with %j', async (text, why) => {
    writeDataSet(folder.path, ONE_METRIC);
    writeFileSync(inFolder('projects.csv'), text);
    await expect(importIndigo(folder.path)).rejects.toThrow(UnreadableFile);
    await expect(importIndigo(folder.path)).rejects.toThrow(why);
  });

  it('fails on a quote that is never closed before the file is in memory', async () => {
    writeDataSet(folder.path, ONE_METRIC);
    appendFileSync(inFolder('results.csv'), `"${'a,'.repeat(3 * 1024 * 1024)}`);
    await expect(importIndigo(folder.path)).rejects.toThrow(/^results\.csv cannot be read: Max Record Size/);
  });

  it('leaves nothing in the spreadsheet that would be taken for a formula', async () => {
    const report = await imported({
      'projects.csv': [{ project: 'P1' }, { project: '=HYPERLINK("x")' }, { project: '@SUM(A1)' }],
      'outcome_payments.csv': [{ ...PAYMENT, amount: '1' }],
    });
    await writeSpreadsheet(inFolder('report.csv'), report);
    const lines = readFileSync(inFolder('report.csv'), 'utf8').split('\r\n');
    expect(lines[0]).toBe('kind,project,metric,file,row,column,currency,computed,paid,difference,reason');
    expect(lines[1]).toBe('differs,P1,,projects.csv,2,,GBP,66000,100,-65900,');
    expect(lines[2]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(lines[3]).toContain(`'@SUM(A1)`);
  });
});
