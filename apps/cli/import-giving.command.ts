import type { Command } from 'commander';
import { refuseOthers } from '#composition/stores/new-folder.js';
import { caughtUp } from '#composition/read-models/caught-up.js';
import { openGivingFile, type GivingFile } from '#giving/giving-file.js';
import { UnreadableFile } from '#giving/unusable.js';
import type { Config } from '#hosting/config.js';
import { FolderBusy, readLock } from '#hosting/data-folder.js';
import { createLogger } from '#hosting/logging.js';
import { OF_AN_IMPORT } from '#importing/assumptions.js';
import type { Imported } from '#importing/import-grants.js';
import { surveyOf, type Survey } from '#importing/survey.js';
import { onInterruption } from '#terminal/interruption.js';
import { print, printJson } from '#terminal/output.js';
import { progressOf } from '#terminal/progress.js';
import { noneHeldBack } from './held-back.js';
import { givingReport, givingText } from './import-giving-report.js';
import { dataOption, eachOnce, jsonOption } from './options.js';
import { configOf } from './with-folder.js';

interface Options {
  readonly data?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const ABOUT = `
FILE is JSON, or a table as CSV or XLSX with the standard's column titles or field names. Each funder, programme
and currency becomes a scheme, owned by the funder's id; each file brings a call and the budget for its grants;
each grant a case, from application to what was paid. What no record tells is marked as not published.

The same file again adds nothing, and an interrupted import goes on. A later file adds what is new: grants, and
payments of grants that are on record. Where it tells otherwise than is on record, what is on record stays, and a
remark says so. A record that cannot be used is listed with its place, id and reason; all others land.

The data folder is made when it is not there. While a server holds it, nothing is imported. With TILSAGN_LOG and
TILSAGN_STORES set, the grants are imported into the stores that services share, while those run.

exit code: 0 all landed, 3 some records were refused, 2 wrong usage or no 360Giving file, 1 failed`;

/** `tilsagn import 360giving` */
export function addGivingImport(imports: Command): void {
  const command = imports
    .command('360giving')
    .description('Imports the grants that a funder has published in the 360Giving standard.')
    .argument('<file>', 'JSON, CSV or XLSX file')
    .option('--dry-run', 'only reads and reports: nothing is stored, no data folder is needed')
    .addOption(jsonOption())
    .addOption(dataOption())
    .addHelpText('after', ABOUT)
    .action(async (path: string, options: Options) => {
      const config = options.dryRun ? undefined : await freeFolder(options);
      const { file, survey } = await readable(path).catch((error: unknown) => {
        if (error instanceof UnreadableFile) command.error(`error: ${error.message}`);
        throw error;
      });
      const imported = config && (await importInto(config, file, survey));
      const report = givingReport(file, survey, imported);
      if (options.json) printJson(report);
      else print(givingText(report));
      noneHeldBack(report.refused);
    });
  eachOnce(command);
}

/** The configuration, of shared stores or of a folder that nobody holds and that is one, or may become one. */
async function freeFolder(options: Options): Promise<Config> {
  const config = configOf(options);
  if (config.shared) return config;
  const holder = await readLock(config.data);
  if (holder) throw held(new FolderBusy(config.data, holder));
  refuseOthers(config.data);
  return config;
}

/** Read to its end before anything is written: a file that breaks off lands nothing. */
async function readable(path: string): Promise<{ readonly file: GivingFile; readonly survey: Survey }> {
  const file = await openGivingFile(path);
  return { file, survey: await surveyOf(file.records(), file.sha256.slice(0, 12)) };
}

/** Lands a file, and lets go of the folder when the read models show it. */
async function importInto(
  config: Config,
  { records }: GivingFile,
  survey: Survey,
): Promise<Pick<Imported, 'landed' | 'refusals' | 'remarks'>> {
  const { read, refusals } = survey;
  // Where nothing can land, no folder is made for it.
  if (read === refusals.length) return { landed: new Map(), refusals, remarks: [] };
  const interruption = new AbortController();
  const interrupted = interruption.signal;
  const forget = onInterruption(() => interruption.abort());
  // Loaded when it is needed: no other command runs the whole system, and each would wait for it.
  const { withSystem } = await import('#composition/with-system.js');
  const { importGrants } = await import('#importing/import-grants.js');
  try {
    return await withSystem(config, createLogger(config.logLevel), async (system) => {
      const imported = await importGrants({ records, survey }, OF_AN_IMPORT, system, {
        interrupted,
        begins: (grants) => progressOf(grants, 'grants'),
      });
      await system.allFollowed(interrupted);
      await caughtUp(system.readModels, system.stores.log);
      return imported;
    });
  } catch (error) {
    if (interrupted.aborted)
      throw new Error('interrupted; the same command goes on where it stopped', { cause: error });
    throw error instanceof FolderBusy ? held(error) : error;
  } finally {
    forget();
  }
}

function held(busy: FolderBusy): Error {
  return new Error(
    `${busy.message}: an import needs the folder to itself; stop that process, then run the command again`,
    { cause: busy },
  );
}
