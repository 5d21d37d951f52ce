import { Worker } from 'node:worker_threads';
import { asError } from '#text/thrown.js';
import { received, type Answer, type Call } from './messages.js';
import type { Pauses } from './pauses.js';
import { type PausedKey, ReadModelsUnavailable, type RebuildProgress } from './read-models.js';

/** What is heard of a worker between its start and its end. */
export interface Hearing {
  readonly onError?: (error: Error) => void;
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly onPaused?: (paused: PausedKey) => void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
}

/** A call without its number. */
export type Unnumbered<C> = C extends Call ? Omit<C, 'id'> : never;

/** One life of the worker that keeps the read models: what it is asked, and how it ends. */
export class PgliteLife {
  /** Resolves when queries can be asked; rejects with what ended it before that. */
  readonly started: Promise<void>;
  /** Why it ended, once it has. */
  readonly ended: Promise<Error>;
  /** The paused keys of each live projection, as the worker told them last. */
  private readonly pauses = new Map<string, Pauses>();
  private readonly pending = new Map<number, Pending>();
  private calls = 0;
  private death: Error | undefined;
  private readonly end: (error: Error) => void;

  constructor(
    private readonly worker: Worker,
    private readonly hearing: Hearing,
  ) {
    const ended = Promise.withResolvers<Error>();
    const started = Promise.withResolvers<void>();
    this.ended = ended.promise;
    this.started = started.promise;
    this.pending.set(0, { resolve: () => started.resolve(), reject: started.reject });
    this.end = (error) => {
      if (this.death) return;
      this.death = error;
      this.take(0)?.reject(error);
      const unanswered = new ReadModelsUnavailable(error.message, { cause: error });
      for (const pending of this.pending.values()) pending.reject(unanswered);
      this.pending.clear();
      ended.resolve(error);
    };
    worker.on('message', (answer: Answer) => this.hear(answer));
    worker.on('error', (error) => this.end(asError(error)));
    worker.on('exit', (code) => this.end(new Error(`the read-model worker has ended with code ${code}`)));
  }

  ask<Result>(call: Unnumbered<Call>, onProgress?: (progress: RebuildProgress) => void): Promise<Result> {
    if (this.death) return Promise.reject(new ReadModelsUnavailable(this.death.message));
    const id = ++this.calls;
    return new Promise<Result>((resolve, reject) => {
      this.pending.set(id, { resolve: (result) => resolve(result as Result), reject, onProgress });
      this.worker.postMessage({ ...call, id });
    });
  }

  /** The paused keys of a projection that is live in the worker: they are told before what came with them. */
  pausesOf(projection: string): Pauses {
    return this.pauses.get(projection);
  }

  /** Ends the thread; resolves when it is gone and its files are closed. */
  async terminate(): Promise<void> {
    await this.worker.terminate();
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
        return this.hearing.onError?.(received(answer.error));
      case 'paused':
        return this.hearing.onPaused?.(answer.paused);
      case 'pauses':
        return void this.pauses.set(answer.projection, answer.keys);
      case 'broken':
        return this.end(received(answer.error));
      case 'progress': {
        const rebuild = answer.id === undefined ? this.hearing : this.pending.get(answer.id);
        return rebuild?.onProgress?.(answer.progress);
      }
    }
  }

  private take(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }
}
