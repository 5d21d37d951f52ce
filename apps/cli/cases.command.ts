import type { Command } from 'commander';
import type { Operations } from '#composition/operations/operations.js';
import { print, printJson } from '#terminal/output.js';
import { dataOption, jsonOption } from './options.js';
import { rebuildProgress } from './rebuild-progress.js';
import { withFolder } from './with-folder.js';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
}

/** `tilsagn cases` */
export function addCases(program: Command): void {
  program
    .command('cases')
    .description('Looks after the cases of a data folder.')
    .command('number')
    .description(
      'Gives cases of before there were case numbers theirs, in the order in which their applications were\n' +
        'submitted. A case that has a number keeps it: what was interrupted is begun again.',
    )
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((options: Options) =>
      withFolder(options, (operations) => number(operations, options), { toWrite: true }),
    );
}

async function number(operations: Operations, { json = false }: Options): Promise<void> {
  const shown = rebuildProgress();
  let [cases, numbered] = [0, 0];
  try {
    for await (const progress of operations.numberCases()) {
      shown.show(progress);
      ({ cases, numbered } = progress);
    }
  } finally {
    shown.stop();
  }
  if (json) printJson({ cases, numbered });
  else print(`${cases} cases, of which ${numbered} got their number now`);
}
