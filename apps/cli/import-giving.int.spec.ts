import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogStats } from '#composition/operations/operations.js';
import { workbook } from '#giving/testing/workbook.js';
import { readLock } from '#hosting/data-folder.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { eventsIn, until } from '#importing/testing/events-so-far.js';
import { soundRecord } from '#importing/testing/odd-records.js';
import type { ProjectionStatus } from '#projections/read-models.js';
import type { GivingReport } from './import-giving-report.js';
import { called } from './testing/called.js';
import { end, ended, start, startServer, type Ended } from './testing/processes.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const at = (name: string) => join(folder.path, name);

const tilsagn = (data: string, ...args: readonly string[]) => called(args, { TILSAGN_DATA: data });
const importing = (data: string, file: string, ...args: readonly string[]) =>
  tilsagn(data, 'import', '360giving', file, ...args);
const reportOf = ({ code, stdout, stderr }: Ended, expected: number): GivingReport => {
  if (code !== expected) throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout) as GivingReport;
};
const statsOf = async (data: string) =>
  JSON.parse((await tilsagn(data, 'log', 'stats', '--json')).stdout) as LogStats;
const write = (name: string, ...grants: readonly object[]) => {
  writeFileSync(at(name), JSON.stringify({ grants }));
  return at(name);
};

