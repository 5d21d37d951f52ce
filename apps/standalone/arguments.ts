import { readOptions } from '#platform/terminal/arguments.js';

/** How the server is called. */
export const USAGE = `usage: npm start [-- --recovered | --help | --version]

Serves the API at http://127.0.0.1:3000, documented at /docs, from the data folder ./data.
SIGTERM or SIGINT (Ctrl-C) ends it in good order.

options:
  --recovered  start on a folder that was copied while its server ran

environment:
  TILSAGN_PORT  port (default 3000; 0: any that is free)
  TILSAGN_HOST  address it listens on (default 127.0.0.1)
  TILSAGN_DATA  data folder (default ./data)
  README.md lists the others.

exit code: 0 ended as asked, 1 failed, 2 wrong usage`;

/** What the server is asked for. */
export interface Asked {
  readonly recovered: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** Reads the command line. @throws WrongUsage */
export function readArguments(argv: readonly string[]): Asked {
  return readOptions(argv, {
    recovered: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    version: { type: 'boolean', default: false },
  });
}
