import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { projectFile } from '#hosting/project-file.js';

/** What a command left. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a built program with nothing of this process's configuration. */
export function start(
  app: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TILSAGN_'));
  return spawn(process.execPath, [projectFile(`dist/apps/${app}/main.js`), ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for the end of a program. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout!.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Starts a server on a data folder; answers its URL once it is ready. */
export async function startServer(
  data: string,
): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  const server = start('standalone', [], {
    TILSAGN_DATA: data,
    TILSAGN_PORT: '0',
    TILSAGN_LOG_LEVEL: 'error',
  });
  server.stderr!.pipe(process.stderr);
  for await (const line of createInterface(server.stdout!))
    return { server, url: line.replace('ready ', '') };
  throw new Error('the server did not get ready');
}

/** Ends a program that may have ended. */
export async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'close');
}
