import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Position } from '#eventsourcing/event.js';
import { StorageUnavailable } from '#hosting/storage.js';
import type { Call } from './messages.js';
import { pausedAmong } from './pauses.js';
import { type Hearing, PgliteLife, type Unnumbered } from './pglite-life.js';
import {
  ReadModelsUnavailable,
  type PausedKey,
  type ProjectionStatus,
  type QueryParameter,
  type ReadModels,
  type RebuildProgress,
} from './read-models.js';

/** How to start the worker that keeps the read models. */
export interface PgliteThreadOptions extends Hearing {
  /** The app's worker file (see `workerUrl`), which calls `servePgliteWorker`. */
  readonly workerFile: URL;
  /** Handed to the worker file as `workerData`. */
  readonly workerData?: unknown;
  /** Outages the worker recovers from by itself, and ends of the worker after which it was started again. */
  readonly onError?: (error: Error) => void;
  /** Builds the worker starts by itself. */
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Hears of each key that is paused, or was found so when the worker started. */
  readonly onPaused?: (paused: PausedKey) => void;
  /** The worker ended too often: it is not started again, and nothing will answer any more. */
  readonly onExit?: (error: Error) => void;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** More ends than this within the time are no accident. The disk's do not count: space comes back in its own time. */
const MOST_ENDS = 5;
const ENDS_WITHIN_MS = 600_000;

/**
 * Starts PGlite and the projections in a worker thread; resolves when queries can be asked, or when the disk does not
 * let it start yet. A worker that ends is started again and builds what its end left in doubt.
 */
export async function startPgliteWorker(options: PgliteThreadOptions): Promise<ReadModels> {
  const thread = new PgliteThread(options);
  await thread.first;
  return thread;
}

class PgliteThread implements ReadModels {
  /** The first start. */
  readonly first: Promise<void>;
  /** The one that answers. */
  private life: PgliteLife | undefined;
  /** The same, or the one that is starting. */
  private latest: PgliteLife | undefined;
  /** Why nothing answers at the moment. */
  private down = new ReadModelsUnavailable('the read models are being started');
  private readonly closing = new AbortController();
  private closed: Promise<void> | undefined;
  private readonly living: Promise<void>;
  private ends: number[] = [];

  constructor(private readonly options: PgliteThreadOptions) {
    const first = Promise.withResolvers<void>();
    this.first = first.promise;
    this.living = this.live(first);
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

  /** Asked with every answer, so it is answered from what the worker told; only of what is not live yet it is asked. */
  async pausedKeys(projection: string, keys?: readonly string[]): Promise<PausedKey[]> {
    const held = this.life?.pausesOf(projection);
    if (held) return pausedAmong(held, keys);
    return this.call({ method: 'pausedKeys', parameters: keys ? [projection, keys] : [projection] });
  }

  close(): Promise<void> {
    this.closed ??= this.shutDown();
    return this.closed;
  }

  private async shutDown(): Promise<void> {
    this.closing.abort();
    try {
      await this.life?.ask({ method: 'close', parameters: [] });
    } catch (error) {
      // One that has ended needs no closing: its files are made anew.
      if (!(error instanceof ReadModelsUnavailable)) throw error;
    } finally {
      await this.latest?.terminate();
      await this.living;
    }
  }

  private call<Result>(
    call: Unnumbered<Call>,
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<Result> {
    return this.life ? this.life.ask(call, onProgress) : Promise.reject(this.down);
  }

  private async live(first: PromiseWithResolvers<void>): Promise<void> {
    const { signal } = this.closing;
    let pause = FIRST_PAUSE_MS;
    for (let starts = 1; !signal.aborted; starts++) {
      const life = new PgliteLife(this.worker(), this.options);
      this.latest = life;
      const started = await life.started.then(
        () => true,
        () => false,
      );
      if (started) {
        pause = FIRST_PAUSE_MS;
        this.life = life;
        first.resolve();
      }
      const error = await life.ended;
      this.life = undefined;
      this.down = new ReadModelsUnavailable(`the read models are being started again: ${error.message}`);
      await life.terminate();
      if (signal.aborted) break;
      // What does not start at all, on a disk that lets it, will not start the next time either.
      if (starts === 1 && !started && !ofStorage(error)) return first.reject(error);
      if (this.isTheLast(error)) return this.options.onExit?.(error);
      this.options.onError?.(error);
      first.resolve();
      await setTimeout(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    this.down = new ReadModelsUnavailable('the read models are closed');
  }

  private isTheLast(error: Error): boolean {
    if (ofStorage(error)) return false;
    const now = performance.now();
    this.ends = [...this.ends.filter((end) => now - end < ENDS_WITHIN_MS), now];
    return this.ends.length > MOST_ENDS;
  }

  private worker(): Worker {
    // PGlite's memory lies outside the JavaScript heap; within these bounds V8 collects early instead of growing along
    // with a long rebuild.
    return new Worker(this.options.workerFile, {
      workerData: this.options.workerData,
      resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 },
    });
  }
}

/** A disk that is full or fails: it was said so at the start, or a running database fell into doubt. */
function ofStorage(error: unknown): boolean {
  return error instanceof StorageUnavailable || error instanceof ReadModelsUnavailable;
}
