import { Worker } from 'node:worker_threads';
import { workerUrl } from '#hosting/worker-url.js';
import { StorageUnavailable } from '#hosting/storage.js';
import { messageOf } from '#text/thrown.js';
import type { Answers, Ask, Request, Result } from './messages.js';

interface Pending {
  resolve(result: Result): void;
  reject(error: Error): void;
}

let shared: SideStore | undefined;
const bereaved = new Set<(error: Error) => void>();

/** Calls `hear` when the thread ends while files are open: none of them can be written any more. Answers how to stop that. */
export function whenLost(hear: (error: Error) => void): () => void {
  bereaved.add(hear);
  return () => void bereaved.delete(hear);
}

/** The one thread that writes all small durable files of this process; ends with the last file. */
export class SideStore {
  private readonly worker = new Worker(workerUrl(import.meta.url, './side-store.worker.js'));
  private readonly pending = new Map<number, Pending>();
  private collected: Request[] = [];
  private lost: StorageUnavailable | undefined;
  private users = 0;
  private handles = 0;
  private requests = 0;

  /** The shared thread, started when there is none; give it back with `release`. */
  static acquire(): SideStore {
    shared ??= new SideStore();
    shared.users++;
    return shared;
  }

  private constructor() {
    this.worker.unref();
    this.worker.on('message', (answers: Answers) => this.answered(answers));
    this.worker.on('error', (cause) =>
      this.lose(`the thread that writes failed: ${messageOf(cause)}`, cause),
    );
    this.worker.on('exit', (code) => this.lose(`the thread that writes ended with code ${code}`));
  }

  /** A number for a file to be opened. */
  newHandle(): number {
    return ++this.handles;
  }

  ask(ask: Ask): Promise<Result> {
    if (this.lost) return Promise.reject(this.lost);
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const id = ++this.requests;
    // An idle thread does not keep the process alive, one with work does.
    if (this.pending.size === 0) this.worker.ref();
    this.pending.set(id, { resolve, reject });
    // Whatever is asked in the same turn travels in the same message.
    if (this.collected.push({ ...ask, id }) === 1) queueMicrotask(() => this.send());
    return promise;
  }

  async release(): Promise<void> {
    if (--this.users > 0) return;
    if (shared === this) shared = undefined;
    await this.worker.terminate();
  }

  private send(): void {
    const requests = this.collected;
    this.collected = [];
    this.worker.postMessage(requests, []);
  }

  private answered(answers: Answers): void {
    for (const { id, result } of answers) {
      this.pending.get(id)?.resolve(result);
      this.pending.delete(id);
    }
    if (this.pending.size === 0) this.worker.unref();
  }

  private lose(message: string, cause?: unknown): void {
    if (this.lost) return;
    this.lost = new StorageUnavailable(`keys, drafts and checkpoints: ${message}`, { cause });
    if (shared === this) shared = undefined;
    for (const request of this.pending.values()) request.reject(this.lost);
    this.pending.clear();
    if (this.users > 0) for (const hear of bereaved) hear(this.lost);
  }
}