describe('tilsagn import 360giving', () => {
  const data = at('data');
  // More than what budgets are rounded up by.
  const granted = (id: string) => ({ ...soundRecord(id), amountAwarded: 15_000 });
  const open = { ...granted('360G-open'), amountDisbursed: 0 };
  const paid = granted('360G-paid');
  const files = {
    // Two instalments of 7 500 each, one in 2020, one in 2021.
    first: write(
      'first.json',
      paid,
      open,
      { ...soundRecord('360G-nothing'), amountAwarded: 0 },
      { ...soundRecord('360G-undated'), awardDate: '4 March' },
      paid,
    ),
    // A grant of the year before, one more of the same year, a payment since, an amount that is another one now.
    later: write(
      'later.json',
      paid,
      { ...granted('360G-earlier'), awardDate: '2019-05-06', plannedDates: [{ duration: 36 }] },
      { ...open, amountDisbursed: 7_500 },
      { ...soundRecord('360G-nothing'), amountAwarded: 50 },
      granted('360G-beside'),
    ),
  };
  let first: GivingReport;

  beforeAll(async () => {
    first = reportOf(await importing(data, files.first, '--json'), 3);
  });

  it('lands what can be used, and lists the rest with its place, id and reason', () => {
    expect(first).toMatchObject({
      file: 'first.json',
      read: 5,
      landed: 3,
      onRecord: 0,
      refused: 2,
      remarks: [],
    });
    expect(first.refusals).toMatchObject([
      { index: 3, id: '360G-undated', code: 'date-not-iso-8601' },
      { index: 4, id: '360G-paid', code: 'id-seen-before' },
    ]);
    expect(first.programmes).toMatchObject([
      { title: 'Community', funder: 'GB-CHC-2', currency: 'GBP', landed: 3 },
    ]);
  });

  it('leaves read models that show it, and a folder that nobody holds', async () => {
    const { stdout } = await tilsagn(data, 'projections', 'list', '--json');
    const projections = JSON.parse(stdout) as ProjectionStatus[];
    expect(projections.filter(({ state, lag, paused }) => state !== 'live' || lag > 0 || paused > 0)).toEqual(
      [],
    );
    expect(await readLock(data)).toBeUndefined();
  });

  it('says of what no record tells that it was not published', async () => {
    const { stdout } = await tilsagn(data, 'log', 'export');
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; metadata: { actor: { subject: string } } });
    const actors = new Set(events.map(({ metadata }) => metadata.actor.subject.replace(/:.*/, '')));
    expect([...actors].toSorted()).toEqual(['import', 'process']);
    expect(events.find(({ type }) => type === 'SchemeEstablished')).toMatchObject({
      data: { targetGroup: 'not published', budgetChapter: '', budgetPost: '' },
    });
  });

  it('adds nothing when it reads the same file again, and says so', async () => {
    const before = await statsOf(data);
    const { code, stdout, stderr } = await importing(data, files.first);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/(?:^|\n)3\/3 grants, \d+\/s, 0 s left\n$/)]);
    expect(stdout).toContain('#3 360G-undated  date-not-iso-8601: ');
    expect(stdout).toMatch(/\n5 records read, 0 landed, 3 on record before, 2 refused\nnothing was added\n$/);
    expect(await statsOf(data)).toEqual(before);
  });

  it('lands a file that tells of nothing but amounts of 0, whose call is announced with the least there is', async () => {
    const alone = at('nothing');
    const file = write('nothing.json', { ...soundRecord('360G-none'), amountAwarded: 0 });
    expect(reportOf(await importing(alone, file, '--json'), 0)).toMatchObject({ landed: 1, refused: 0 });
    const exported = (await tilsagn(alone, 'log', 'export')).stdout.trim().split('\n');
    const announced = exported.find((line) => line.includes('"type":"CallAnnounced"'))!;
    expect(JSON.parse(announced)).toMatchObject({ data: { frame: 1 } });
  });

  it('adds of a later file what is new, and leaves what is on record', async () => {
    const later = reportOf(await importing(data, files.later, '--json'), 0);
    expect(later).toMatchObject({ read: 5, landed: 3, onRecord: 2, refused: 0 });
    expect(later.programmes).toMatchObject([{ schemeId: first.programmes[0]!.schemeId, landed: 3 }]);
    expect(later.remarks).toMatchObject([
      { index: 3, id: '360G-nothing', code: 'awarded-otherwise-on-record' },
    ]);
    expect((await statsOf(data)).types).toMatchObject({
      SchemeEstablished: 1,
      CallAnnounced: 2,
      ApplicationSubmitted: 5,
      PayoutSettled: 2 + 1 + 3 + 2,
    });
  });

  it('adds payments alone, and remarks on what a file tells otherwise than is on record', async () => {
    const before = await statsOf(data);
    const paidOn = { ...open, amountDisbursed: 15_000 };
    const nothing = soundRecord('360G-nothing');
    const file = write('payments.json', { ...paid, amountDisbursed: 0 }, paidOn, nothing);
    const { landed, onRecord, remarks } = reportOf(await importing(data, file, '--json'), 0);
    expect([landed, onRecord]).toEqual([1, 2]);
    expect(remarks.map(({ index, code }) => [index, code])).toEqual([
      [0, 'paid-otherwise-on-record'],
      [2, 'awarded-otherwise-on-record'],
    ]);
    const settlement = [
      'PayoutAttested',
      'PayoutApproved',
      'InstructionReserved',
      'PayoutInstructed',
      'PayoutSettled',
      'PaymentBooked',
    ];
    const added = settlement.map((type) => [type, before.types[type]! + 1]);
    expect((await statsOf(data)).types).toEqual({ ...before.types, ...Object.fromEntries(added) });
  });

  it('leaves a folder of which a backup is sound', async () => {
    const keys = ['--keys', at('keys')];
    expect(await tilsagn(data, 'backup', at('backup'), ...keys)).toMatchObject({ code: 0 });
    expect(await tilsagn(data, 'backup', 'verify', at('backup'), ...keys)).toMatchObject({ code: 0 });
  });

  it('refuses a folder that a server holds, and says in a line what to do', async () => {
    const { server, url } = await startServer(data);
    try {
      const { code, stdout, stderr } = await importing(data, files.first);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^error: the data folder [^\n]+ is in use by process \d+ at [^\n]+\n$/);
      expect(stderr).toContain(`${url}: an import needs the folder to itself; stop that process`);
    } finally {
      await end(server, 'SIGTERM');
    }
  });
});

