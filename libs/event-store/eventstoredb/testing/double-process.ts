import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { workerUrl } from '#hosting/worker-url.js';
import type { DoubleState } from './double-control.js';
import type { FaultOrder } from './double-faults.js';
import type { Drop } from './double-reads.js';

/** A double of an EventStoreDB in a process of its own, and what can go wrong with it. */
export class DoubleProcess {
  private constructor(
    private readonly child: ChildProcessByStdio<null, Readable, null>,
    /** How a client reaches it. */
    readonly connection: string,
    private readonly control: string,
  ) {}

  /** Starts one at a port that is free. */
  static async start(...options: readonly string[]): Promise<DoubleProcess> {
    const program = fileURLToPath(workerUrl(import.meta.url, './double.js'));
    const child = spawn(process.execPath, [program, '--port', '0', ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said: Record<string, string> = {};
    for await (const line of createInterface(child.stdout)) {
      const [word, rest] = line.split(' ') as [string, string];
      said[word] = rest;
      if (said['ready'] && said['control']) return new DoubleProcess(child, said['ready'], said['control']);
    }
    throw new Error('the double of an EventStoreDB has not started');
  }

  state(): Promise<DoubleState> {
    return this.ask('GET', '/');
  }

  /** From now on, calls meet this. */
  fault(order: FaultOrder): Promise<DoubleState> {
    return this.ask('POST', '/faults', order);
  }

  clear(): Promise<DoubleState> {
    return this.ask('DELETE', '/faults');
  }

  /** Ends the subscriptions there are. */
  drop(how: Drop): Promise<DoubleState> {
    return this.ask('POST', '/drop', { how });
  }

  /** All connections end at once; what it had kept stays. */
  stop(): Promise<DoubleState> {
    return this.ask('POST', '/stop');
  }

  /** It listens again where it did. */
  start(): Promise<DoubleState> {
    return this.ask('POST', '/start');
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

  private async ask(method: string, path: string, body?: object): Promise<DoubleState> {
    const response = await fetch(`${this.control}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the double does not know ${method} ${path}: ${await response.text()}`);
    return (await response.json()) as DoubleState;
  }
}
