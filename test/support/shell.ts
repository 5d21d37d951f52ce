import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { projectFile } from '#hosting/project-file.js';

/** What a shell of a test has beside what this process has, which hands down nothing of its own configuration. */
export type Variables = Readonly<Record<string, string>>;

/** As a person has it who stands in the project's folder, with the project's Node. */
export function personsShell(variables: Variables) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TILSAGN_'));
  const path = `${dirname(process.execPath)}:${process.env['PATH']}`;
  return {
    cwd: projectFile('.'),
    env: { ...Object.fromEntries(inherited), NODE_OPTIONS: '', ...variables, PATH: path },
  };
}

/** A shell that stays open, as a person's does. */
export class Shell {
  private readonly bash: ChildProcessWithoutNullStreams;
  private errors = '';
  private busy = false;

  /** What commands say on stderr is a fault, unless somebody listens to it. */
  constructor(variables: Variables, listener?: (text: string) => void) {
    this.bash = spawn('bash', [], { ...personsShell(variables), detached: true });
    const heard = listener ?? ((text: string) => void (this.errors += text));
    this.bash.stderr.setEncoding('utf8').on('data', heard);
    this.bash.stdout.setEncoding('utf8');
  }

  /** What commands print. @throws Error when they say something on stderr that nobody listens to, or end the shell */
  async run(commands: string): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const ended = () => reject(new Error(`the shell ended at: ${commands}`));
    let printed = '';
    const hear = (chunk: string) => {
      printed += chunk;
      if (printed.endsWith('\0')) resolve();
    };
    this.bash.stdout.on('data', hear);
    this.bash.once('close', ended);
    this.busy = true;
    this.bash.stdin.write(`${commands}\nprintf '\\0'\n`);
    await promise;
    this.busy = false;
    this.bash.stdout.off('data', hear);
    this.bash.off('close', ended);
    if (this.errors !== '') throw new Error(this.errors);
    return printed.slice(0, -1);
  }

  /** Also ends what still runs in it. */
  async close(): Promise<void> {
    if (this.bash.exitCode !== null) return;
    if (this.busy) process.kill(-this.bash.pid!);
    else this.bash.stdin.end('exit\n');
    await once(this.bash, 'close');
  }
}
