import type { Command } from 'commander';
import { dataOption, jsonOption, wholeNumber } from './options.js';
import { print, printJson, printLines } from '#terminal/output.js';
import { statsTables } from './tables.js';
import { withFolder } from './with-folder.js';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
  readonly after?: string;
  readonly limit?: number;
}

/** `tilsagn log` */
export function addLog(program: Command): void {
  const log = program.command('log').description('Looks into the event log.');

  log
    .command('stats')
    .description('Counts the events and streams, by type: a million events take some seconds.')
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((options: Options) =>
      withFolder(options, async (operations) => {
        const stats = await operations.logStats();
        if (options.json) printJson(stats);
        else print(statsTables(stats));
      }),
    );

  log
    .command('export')
    .description(
      'Writes the events to stdout in log order, one a line, each in exactly the bytes it is stored in\n' +
        '(RFC 8785 canonical JSON); personal fields stay sealed.',
    )
    .option('--after <position>', 'only events after this position')
    .option('--limit <number>', 'at most so many', wholeNumber(0))
    .addOption(dataOption())
    .action(({ after, limit, ...options }: Options) =>
      withFolder(options, (operations) =>
        printLines(
          operations.exportLog({
            ...(after === undefined ? {} : { after }),
            ...(limit === undefined ? {} : { limit }),
          }),
        ),
      ),
    );
}
