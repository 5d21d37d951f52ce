/** How a service is called; `does` says in a sentence what it does. */
export function usageOf(call: string, does: string): string {
  return `usage: ${call} [--recovered | --help | --version]

${does}
SIGTERM or SIGINT (Ctrl-C) ends it in good order.

options:
  --recovered  start on a folder that was copied while its server ran, or that
               has lost drafts or attachments for good

environment:
  TILSAGN_PORT  port (default 3000; 0: any that is free)
  TILSAGN_HOST  address it listens on (default 127.0.0.1)
  TILSAGN_DATA  data folder (default ./data)
  README.md lists the others.

exit code: 0 ended as asked, 1 failed, 2 wrong usage`;
}
