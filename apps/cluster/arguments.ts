import { readOptions, WrongUsage } from '#terminal/arguments.js';

export { WrongUsage } from '#terminal/arguments.js';

/** What the cluster was asked to be. */
export interface ClusterArguments {
  readonly gateways: number;
  readonly projectors: number;
  readonly processes: number;
  readonly postgres: string;
  /** File for the variables by which other programs find what is shared. */
  readonly env?: string;
  /** What the clocks show at the start. */
  readonly now?: string;
  readonly keep: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const POSTGRES = 'postgres://postgres@127.0.0.1:5432/postgres';
const MOST = 9;

/** How the cluster is called. */
export const USAGE = `usage: npm run --silent cluster -- [--gateways N] [--projectors N] [--processes N]
                                  [--postgres URL] [--env FILE] [--now INSTANT] [--keep] [--json]

Starts the services that share their stores on this machine, each in a process of its own:
gateways, projector and processes, a double of an EventStoreDB, which keeps its log in memory,
and a double of an object store. It says "ready" and where the gateways are.
It is for tests and for trying things out: nothing in it lasts.

  --gateways N      how many there are (default 2); so --projectors N and --processes N (1)
  --postgres URL    a PostgreSQL on which databases may be made
                    (default ${POSTGRES})
  --env FILE        also write the variables there by which other programs find the stores
  --now INSTANT     what the services' clocks show at the start
  --keep            leave the databases there at the end
  --json            one JSON document a line
  --version         print the version

A line "start NAME" on its input starts a service that has ended, or one more: start gateway-3.
What ends by itself is said, and never started again without being asked.
SIGTERM or SIGINT (Ctrl-C) ends it all in good order. Needs Java 17 and Maven.

exit code: 0 ended as asked, 1 something failed or ended by itself, 2 wrong usage`;

/** Reads the command line. @throws WrongUsage */
export function readArguments(argv: readonly string[]): ClusterArguments {
  const read = readOptions(argv, {
    gateways: { type: 'string', default: '2' },
    projectors: { type: 'string', default: '1' },
    processes: { type: 'string', default: '1' },
    postgres: { type: 'string', default: POSTGRES },
    env: { type: 'string' },
    now: { type: 'string' },
    keep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    version: { type: 'boolean', default: false },
  });
  if (!['postgres:', 'postgresql:'].includes(URL.parse(read.postgres)?.protocol ?? ''))
    throw new WrongUsage('--postgres must be a postgres:// URL');
  return {
    ...read,
    gateways: countOf('--gateways', read.gateways),
    projectors: countOf('--projectors', read.projectors),
    processes: countOf('--processes', read.processes),
  };
}

function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!/^\d$/.test(text) || count < 1) throw new WrongUsage(`${option} must be a number from 1 to ${MOST}`);
  return count;
}
