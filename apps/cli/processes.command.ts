import type { Command } from 'commander';
import type { Operations } from '#composition/operations/operations.js';
import type { ProcessesStatus } from '#composition/operations/processes.js';
import { noneHeldBack } from './held-back.js';
import { dataOption, jsonOption } from './options.js';
import { print, printJson } from '#terminal/output.js';
import { processTables } from './tables.js';
import { withFolder } from './with-folder.js';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
}

/** `tilsagn processes` */
export function addProcesses(program: Command): void {
  const processes = program
    .command('processes')
    .description('Shows what process managers have done and hold back, and lets them try again.');

  processes
    .command('list')
    .description(
      'Shows how far each reaction has followed the log, the timers, and what is held back: a parked key (a case)\n' +
        'waits with its events, in order, while all others go on; it is tried again now and then. What fails at the\n' +
        'moment is known to a running server only.',
    )
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((options: Options) => withFolder(options, (operations) => list(operations, options)));

  processes
    .command('retry')
    .description(
      'Tries every parked key and failing timer now, once what kept them back is mended. Fails when some still\n' +
        'cannot be done. Needs a running server; one that starts does this by itself.',
    )
    .addOption(jsonOption())
    .addOption(dataOption())
    .action((options: Options) => withFolder(options, (operations) => retry(operations, options)));
}

async function list(operations: Operations, { json = false }: Options): Promise<void> {
  const processes = await operations.processes();
  if (json) printJson(processes);
  else print(processTables(processes));
  noneHeldBack(processes.reactions.reduce((sum, { parked }) => sum + parked.length, 0));
}

async function retry(operations: Operations, { json = false }: Options): Promise<void> {
  const { tried, processes } = await operations.retryProcesses();
  if (json) printJson({ tried, processes });
  else print(tried === 0 ? 'nothing is held back' : processTables(processes));
  const [first, ...others] = reasons(processes);
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  throw new Error(`still held back: ${first}${more}`);
}

function reasons({ reactions, timers }: ProcessesStatus): string[] {
  return [
    ...reactions.flatMap(({ name, parked }) =>
      parked.map(({ key, error }) => `${key} in ${name} (${error})`),
    ),
    ...timers.failing.map(({ id, error }) => `timer ${id} (${error})`),
  ];
}
