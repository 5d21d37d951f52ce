import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Position } from '#eventsourcing/event.js';
import { received, type Answer, type Call } from './messages.js';
import type {
  PausedKey,
  ProjectionStatus,
  QueryParameter,
  ReadModels,
  RebuildProgress,
} from './read-models.js';

/** How to start the worker that keeps the read models. */
export interface PgliteThreadOptions {
  /** The app's worker file (see `workerUrl`), which calls `servePgliteWorker`. */
  readonly workerFile: URL;
  /** Handed to the worker file as `workerData`. */
  readonly workerData?: unknown;
  /** Outages the worker recovers from by itself. */
  readonly onError?: (error: Error) => void;
  /** Builds the worker starts by itself. */
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** The worker has ended without being asked to: nothing will answer any more. */
  readonly onExit?: (error: Error) => void;
}

/** Starts PGlite and the projections in a worker thread; resolves when queries can be asked. */
export async function startPgliteWorker(options: PgliteThreadOptions): Promise<ReadModels> {
  // PGlite's memory lies outside the JavaScript heap; within these bounds V8 collects early instead of growing along
  // with a long rebuild.
  const worker = new Worker(options.workerFile, {
    workerData: options.workerData,
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 },
  });
  const thread = new PgliteThread(worker, options);
  await thread.started;
  return thread;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
}

type Unnumbered<C> = C extends Call ? Omit<C, 'id'> : never;

class PgliteThread implements ReadModels {
  readonly started: Promise<void>;
  private readonly pending = new Map<number, Pending>();
  private calls = 0;
  private ended: Error | undefined;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly worker: Worker,
    private readonly options: PgliteThreadOptions,
  ) {
    this.started = new Promise((resolve, reject) => {
      this.pending.set(0, { resolve: () => resolve(), reject });
    });
    worker.on('message', (answer: Answer) => this.hear(answer));
    worker.on('error', (error) => this.end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => this.end(new Error(`the read-model worker has ended with code ${code}`)));
  }

  query<Row extends object>(sql: string, parameters: readonly QueryParameter[] = []): Promise<Row[]> {
    return this.call({ method: 'query', parameters: [sql, parameters] });
  }

  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    return this.call({ method: 'waitFor', parameters: [projections, position, timeoutMs] });
  }

  status(options: { readonly hashes?: boolean } = {}): Promise<ProjectionStatus[]> {
    return this.call({ method: 'status', parameters: [options] });
  }

  rebuild(
    projections: readonly string[] | 'all',
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<void> {
    return this.call({ method: 'rebuild', parameters: [projections] }, onProgress);
  }

  resume(projection: string, key: string): Promise<PausedKey | undefined> {
    return this.call({ method: 'resume', parameters: [projection, key] });
  }

  pausedKeys(projection: string, keys?: readonly string[]): Promise<PausedKey[]> {
    return this.call({ method: 'pausedKeys', parameters: keys ? [projection, keys] : [projection] });
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    const exited = once(this.worker, 'exit');
    if (this.ended) return;
    await this.call({ method: 'close', parameters: [] });
    await this.worker.terminate();
    await exited;
  }

  private call<Result>(
    call: Unnumbered<Call>,
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<Result> {
    if (this.ended) return Promise.reject(this.ended);
    const id = ++this.calls;
    return new Promise<Result>((resolve, reject) => {
      this.pending.set(id, { resolve: (result) => resolve(result as Result), reject, onProgress });
      this.worker.postMessage({ ...call, id });
    });
  }

  private hear(answer: Answer): void {
    switch (answer.kind) {
      case 'started':
        return this.take(0)?.resolve(undefined);
      case 'result':
        return this.take(answer.id)?.resolve(answer.result);
      case 'failed':
        return this.take(answer.id)?.reject(received(answer.error));
      case 'outage':
        return this.options.onError?.(received(answer.error));
      case 'progress': {
        const rebuild = answer.id === undefined ? this.options : this.pending.get(answer.id);
        return rebuild?.onProgress?.(answer.progress);
      }
    }
  }

  private take(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }

  private end(error: Error): void {
    if (this.ended) return;
    this.ended = error;
    for (const pending of this.pending.values()) pending.reject(error);
    this.pending.clear();
    if (!this.closing) this.options.onExit?.(error);
  }
}
