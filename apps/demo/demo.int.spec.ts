import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { eventsIn, until } from '#importing/testing/events-so-far.js';
import type { DemoResult } from './results.js';
import { demo, resultOf, start, startWith } from './testing/demo-process.js';

const folder = temporaryFolder();
const data = (name: string) => join(folder.path, name);
const isOfTheDemo = (name: string) => name.startsWith('tilsagn-demo-');

describe('the demo', () => {
  const whole = data('grants.json');
  let undisturbed: DemoResult;

  beforeAll(async () => {
    const sample = JSON.parse(readFileSync(projectFile('apps/demo/sample-grants.json'), 'utf8')) as {
      grants: Record<string, unknown>[];
    };
    const [first, second, third, fourth, fifth, ...all] = sample.grants as [
      Record<string, unknown>,
      Record<string, unknown>,
      Record<string, unknown>,
      Record<string, unknown>,
      Record<string, unknown>,
      ...Record<string, unknown>[],
    ];
    const rest = all.slice(0, 35);
    const { recipientOrganization: _, ...nobody } = fifth;
    const grants = [
      first,
      { ...second, amountAwarded: -1 },
      { ...third, amountAwarded: 'a lot' },
      { ...fourth, awardDate: '05/06/2014' },
      nobody,
      { ...rest[0], id: '360G-own', recipientOrganization: rest[0]!['fundingOrganization'] },
      { ...rest[1], id: '360G-year-1', awardDate: '0001-01-01' },
      { ...rest[2], id: '360G-year-9999', awardDate: '9999-12-31' },
      { ...rest[3], id: '360G-large', amountAwarded: 2 ** 53 },
      ...rest,
      first,
    ];
    await writeFile(whole, JSON.stringify({ grants }));
    await writeFile(join(folder.path, 'other.json'), JSON.stringify({ grants: rest.slice(0, 2) }));
    undisturbed = resultOf(await demo('--from', whole, '--data', data('undisturbed')), 3);
  });
  afterAll(() => folder.remove());

  it('lands what can be used, refuses the rest by name and reason, and agrees with itself', () => {
    const { read, grants, refused, refusals, awarded, paid, paidFromLog, projections } = undisturbed;
    expect([read, grants, refused]).toEqual([45, 36, 9]);
    expect(refusals.map(({ index, code }) => [index, code])).toEqual([
      [1, 'amount-negative'],
      [2, 'amount-not-a-number'],
      [3, 'date-not-iso-8601'],
      [4, 'no-recipient'],
      [5, 'recipient-is-funder'],
      [6, 'date-out-of-range'],
      [7, 'date-out-of-range'],
      [8, 'amount-too-large'],
      [44, 'id-seen-before'],
    ]);
    expect(paid).toEqual(awarded);
    expect(paidFromLog).toEqual(awarded);
    expect(projections.filter(({ lag, paused }) => lag > 0 || paused > 0)).toEqual([]);
  });

  it('comes to the same result when it is killed on the way and started again', async () => {
    for (const share of [0.2, 0.7]) {
      const run = start('--from', whole, '--data', data('killed'));
      await until(async () => (await eventsIn(data('killed'), run)) > undisturbed.events * share, run);
      run.kill('SIGKILL');
      expect(await once(run, 'close')).toEqual([null, 'SIGKILL']);
    }
    const continued = resultOf(await demo('--from', whole, '--data', data('killed')), 3);
    expect(continued.resultHash).toBe(undisturbed.resultHash);
    expect(continued.events).toBe(undisturbed.events);
  });

  it('closes in good order when it is asked to stop, and continues later', async () => {
    const run = start('--from', whole, '--data', data('stopped'));
    let stderr = '';
    run.stderr!.on('data', (chunk) => (stderr += String(chunk)));
    // Soon after its first events, so that most of its work lies ahead however late this process gets to see them.
    await until(async () => (await eventsIn(data('stopped'), run)) > undisturbed.events * 0.05, run);
    run.kill('SIGTERM');
    expect(await once(run, 'close')).toEqual([1, null]);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('interrupted; the same command continues');
    expect(existsSync(join(data('stopped'), 'lock'))).toBe(false);
    const continued = resultOf(await demo('--from', whole, '--data', data('stopped')), 3);
    expect(continued.resultHash).toBe(undisturbed.resultHash);
  });

  it('changes nothing when it is run again, and refuses another file for the folder', async () => {
    const again = resultOf(await demo('--from', whole, '--data', data('undisturbed')), 3);
    expect(again).toEqual(undisturbed);
    const other = await demo('--from', join(folder.path, 'other.json'), '--data', data('undisturbed'));
    expect(other).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('another file') });
  });

  it('stops without a complaint for a reader that has had enough', async () => {
    const run = start('--from', whole, '--data', data('undisturbed'));
    run.stdout!.destroy();
    let stderr = '';
    run.stderr!.on('data', (chunk) => (stderr += String(chunk)));
    expect(await once(run, 'close')).toEqual([3, null]);
    expect(stderr).not.toMatch(/EPIPE|^ +at /m);
  });

  it('leaves no temporary folder behind when it is interrupted, also when the signal comes twice', async () => {
    const temporary = data('temporary');
    mkdirSync(temporary);
    const run = startWith({ TMPDIR: temporary }, '--from', whole);
    await until(() => Promise.resolve(readdirSync(temporary).some(isOfTheDemo)), run);
    run.kill('SIGINT');
    run.kill('SIGINT');
    expect(await once(run, 'close')).toEqual([1, null]);
    expect(readdirSync(temporary).filter(isOfTheDemo)).toEqual([]);
  });

  it.each([
    [['--form', 'x'], '--form'],
    [['--from', 'missing.json'], 'missing.json'],
  ])('called with %j exits with 2 and says what is wrong in a line', async (words, named) => {
    const { code, stderr } = await demo(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(named);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
