import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { workerUrl } from '#hosting/worker-url.js';

/** The environment of a program. */
export type Environment = Readonly<Record<string, string>>;

/** What is started, and where what it says beside its answer goes. */
export interface ProgramStart {
  readonly name: string;
  /** File under `dist`. */
  readonly file: string;
  readonly arguments?: readonly string[];
  readonly env: Environment;
  readonly log: string;
}

/** Longer than a service takes to close, in milliseconds. */
const GRACE = 35_000;

/** How much of what it said is repeated when it did not start. */
const LAST_LINES = 5;

/** A program of the cluster, in a process of its own. */
export class Program {
  /** Resolves with the reason once it has ended. */
  readonly ended: Promise<string>;
  private readonly said = new Map<string, string>();

  private constructor(
    private readonly child: ChildProcess,
    private readonly start: ProgramStart,
    log: WriteStream,
  ) {
    createInterface(child.stdout!).on('line', (line) => {
      const [word = '', ...rest] = line.split(' ');
      this.said.set(word, rest.join(' '));
      child.emit('said');
    });
    child.stderr!.pipe(log);
    this.ended = once(child, 'close').then(([code, signal]) =>
      signal === null ? `exit code ${String(code)}` : `signal ${String(signal)}`,
    );
  }

  static start(start: ProgramStart): Program {
    const program = fileURLToPath(workerUrl(import.meta.url, `../../${start.file}`));
    const before = ['--import', workerUrl(import.meta.url, './with-parent.js').href];
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TILSAGN_'));
    const child = spawn(process.execPath, [...before, program, ...(start.arguments ?? [])], {
      // Ctrl-C in a terminal is told to a whole group: it is for this process to end the others, in their order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...Object.fromEntries(inherited), ...start.env },
    });
    return new Program(child, start, createWriteStream(start.log, { flags: 'a', mode: 0o600 }));
  }

  get pid(): number {
    return this.child.pid!;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What it says after a word at the beginning of a line. @throws Error when it ends before */
  async says(word: string): Promise<string> {
    const over = this.ended.then((how) => ({ how }));
    for (;;) {
      const found = this.said.get(word);
      if (found !== undefined) return found;
      const end = await Promise.race([once(this.child, 'said').then(() => undefined), over]);
      if (end) throw new Error(`${this.start.name} has not started (${end.how}): ${await this.lastWords()}`);
    }
  }

  /** Ends it in good order, also when it was stopped; with force when that takes too long. Answers how it ended. */
  async end(): Promise<string> {
    if (this.running) {
      this.child.kill('SIGTERM');
      this.child.kill('SIGCONT');
    }
    const late = setTimeout(() => this.child.kill('SIGKILL'), GRACE);
    return this.ended.finally(() => clearTimeout(late));
  }

  private async lastWords(): Promise<string> {
    const lines = (await readFile(this.start.log, 'utf8')).trim().split('\n');
    return lines.slice(-LAST_LINES).join(' ');
  }
}
