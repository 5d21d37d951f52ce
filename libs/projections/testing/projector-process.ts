import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { workerUrl } from '#hosting/worker-url.js';

/** What a projector of a test is told. */
export interface ProjectorArguments {
  readonly url: string;
  readonly schema: string;
  readonly leaseMs: number;
  /** A log in SQLite. */
  readonly file: string;
}

/** A process that keeps the sample read models of a log, and can be stopped where it stands. */
export class ProjectorProcess {
  private readonly lines: string[] = [];

  private constructor(private readonly child: ChildProcessByStdio<null, Readable, null>) {
    createInterface(child.stdout).on('line', (line) => {
      this.lines.push(line);
      child.emit('said');
    });
  }

  static start(told: ProjectorArguments): ProjectorProcess {
    const program = fileURLToPath(workerUrl(import.meta.url, './projector.js'));
    return new ProjectorProcess(
      spawn(process.execPath, [program, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'inherit'] }),
    );
  }

  /** Waits until it has said this. */
  async untilSays(line: string): Promise<void> {
    while (!this.lines.includes(line)) await once(this.child, 'said');
  }

  /** It does not do anything any more, though its connections are there. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
