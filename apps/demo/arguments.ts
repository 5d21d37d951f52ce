import { readOptions } from '#terminal/arguments.js';

export { WrongUsage } from '#terminal/arguments.js';

/** What the demo was asked to do. */
export interface DemoArguments {
  /** Path of a 360Giving file, JSON, CSV or XLSX; the bundled sample when left out. */
  readonly from?: string;
  /** Data folder; a temporary one when left out. */
  readonly data?: string;
  /** Addresses of gateways through which the grants are played instead, with commas. */
  readonly gateways?: string;
  /** Plays a named scenario instead of real grants. */
  readonly scenario?: string;
  readonly serve: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** SIGTERM or SIGINT came: everything is closed, and a later run continues. */
export class Interrupted extends Error {}

/** How the demo is called. */
export const USAGE = `usage: npm run --silent demo -- [--from FILE | --scenario NAME] [--data DIR | --gateways URLS]
                               [--serve] [--json]

  --from FILE  grants in the 360Giving format, as JSON, CSV or XLSX; a sample of real
               grants when left out
  --scenario NAME  plays cases with every turn they can take: grants; or a pilot
                  with a social impact bond from framework to settlement: pilot
  --data DIR   data folder (or TILSAGN_DATA); the same folder with the same file continues
               where it stopped; a temporary folder when left out
  --gateways URLS  addresses of gateways, with commas: plays the grants over HTTP through
                  them in turn, as if all happened today, with tokens of the issuer in
                  TILSAGN_DATA
  --serve      keep serving the data over HTTP at TILSAGN_PORT afterwards
  --json       one JSON document on stdout, progress on stderr
  --version    print the version

With TILSAGN_LOG and TILSAGN_STORES set the grants go into the stores that services share,
while those run.

exit code: 0 every record landed, 3 some were refused, 2 wrong usage, 1 failure`;

/** Reads the command line. @throws WrongUsage */
export function readArguments(argv: readonly string[]): DemoArguments {
  return readOptions(argv, {
    from: { type: 'string' },
    scenario: { type: 'string' },
    data: { type: 'string' },
    gateways: { type: 'string' },
    serve: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    version: { type: 'boolean', default: false },
  });
}
