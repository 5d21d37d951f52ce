import type { Command } from 'commander';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Operations } from '#composition/operations/operations.js';
import type { HistoricalBond, HistoricalRegistration } from '#pilots/contract/historical.js';
import { INDIGO_FILES } from '#pilots/indigo/files.js';
import { importIndigo, MissingFile, type IndigoImport } from '#pilots/indigo/import.js';
import { writeSpreadsheet } from '#pilots/indigo/spreadsheet.js';
import { addGivingImport } from './import-giving.command.js';
import { indigoTables, registrationTable } from './import-tables.js';
import { dataOption, jsonOption } from './options.js';
import { print, printJson } from '#terminal/output.js';
import { configOf, withFolder } from './with-folder.js';

interface Options {
  readonly data?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly csv?: string;
}

const ABOUT = `
DIR holds ${INDIGO_FILES.map(({ name }) => name)
  .join(', ')
  .replace(/((?:\S+ ){4}\S+) /, '$1\n')}.

What is computed for a metric is its price per unit times its "Outcomes achieved"; the difference is what was
paid less that. Payments known only for a whole bond are compared for the whole bond. A row is refused when it
repeats the key of another, refers to a row that is not there, or has a value that cannot be read. USD columns
and contact persons are not read.

Each bond with a metric that can be computed is registered as a historical pilot, with the files and rows it was
read from; GET /v1/historical-pilots shows them. The same files register nothing twice, changed ones take the
place of what was registered before. The data folder is made when it is not there. When it cannot be written to,
the report is printed all the same, one line says why, and the exit code is 1. --dry-run leaves it alone.

Amounts in --json and --csv are in minor units.`;

/** `tilsagn import` */
export function addImport(program: Command): void {
  const imports = program.command('import').description('Reads data that has been published.');
  addGivingImport(imports);

  imports
    .command('indigo')
    .description(
      'Computes what the impact bonds of an INDIGO data set pay, reports exceptions, registers historical pilots.',
    )
    .argument('<dir>', 'folder with the data set, as it is published')
    .option('--dry-run', 'only computes and reports: nothing is stored, no data folder is needed')
    .option('--csv <file>', 'also writes the whole report to a CSV file')
    .addOption(jsonOption())
    .addOption(dataOption())
    .addHelpText('after', ABOUT)
    .action(async (folder: string, options: Options, command: Command) => {
      const { csv, dryRun = false } = options;
      // Before anything is read: what cannot be used is wrong usage, and leaves no report.
      if (!dryRun) configOf(options);
      const imported = await importIndigo(folder).catch((error: unknown) => {
        if (error instanceof MissingFile) command.error(`error: ${error.message}`);
        throw error;
      });
      if (csv !== undefined) {
        if (await isInput(csv, folder)) command.error(`error: --csv would overwrite ${csv}, which is read`);
        await writeSpreadsheet(csv, imported.report);
      }
      await (options.json ? answerJson(imported, options) : answerText(imported, options));
    });
}

/** One document, also when not all could be registered: what it says is true in any case. */
async function answerJson({ report, bonds }: IndigoImport, options: Options): Promise<void> {
  const registered: HistoricalRegistration[] = [];
  try {
    await register(bonds, options, registered);
  } finally {
    printJson({ ...report, registered });
  }
}

/** The report at once, since a folder that another process holds is waited for. */
async function answerText({ report, bonds }: IndigoImport, options: Options): Promise<void> {
  print(indigoTables(report));
  const registered: HistoricalRegistration[] = [];
  try {
    await register(bonds, options, registered);
  } finally {
    print(options.dryRun ? '\nNothing was stored (--dry-run).' : registrationTable(registered, bonds.length));
  }
}

/** Registers one bond after another, so that a request to the process that holds the folder stays small. */
async function register(
  bonds: readonly HistoricalBond[],
  options: Options,
  registered: HistoricalRegistration[],
): Promise<void> {
  if (options.dryRun || bonds.length === 0) return;
  const all = async (operations: Operations) => {
    for (const bond of bonds) registered.push(await operations.registerHistoricalPilot(bond));
  };
  await withFolder(options, all, { toWrite: true });
}

async function isInput(path: string, folder: string): Promise<boolean> {
  const target = await realpath(path).catch(() => undefined);
  const inputs = await Promise.all(INDIGO_FILES.map(({ name }) => realpath(join(folder, name))));
  return target !== undefined && inputs.includes(target);
}
