/** How the whole is called; `does` says in a sentence what it does. */
export function usageOf(call: string, does: string): string {
  return usage(
    `${call} [--recovered | --help | --version]`,
    does,
    `options:
  --recovered  start on a folder that was copied while its server ran, or that
               has lost drafts or attachments for good

`,
    '  TILSAGN_DATA  data folder (default ./data)\n',
  );
}

/** How a service is called that shares its stores with others. */
export function usageOfShared(call: string, does: string): string {
  return usage(
    `${call} [--help | --version]`,
    does,
    '',
    '  TILSAGN_LOG, TILSAGN_STORES and others say where the stores are.\n',
  );
}

function usage(call: string, does: string, options: string, where: string): string {
  return `usage: ${call}

${does}
SIGTERM or SIGINT (Ctrl-C) ends it in good order.

${options}environment:
  TILSAGN_PORT  port (default 3000; 0: any that is free)
  TILSAGN_HOST  address it listens on (default 127.0.0.1)
${where}  README.md lists the others.

exit code: 0 ended as asked, 1 failed, 2 wrong usage`;
}
