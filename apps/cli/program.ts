import { Command } from 'commander';
import { versionOf } from '#hosting/version.js';
import { addBackup } from './backup.command.js';
import { addCases } from './cases.command.js';
import { addImport } from './import.command.js';
import { addLog } from './log.command.js';
import { addProcesses } from './processes.command.js';
import { addProjections } from './projections.command.js';
import { addSettle } from './settle.command.js';
import { addToken } from './token.command.js';

const MORE = `
While a server holds the data folder, the commands work through it, over a socket only the folder's
owner can open; otherwise they open the folder themselves. "import 360giving" needs the folder to itself.

environment:
  TILSAGN_DATA         data folder (default ./data); --data goes before it
  TILSAGN_ERASURES     folder in which erasures are noted (default: beside the data folder, its name with -erasures)
  TILSAGN_READ_MODELS  "embedded" (default) or the postgres:// URL the server was started with
  TILSAGN_MODE         "production": no tokens from the data folder's own issuer
  TILSAGN_OIDC_ISSUER  or TILSAGN_IDENTITY: tokens come from OpenID providers instead (docs/identity.md)
  TILSAGN_LOG_LEVEL    what is logged to stderr beside the answer (default silent)

exit code: 0 done, 1 failed, 2 wrong usage; settle: 3 the documents have faults;
import 360giving: 3 some records were refused;
projections list, projections paused, processes list: 3 something is paused or parked`;

/** The command with all its subcommands. Help and wrong usage end as `CommanderError`. */
export function createProgram(): Command {
  const program = new Command('tilsagn')
    .description(
      'Looks after a Tilsagn data folder: tokens, read models, process managers, case numbers, the event log, backups.',
    )
    .usage('<command> [options]      (npm run --silent tilsagn -- <command> [options])')
    .addHelpText('after', MORE)
    .enablePositionalOptions()
    .version(versionOf(), '--version', 'print the version')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(`${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`),
    });
  addToken(program);
  addProjections(program);
  addProcesses(program);
  addCases(program);
  addLog(program);
  addBackup(program);
  addImport(program);
  addSettle(program);
  return program;
}
