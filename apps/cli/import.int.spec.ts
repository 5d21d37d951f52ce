import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndigoReport } from '#pilots/indigo/report.js';
import { ONE_METRIC, PAYMENT, writeDataSet } from '#pilots/indigo/testing/data-set.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { called } from './testing/called.js';

describe('tilsagn import indigo', () => {
  const folder = temporaryFolder();
  const inFolder = (name: string) => join(folder.path, name);
  const importing = (...args: string[]) =>
    called(['import', 'indigo', ...args], { TILSAGN_DATA: inFolder('data') });

  beforeAll(() => {
    const payments = [{ ...PAYMENT, amount: '600' }, PAYMENT];
    writeDataSet(folder.path, { ...ONE_METRIC, 'outcome_payments.csv': payments });
  });
  afterAll(() => folder.remove());

  it('answers one JSON document', async () => {
    const { code, stdout, stderr } = await importing(folder.path, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout) as IndigoReport;
    expect(Object.keys(report)).toEqual(['files', 'metrics', 'projects', 'exceptions', 'registered']);
    expect(report.metrics).toMatchObject([
      { project: 'P1', metric: 'm1', outcome: 'differs', difference: { amount: -6_000, currency: 'GBP' } },
    ]);
    expect(report.exceptions).toMatchObject([{ kind: 'repeated-key', file: 'outcome_payments.csv', row: 3 }]);
  });

  it('shows the exceptions as tables, and writes them to a file', async () => {
    const file = inFolder('report.csv');
    const { code, stdout } = await importing(folder.path, '--csv', file);
    expect(code).toBe(0);
    expect(stdout).toContain('GBP 600.00');
    expect(stdout).toContain('GBP -60.00');
    expect(stdout).toContain('repeated-key');
    expect(stdout).toContain('metrics computed: 1, of bonds: 1; matched: 0, differ: 1');
    expect(readFileSync(file, 'utf8')).toContain(
      'differs,P1,m1,outcome_metrics.csv,2,,GBP,66000,60000,-6000',
    );
  });

  it('shows an id without what a terminal would obey', async () => {
    const strange = temporaryFolder();
    const named = Object.entries({ ...ONE_METRIC, 'outcome_payments.csv': [{ ...PAYMENT, amount: '1' }] });
    const data = named.map(([file, [row]]) => [file, [{ ...row, project: 'P\u001B[31m1' }]] as const);
    writeDataSet(strange.path, Object.fromEntries(data));
    const { code, stdout } = await importing(strange.path);
    strange.remove();
    expect(code).toBe(0);
    expect(stdout).toContain('P [31m1');
    expect(stdout).not.toContain('\u001B');
  });

  it.each([
    [[], 'dir'],
    [['nowhere'], 'there is no folder nowhere'],
    [['--jsn', 'nowhere'], '--jsn'],
  ])('is used wrongly with %j', async (args, why) => {
    const { code, stdout, stderr } = await importing(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(stderr).toContain(why);
  });

  it('does not write its report over what it reads', async () => {
    const results = readFileSync(inFolder('results.csv'), 'utf8');
    const { code, stderr } = await importing(folder.path, '--csv', inFolder('results.csv'));
    expect([code, readFileSync(inFolder('results.csv'), 'utf8')]).toEqual([2, results]);
    expect(stderr).toContain('overwrite');
  });

  it('names the file it fails on, and leaves no report', async () => {
    writeFileSync(inFolder('results.csv'), 'Project ID\r\n');
    const { code, stdout, stderr } = await importing(folder.path, '--csv', inFolder('none.csv'));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: results\.csv has no column [^\n]+\n$/);
    expect(existsSync(inFolder('none.csv'))).toBe(false);
  });
});
