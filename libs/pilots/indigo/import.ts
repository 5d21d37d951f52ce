import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Bonds } from './bonds.js';
import { RowChecks, type RowException } from './checks.js';
import { INDIGO_FILES, type IndigoFile } from './files.js';
import type { HistoricalBond } from '../contract/historical.js';
import { historicalBonds } from './historical.js';
import { matchBond } from './matching.js';
import type { FileLine, IndigoReport } from './report.js';
import { readRows } from './rows.js';

/** The folder, or a file in it, is not there. The message names it. */
export class MissingFile extends Error {}

/** What the files of a folder came to. */
export interface IndigoImport {
  readonly report: IndigoReport;
  /** Bonds with a metric that could be computed, to be registered. */
  readonly bonds: readonly HistoricalBond[];
}

/**
 * Reads the ten files of the INDIGO data set in a folder, computes what each bond's prices give for its recorded
 * results, and compares that with what was paid.
 *
 * @throws MissingFile, UnreadableFile
 */
export async function importIndigo(folder: string): Promise<IndigoImport> {
  await requireFiles(folder);
  const checks = new RowChecks();
  const bonds = new Bonds();
  const exceptions: RowException[] = [];
  const files: FileLine[] = [];
  // One after another: a row can only refer to what has been read.
  for (const file of INDIGO_FILES) files.push(await importFile(join(folder, file.name), file));
  const lines = bonds.all().map(matchBond);
  const report = {
    files,
    metrics: lines.flatMap(({ metrics }) => metrics),
    projects: lines.map(({ project }) => project),
    exceptions,
  };
  return { report, bonds: historicalBonds(files, lines) };

  async function importFile(path: string, file: IndigoFile): Promise<FileLine> {
    let [used, refused] = [0, 0];
    const sha256 = await readRows(path, file, (row) => {
      const found = checks.check(file, row);
      if (found.length === 0) {
        used += 1;
        bonds.use(file.name, row.row, row.cells);
      } else {
        refused += 1;
        exceptions.push(...found);
        const repeats = found.some(({ kind }) => kind === 'repeated-key');
        bonds.refuse(file.name, row.row, row.cells, repeats);
      }
    });
    return { file: file.name, sha256, read: used + refused, used, refused };
  }
}

async function requireFiles(folder: string): Promise<void> {
  if (!(await kindOf(folder))?.isDirectory()) throw new MissingFile(`there is no folder ${folder}`);
  for (const { name } of INDIGO_FILES)
    if (!(await kindOf(join(folder, name)))?.isFile())
      throw new MissingFile(`there is no file ${name} in ${folder}`);
}

async function kindOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
