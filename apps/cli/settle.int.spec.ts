import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentFault, OutcomeSettlement } from '#pilots/contract/settlement.js';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { settleDocuments } from '#pilots/documents/settle-documents.js';
import { FACTS } from '#test/settlements/facts.js';
import { shownFor } from '#test/support/shown.js';
import { called } from './testing/called.js';
import { ended, start } from './testing/processes.js';

const FOLDER = projectFile('test/settlements');
const fileOf = (name: string, kind: 'terms' | 'measurements') => join(FOLDER, `${name}.${kind}.json`);
const settle = (terms: string, measurements: string, ...more: readonly string[]) =>
  called(['settle', '--terms', terms, '--measurements', measurements, ...more]);

describe('the settle command', () => {
  it.each(FACTS)('pays what was published: $fact', async ({ terms, measurements, total, shares, says }) => {
    const { code, stdout, stderr } = await settle(
      fileOf(terms, 'terms'),
      fileOf(measurements, 'measurements'),
      '--json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const settlement = JSON.parse(stdout) as OutcomeSettlement;
    expect(settlement.total).toBe(total);
    expect(settlement.lines[0]!.explanation).toContain(says ?? '');
    const amounts = Object.fromEntries(settlement.shares.map(({ payer, amount }) => [payer, amount]));
    expect(amounts).toMatchObject(shares ?? {});
  });

  it('is asked about every file that lies there for it', () => {
    const used = FACTS.flatMap(({ terms, measurements }) => [
      `${terms}.terms.json`,
      `${measurements}.measurements.json`,
    ]);
    expect(
      readdirSync(FOLDER)
        .filter((file) => file.endsWith('.json'))
        .toSorted(),
    ).toEqual([...new Set(used)].toSorted());
  });

  it('shows lines, caps and shares to people', async () => {
    const { code, stdout } = await settle(
      fileOf('norrkoping', 'terms'),
      fileOf('norrkoping-15-million-school', 'measurements'),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('1. Savings of the municipality: SEK 15,000,000.00 saved');
    expect(stdout).toMatch(/│ overall +│ SEK 12,000,000.00 │ SEK 12,000,000.00 │ SEK 12,000,000.00 │/);
    expect(stdout).toMatch(/│ The municipality +│ municipality +│ SEK 12,000,000.00 │/);
  });

  it.each([
    ['higher-counts', 24_610_000],
    ['early-end', 14_310_000],
  ])('prints of terms of format 2 what the page about pilots shows: %s', async (results, total) => {
    const [terms, measurements] = ['workshop.terms', `${results}.measurements`].map(
      (name) => `test/settlements/format-2/${name}.json`,
    ) as [string, string];
    const shown = `npm run --silent tilsagn -- settle --terms ${terms} --measurements ${measurements}`;
    const files = [projectFile(terms), projectFile(measurements)] as const;
    const { stdout } = await settle(...files);
    expect(stdout).toMatch(shownFor('docs/pilots.md', shown));
    const { stdout: json } = await settle(...files, '--json');
    expect((JSON.parse(json) as OutcomeSettlement).total).toBe(total);
  });

  it('settles the documents that the page about pilots shows', () => {
    const page = readFileSync(projectFile('docs/pilots.md'), 'utf8');
    const shown = [...page.matchAll(/^```json\n([^]*?)^```$/gm)].map(
      ([, block = '']) => JSON.parse(block) as object,
    );
    const [terms, ...others] = shown.filter((one) => 'metrics' in one);
    const [measurements] = shown.filter((one) => !('terms' in one) && 'measurements' in one);
    expect(others).toEqual([]);
    expect(settleDocuments(terms, measurements)).toMatchObject({
      ok: true,
      settlement: { total: 41_000_021 },
    });
  });

  it('lists the faults of the documents and says so with its exit code', async () => {
    const folder = temporaryFolder();
    const terms = JSON.parse(readFileSync(fileOf('tiered', 'terms'), 'utf8')) as { caps: object };
    writeFileSync(join(folder.path, 'terms.json'), JSON.stringify({ ...terms, caps: {} }));
    writeFileSync(join(folder.path, 'broken.json'), '{');
    const measured = fileOf('tiered-0', 'measurements');

    const words = ['--terms', join(folder.path, 'terms.json'), '--measurements', measured, '--json'];
    const noCap = await ended(start('cli', ['settle', ...words]));
    expect(await called(['settle', ...words])).toEqual(noCap);
    const broken = await settle(fileOf('tiered', 'terms'), join(folder.path, 'broken.json'));
    expect(noCap.code).toBe(3);
    expect(JSON.parse(noCap.stdout) as { faults: DocumentFault[] }).toEqual({
      faults: [{ document: 'terms', path: '/caps/state', message: 'This member is missing.' }],
    });
    expect(broken).toEqual({
      code: 3,
      stdout: 'measurements (whole document): This is not JSON.\n',
      stderr: '',
    });
    folder.remove();
  });

  it('reads I-JSON: a mark at the beginning is passed over, a member that is there twice is a fault', async () => {
    const folder = temporaryFolder();
    const terms = readFileSync(fileOf('tiered', 'terms'), 'utf8');
    writeFileSync(join(folder.path, 'marked.json'), `\uFEFF${terms}`);
    writeFileSync(join(folder.path, 'twice.json'), terms.replace('{', '{"caps": {},'));
    const measured = fileOf('tiered-0', 'measurements');
    expect((await settle(join(folder.path, 'marked.json'), measured)).code).toBe(0);
    expect(await settle(join(folder.path, 'twice.json'), measured)).toEqual({
      code: 3,
      stdout: 'terms /caps: This is there twice.\n',
      stderr: '',
    });
    folder.remove();
  });

  it('opens no data folder, not even one that it is told of', async () => {
    const folder = temporaryFolder();
    const data = join(folder.path, 'data');
    const files = [
      '--terms',
      fileOf('tiered', 'terms'),
      '--measurements',
      fileOf('tiered-0', 'measurements'),
    ];
    const { code } = await called(['settle', ...files], { TILSAGN_DATA: data });
    expect({ code, made: existsSync(data) }).toEqual({ code: 0, made: false });
    folder.remove();
  });

  it('needs both files, and says which it cannot read', async () => {
    const missing = await settle(fileOf('tiered', 'terms'), join(FOLDER, 'nowhere.json'));
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toContain('--measurements');
    expect((await called(['settle', '--terms', fileOf('tiered', 'terms')])).code).toBe(2);
  });
});
