import { constants, setPriority } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import type { EventStore } from '#event-store/port.js';
import { START } from '#event-store/port.js';
import type { Statement } from './database.js';
import type { FromFolding, ToFolding } from './fold-messages.js';
import { Folding, type Sink } from './folding.js';
import { received, sent } from './messages.js';
import { Model } from './model.js';
import type { Projection } from './projection.js';
import { copied } from './statements.js';

/** Some more than a page brings at once, so that neither thread waits for the other for long. */
const DEPTH = 16;

/** What an app's worker file gives. */
export interface FoldWorkerOptions {
  /** A log connection of this thread's own, events upcast; closed by the worker. */
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  /** `parentPort` of the worker. */
  readonly port: MessagePort;
}

/** Folds the log in this worker thread for the thread that writes to PGlite (`foldInThread`). */
export function serveFolding({ store, projections, port }: FoldWorkerOptions): void {
  // On Linux this is the priority of this thread alone: who answers requests goes first where cores are few.
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);
  const sink = new PortSink(port);
  port.on('message', (message: ToFolding) => {
    if (message.kind !== 'fold') return sink.hear(message);
    const models = message.models.map(({ name, generation }) => {
      const projection = projections.find((candidate) => candidate.name === name);
      if (!projection) throw new Error(`the folding thread knows no projection ${name}`);
      return new Model(projection, generation, START, true);
    });
    void fold(models, sink, store, port);
  });
}

async function fold(
  models: readonly Model[],
  sink: Sink,
  store: EventStore,
  port: MessagePort,
): Promise<void> {
  const say = (message: FromFolding) => port.postMessage(message);
  // Whoever aborts it ends the thread.
  const { signal } = new AbortController();
  const onFolded = (events: number) => say({ kind: 'progress', events });
  const folding = new Folding({ models, store, sink, signal, onFolded });
  try {
    await folding.advance();
    await store.close();
    const folded = models.map((model) => ({
      name: model.name,
      position: model.position,
      paused: [...model.paused.values()],
      refused: [...(folding.refused.get(model) ?? [])],
    }));
    say({ kind: 'folded', models: folded });
  } catch (error) {
    say({ kind: 'broken', error: sent(error) });
  }
}

interface Waiting {
  resolve(rows: readonly object[]): void;
  reject(error: Error): void;
}

class PortSink implements Sink {
  readonly insertion = copied;
  readonly depth = DEPTH;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  constructor(private readonly port: MessagePort) {}

  async read<Found extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Found[]> {
    const id = this.asked++;
    return (await this.ask({ kind: 'read', id, statement: { sql, parameters } })) as Found[];
  }

  async write(statements: readonly Statement[]): Promise<void> {
    const id = this.asked++;
    const inputs = statements.flatMap(({ input }) => (input ? [input.buffer] : []));
    await this.ask({ kind: 'write', id, statements }, inputs);
  }

  hear(answer: Exclude<ToFolding, { readonly kind: 'fold' }>): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.kind === 'rows') waiting?.resolve(answer.rows);
    else waiting?.reject(received(answer.error));
  }

  private ask(
    message: Extract<FromFolding, { readonly id: number }>,
    transferred: readonly ArrayBuffer[] = [],
  ): Promise<readonly object[]> {
    return new Promise((resolve, reject) => {
      this.waiting.set(message.id, { resolve, reject });
      this.port.postMessage(message, [...transferred]);
    });
  }
}
