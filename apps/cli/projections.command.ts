import type { Command } from 'commander';
import type { Operations } from '#composition/operations/operations.js';
import { noneHeldBack } from './held-back.js';
import { dataOption, jsonOption } from './options.js';
import { print, printJson, say } from '#terminal/output.js';
import { rebuildProgress, type ShownProgress } from './rebuild-progress.js';
import { pausedTable, projectionTable } from './tables.js';
import { withFolder } from './with-folder.js';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
  readonly hashes?: boolean;
  readonly all?: boolean;
}

const HASHES = '--hashes';
const HASHES_HELP = 'also a hash over the content of each, which takes a while on much data';

/** `tilsagn projections` */
export function addProjections(program: Command): void {
  const projections = program
    .command('projections')
    .description('Shows and rebuilds the read models that are projected from the log.');

  projections
    .command('list')
    .description('Shows where each projection stands: up to which position of the log, and how far behind.')
    .option(HASHES, HASHES_HELP)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((options: Options) => withFolder(options, (operations) => list(operations, options)));

  projections
    .command('rebuild')
    .argument('[name...]', 'the projections to build again, as "projections list" names them')
    .description(
      'Builds projections again from the log, in one pass. Their old tables answer until the new ones take their\n' +
        'place; when it fails, the first error is shown and the old tables stay.\n' +
        'Interrupted, a rebuild in a running server goes on to its end; one on a folder nobody holds stops, and\n' +
        'the old tables stay.',
    )
    .option('--all', 'all projections')
    .option(HASHES, HASHES_HELP)
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((names: readonly string[], options: Options, command: Command) => {
      if ((options.all ?? false) === names.length > 0)
        command.error('error: name the projections to rebuild, or say --all');
      const progress = rebuildProgress();
      return withFolder(options, (operations) => rebuild(operations, names, options, progress), {
        onBuild: (build) => progress.show(build),
      });
    });

  projections
    .command('paused')
    .description(
      'Shows the keys (cases, schemes) that a projection holds back, each with the event it could not take in\n' +
        'and the reason. All other keys go on.',
    )
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((options: Options) => withFolder(options, (operations) => showPaused(operations, options)));

  projections
    .command('resume')
    .argument('<name>', 'the projection')
    .argument('<key>', 'the key, as "projections paused" shows it')
    .description(
      'Folds a paused key again from the log, once what kept it back is mended. Fails with the reason when it\n' +
        'still cannot be done.',
    )
    .addOption(dataOption())
    .action((name: string, key: string, options: Options) =>
      withFolder(options, (operations) => resume(operations, name, key)),
    );
}

async function list(operations: Operations, { json = false, hashes = false }: Options): Promise<void> {
  const projections = await operations.projections({ hashes });
  if (json) printJson(projections);
  else print(projectionTable(projections, hashes));
  noneHeldBack(projections.reduce((sum, { paused }) => sum + paused, 0));
}

async function rebuild(
  operations: Operations,
  names: readonly string[],
  { json = false, hashes = false, all = false }: Options,
  progress: ShownProgress,
): Promise<void> {
  const began = performance.now();
  try {
    for await (const each of operations.rebuild(all ? 'all' : names)) progress.show(each);
  } finally {
    progress.stop();
  }
  const seconds = Math.round(performance.now() - began) / 1000;
  const status = await operations.projections({ hashes });
  const projections = status.filter(({ name }) => all || names.includes(name));
  if (json) printJson({ seconds, projections });
  else print(`${projectionTable(projections, hashes)}\n${projections.length} rebuilt in ${seconds} s`);
}

async function showPaused(operations: Operations, { json = false }: Options): Promise<void> {
  const keys = await operations.pausedKeys();
  if (json) printJson(keys);
  else if (keys.length === 0) print('nothing is paused');
  else print(pausedTable(keys));
  noneHeldBack(keys.length);
}

async function resume(operations: Operations, name: string, key: string): Promise<void> {
  const paused = await operations.resume(name, key);
  if (paused)
    throw new Error(`${key} stays paused in ${name}, at position ${paused.position}: ${paused.reason}`);
  say(`${key} goes on in ${name}`);
}
