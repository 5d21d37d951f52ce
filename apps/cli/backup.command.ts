import type { Command } from 'commander';
import { resolve } from 'node:path';
import { DURABLE_STORES } from '#composition/stores/durable-stores.js';
import type { BackupProgress, BackupSummary } from '#backup/manifest.js';
import { restoreBackup } from '#backup/sqlite/restore.js';
import { verifyBackup } from '#backup/sqlite/verify.js';
import { FolderErasureList } from '#sealing/folder/erasure-list.js';
import { bytesProgress } from './bytes-progress.js';
import { dataOption, jsonOption } from './options.js';
import { print, printJson } from '#terminal/output.js';
import { configOf, withFolder } from './with-folder.js';

interface Options {
  readonly keys: string;
  readonly data?: string;
  readonly erasures?: string;
  readonly json?: boolean;
}

const KEYS = '--keys <folder>';

/** `tilsagn backup` and `tilsagn restore` */
export function addBackup(program: Command): void {
  const backup = program
    .command('backup')
    // Without it the options of "verify" would be taken for its own.
    .enablePositionalOptions()
    .argument('<dir>', 'empty folder for all but the keys, or one with an interrupted backup')
    .option(KEYS, 'folder for the keys, which must not lie beside what they open (required)')
    .description(
      'Backs up all that must not be lost, while the server goes on. Interrupted, it goes on when it is called\n' +
        'again: attachments that are there are not copied again.',
    )
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((dir: string, { keys, ...options }: Partial<Options>, command: Command) =>
      backUp(dir, {
        ...options,
        keys: keys ?? command.error(`error: required option '${KEYS}' not specified`),
      }),
    );

  backup
    .command('verify')
    .argument('<dir>', 'folder of a backup')
    .requiredOption(KEYS, 'folder of its keys')
    .description(
      'Reads all of a backup and says whether it can be restored. Needs neither server nor data folder.',
    )
    .addOption(jsonOption())
    .action((dir: string, options: Options) => verify(dir, options));

  program
    .command('restore')
    .argument('<dir>', 'folder of a backup')
    .requiredOption(KEYS, 'folder of its keys')
    .option(
      '--erasures <folder>',
      'folder with the newest list of erased keys (default: where the server notes them)',
    )
    .description(
      'Verifies a backup and puts it into an empty data folder, without the keys that were erased since.',
    )
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((dir: string, options: Options) => restore(dir, options));
}

async function backUp(dir: string, options: Options): Promise<void> {
  const folders = { to: resolve(dir), keysTo: resolve(options.keys) };
  const progress = bytesProgress();
  const summary = await withFolder(options, async (operations) => {
    let last: BackupProgress | BackupSummary | undefined;
    try {
      for await (last of operations.backup(folders))
        if ('stage' in last) progress.show(last.stage, last.done, last.total);
    } finally {
      progress.stop();
    }
    if (last === undefined || 'stage' in last) throw new Error('the backup ended without a word');
    return last;
  });
  tell('backed up', summary, options);
  const [first] = summary.damaged;
  if (first !== undefined)
    throw new Error(
      `attachment ${first} was damaged before the backup and is not in it, of ${summary.damaged.length}`,
    );
}

async function verify(dir: string, options: Options): Promise<void> {
  const progress = bytesProgress();
  const places = { stores: DURABLE_STORES, from: resolve(dir), keysFrom: resolve(options.keys) };
  const { summary, problems } = await verifyBackup(places, (done) => progress.show('read', done)).finally(
    () => progress.stop(),
  );
  if (options.json) printJson({ sound: problems.length === 0, problems, ...summary });
  const [first, ...others] = problems;
  if (first !== undefined)
    throw new Error(
      `the backup is not sound: ${first}${others.length > 0 ? `, and ${others.length} more` : ''}`,
    );
  if (!options.json) tell('sound', summary, options);
}

async function restore(dir: string, options: Options): Promise<void> {
  const config = configOf(options);
  const erasuresIn = resolve(options.erasures ?? config.erasures);
  const erasures = await FolderErasureList.find(erasuresIn);
  await erasures?.mayGoTo(config.erasures);
  const progress = bytesProgress();
  const summary = await restoreBackup(
    {
      stores: DURABLE_STORES,
      from: resolve(dir),
      keysFrom: resolve(options.keys),
      data: config.data,
      erasures,
      erasuresIn,
    },
    (done) => progress.show('restored', done),
  ).finally(() => progress.stop());
  if (erasures) await erasures.copyTo(config.erasures, config.data);
  tell('restored', summary, options);
}

function tell(what: string, summary: BackupSummary, { json = false }: Options): void {
  if (json) return printJson(summary);
  const { head, attachments, bytes, logId, takenAt } = summary;
  print(`${what}: ${head} events, ${attachments} attachments, ${bytes} bytes; log ${logId} as of ${takenAt}`);
}
