import { type Command, InvalidArgumentError } from 'commander';
import { isRole, ROLES, type Role } from '#access/roles.js';
import { issueDevToken } from '#access/identity/dev-issuer.js';
import {
  faultOfHeldAlone,
  faultOfLifetime,
  faultOfName,
  faultOfOrganisation,
  faultOfRoles,
  faultOfSubject,
} from '#access/identity/dev-token-faults.js';
import { dataOption } from './options.js';
import { print } from '#terminal/output.js';
import { configOf } from './with-folder.js';

interface TokenOptions {
  readonly subject: string;
  readonly name?: string;
  readonly title?: string;
  readonly role: readonly Role[];
  readonly organisation?: readonly string[];
  readonly ttl?: number;
  readonly data?: string;
}

/** `tilsagn token` */
export function addToken(program: Command): void {
  program
    .command('token')
    .summary('print a token of the data folder’s own issuer')
    .description(
      'Prints a bearer token of the data folder’s own issuer, for trying things out. It counts on this folder\n' +
        'alone. The folder and its issuer are made when they are not there; a server need not run.\n' +
        'Refused in production and where an OpenID provider is configured.',
    )
    .requiredOption('--subject <subject>', 'whom the token stands for', without(faultOfSubject))
    .option('--name <name>', 'what letters and histories call the person', without(faultOfName))
    .option('--title <title>', 'what stands behind the name in letters: rådgiver', without(faultOfName))
    .requiredOption('--role <role>', `a role, or several with commas or repeated: ${ROLES.join(', ')}`, roles)
    .option(
      '--organisation <organisation>',
      'an organisation the subject acts for in these roles; repeated: each of them',
      organisations,
    )
    .option('--ttl <seconds>', 'how long it counts (default: twelve hours)', seconds)
    .addOption(dataOption())
    .addHelpText(
      'after',
      '\nexample:\n  curl -H "authorization: Bearer $(npm run --silent tilsagn -- token --subject ada --role caseworker' +
        ' --organisation udir)" http://127.0.0.1:3000/v1/queue',
    )
    .action(
      async ({ subject, name, title, role, organisation, ttl, data }: TokenOptions, command: Command) => {
        const fault = organisation === undefined ? faultOfHeldAlone(role) : undefined;
        if (fault !== undefined) command.error(`error: option '--organisation' is missing. ${fault}`);
        print(
          await issueDevToken(folderOf(data), {
            subject,
            name,
            title,
            roles: role,
            ...(organisation === undefined ? {} : { organisation }),
            ...(ttl === undefined ? {} : { ttl }),
          }),
        );
      },
    );
}

function folderOf(data: string | undefined): string {
  if (process.env['TILSAGN_MODE']?.trim() === 'production')
    throw new Error('TILSAGN_MODE is production, where tokens come from your OpenID provider alone');
  const config = configOf({ data });
  if (config.identity.kind === 'oidc')
    throw new Error(
      `${process.env['TILSAGN_IDENTITY']?.trim() ? 'TILSAGN_IDENTITY' : 'TILSAGN_OIDC_ISSUER'} is set: tokens come from that OpenID provider alone`,
    );
  return config.data;
}

function roles(text: string, before: readonly Role[] = []): readonly Role[] {
  const words = text.split(',').map((word) => word.trim());
  refuse(faultOfRoles(words));
  return [...new Set([...before, ...words.filter(isRole)])];
}

function organisations(text: string, before: readonly string[] = []): readonly string[] {
  refuse(faultOfOrganisation(text));
  return [...new Set([...before, text])];
}

function seconds(text: string): number {
  refuse(faultOfLifetime(text));
  return Number(text);
}

function without(faultOf: (text: string) => string | undefined): (text: string) => string {
  return (text) => {
    refuse(faultOf(text));
    return text;
  };
}

function refuse(fault: string | undefined): void {
  if (fault !== undefined) throw new InvalidArgumentError(fault);
}
