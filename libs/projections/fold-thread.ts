import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Database, Statement } from './database.js';
import type { FoldedModel, FromFolding, ToFolding } from './fold-messages.js';
import { received, sent } from './messages.js';
import type { Model } from './model.js';

/** How to start the worker that folds the log while this thread writes. */
export interface FoldThreadOptions {
  /** The app's worker file (see `workerUrl`), which calls `serveFolding`. */
  readonly workerFile: URL;
  /** Handed to the worker file as `workerData`. */
  readonly workerData?: unknown;
  /** A log with fewer events is folded sooner than a thread has started. */
  readonly fromEvents: number;
}

/** What the thread is to fold, and where its rows go. */
export interface FoldThreadWork {
  readonly models: readonly Model[];
  readonly database: Database;
  readonly signal: AbortSignal;
  /** Hears how many events were folded, page by page. */
  readonly onFolded: (events: number) => Promise<void> | void;
}

/**
 * Folds the log into the empty tables of these models, in a thread of its own that ends with it: while this thread
 * writes a slice of rows that one prepares the next ones. Answers how far it came.
 */
export async function foldInThread(
  { workerFile, workerData }: FoldThreadOptions,
  { models, database, signal, onFolded }: FoldThreadWork,
): Promise<readonly FoldedModel[]> {
  signal.throwIfAborted();
  const worker = new Worker(workerFile, {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 512 },
  });
  const say = (message: ToFolding) => worker.postMessage(message);
  const writing = new Writing(database, say);
  let abort = () => {};
  try {
    return await new Promise<readonly FoldedModel[]>((resolve, reject) => {
      abort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', abort);
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the folding thread has ended with code ${code}`)));
      worker.on('message', (message: FromFolding) => {
        switch (message.kind) {
          case 'read':
            return writing.read(message.id, message.statement);
          case 'write':
            return writing.write(message.id, message.statements);
          case 'progress':
            return void Promise.resolve(onFolded(message.events)).catch(reject);
          case 'folded':
            return resolve(message.models);
          case 'broken':
            return reject(received(message.error));
        }
      });
      say({ kind: 'fold', models: models.map(({ name, generation }) => ({ name, generation })) });
    });
  } finally {
    signal.removeEventListener('abort', abort);
    await writing.end();
    await worker.terminate();
  }
}

/** Carries out what the folding thread asks for: slices in order, with readers' turns between them; reads at once. */
class Writing {
  private slices: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    private readonly database: Database,
    private readonly say: (message: ToFolding) => void,
  ) {}

  read(id: number, { sql, parameters }: Statement): void {
    this.answer(id, this.database.read(sql, parameters));
  }

  write(id: number, statements: readonly Statement[]): void {
    const written = this.slices.then(() => this.slice(statements));
    this.slices = written.then(
      () => undefined,
      () => undefined,
    );
    this.answer(id, written);
  }

  /** Ends after the slice under way. */
  async end(): Promise<void> {
    this.ended = true;
    await this.slices;
  }

  private async slice(statements: readonly Statement[]): Promise<never[]> {
    if (this.ended) throw new Error('the rebuild has ended');
    await this.database.transaction(async (session) => {
      for (const statement of statements) await session.execute(statement);
    });
    await setImmediate();
    return [];
  }

  private answer(id: number, rows: Promise<readonly object[]>): void {
    rows.then(
      (found) => this.say({ kind: 'rows', id, rows: found }),
      (error: unknown) => this.say({ kind: 'failed', id, error: sent(error) }),
    );
  }
}