describe('tilsagn import 360giving, ended on the way', () => {
  const many = write('many.json', ...Array.from({ length: 30 }, (_, index) => soundRecord(`360G-${index}`)));

  it.each([
    ['SIGINT', [1, null], /(?:^|\n)error: interrupted; the same command goes on where it stopped\n$/],
    ['SIGKILL', [null, 'SIGKILL'], /^(?!error)/],
  ] as const)('by %s, goes on where it stopped', async (signal, how, said) => {
    const data = at(signal);
    const run = start('cli', ['import', '360giving', many, '--data', data]);
    let stderr = '';
    run.stderr!.on('data', (chunk) => (stderr += String(chunk)));
    await until(async () => (await eventsIn(data, run)) > 60, run);
    run.kill(signal);
    expect([await once(run, 'close'), stderr]).toEqual([how, expect.stringMatching(said)]);

    const { landed = 0, onRecord, refused } = reportOf(await importing(data, many, '--json'), 0);
    expect([landed > 0, landed + onRecord!, refused]).toEqual([true, 30, 0]);
    const { types } = await statsOf(data);
    expect(types).toMatchObject({ ApplicationSubmitted: 30, AwardAccepted: 30, PayoutSettled: 60 });
  });
});

describe('tilsagn import 360giving, asked without a folder', () => {
  const TITLES = ['Identifier', 'Currency', 'Amount Awarded', 'Award Date', 'Recipient Org:Identifier'];
  const MORE = ['Recipient Org:Name', 'Funding Org:Identifier', 'Funding Org:Name'];
  const rows = [
    [...TITLES, ...MORE],
    ['360G-1', 'GBP', '10', '2020-03-04', 'GB-CHC-1', 'A charity', 'GB-CHC-2', 'A foundation'],
    ['360G-2', 'GBP', 'ten', '2020-03-04', 'GB-CHC-1', 'A charity', 'GB-CHC-2', 'A foundation'],
  ];
  const sound = write('sound.json', soundRecord('360G-sound'));
  const broken = at('broken.json');
  writeFileSync(broken, '{"grants": [');
  writeFileSync(at('grants.pdf'), '%PDF-1.7');

  const call = (...args: readonly string[]) => called(['import', '360giving', ...args]);

  it.each([
    ['grants.csv', Buffer.from(stringify(rows))],
    ['grants.xlsx', workbook({ Grants: rows })],
  ])('reads %s, and stores nothing with --dry-run', async (name, bytes) => {
    writeFileSync(at(name), bytes);
    const { code, stdout, stderr } = await call(at(name), '--dry-run');
    expect([code, stderr]).toEqual([3, '']);
    expect(stdout).toContain('#1 360G-2  amount-not-a-number: ');
    expect(stdout).toMatch(
      /\n2 records read, 1 can be imported, 1 refused\nnothing was stored \(--dry-run\)\n$/,
    );
  });

  it.each([
    [[], 'file'],
    [[broken], 'broken.json'],
    [[at('grants.pdf')], 'is a PDF'],
    [[sound, sound], 'too many arguments'],
    [[sound, '--jsn'], '--jsn'],
    [[sound, '--data', at('none')], "'--data <folder>' is given twice"],
    [[sound, '--json', '--json'], "'--json' is given twice"],
  ])('is used wrongly with %j, and makes no folder', async (args, why) => {
    const { code, stdout, stderr } = await call('--data', at('none'), ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(stderr).toContain(why);
    expect(existsSync(at('none'))).toBe(false);
  });

  it.each([at('missing.json'), folder.path])('is used wrongly with %s, as a program', async (file) => {
    const program = start('cli', ['import', '360giving', file, '--data', at('none')]);
    const { code, stdout, stderr } = await ended(program);
    expect([code, stdout, existsSync(at('none'))]).toEqual([2, '', false]);
    expect(stderr).toMatch(/^error: [^\n]+ cannot be read: [^\n]+\n$/);
    expect(stderr).toContain(file);
  });

  it('makes no folder when there is nothing that could land', async () => {
    const file = write('odd.json', { id: '360G-odd' });
    const { code, stdout } = await call(file, '--data', at('none'));
    expect(code).toBe(3);
    expect(stdout).toMatch(/\n1 record read, 0 landed, 0 on record before, 1 refused\nnothing was added\n$/);
    expect(existsSync(at('none'))).toBe(false);
  });

  it('begins no log in a folder with other files in it', async () => {
    mkdirSync(at('others'));
    writeFileSync(join(at('others'), 'notes.txt'), '');
    const { code, stderr } = await call(sound, '--data', at('others'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: [^\n]+ is no data folder: [^\n]* notes\.txt[^\n]*\n$/);
    expect(readdirSync(at('others'))).toEqual(['notes.txt']);
  });
});
