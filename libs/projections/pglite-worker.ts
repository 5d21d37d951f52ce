import type { MessagePort } from 'node:worker_threads';
import type { EventStore } from '#event-store/port.js';
import type { FoldThreadOptions } from './fold-thread.js';
import { sent, type Answer, type Call } from './messages.js';
import { startPglite } from './pglite.js';
import type { Projection } from './projection.js';
import type { ReadModels } from './read-models.js';

/** What an app's worker file gives. */
export interface PgliteWorkerOptions {
  readonly folder: string;
  /** A log connection of this thread's own, events upcast; closed by the worker. */
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  /** Where rebuilds fold a long log; in this thread when left out. */
  readonly foldThread?: FoldThreadOptions;
  /** `parentPort` of the worker. */
  readonly port: MessagePort;
}

/** Runs the projections in this worker thread and answers what `startPgliteWorker` asks. */
export async function servePgliteWorker({ port, store, ...options }: PgliteWorkerOptions): Promise<void> {
  const say = (answer: Answer) => port.postMessage(answer);
  const onDoubt = (error: unknown) => say({ kind: 'broken', error: sent(error) });
  let readModels: ReadModels;
  try {
    readModels = await startPglite({
      ...options,
      store,
      onError: (error) => say({ kind: 'outage', error: sent(error) }),
      onProgress: (progress) => say({ kind: 'progress', id: undefined, progress }),
      onPaused: (paused) => say({ kind: 'paused', paused }),
      onPauses: (projection, keys) => say({ kind: 'pauses', projection, keys }),
      onDoubt,
    });
  } catch (error) {
    return onDoubt(error);
  }
  port.on('message', (call: Call) => {
    const close = async () => {
      await readModels.close();
      await store.close();
    };
    (call.method === 'close' ? close() : carryOut(readModels, call, say)).then(
      (result) => say({ kind: 'result', id: call.id, result }),
      (error: unknown) => say({ kind: 'failed', id: call.id, error: sent(error) }),
    );
  });
  say({ kind: 'started' });
}

function carryOut(
  readModels: ReadModels,
  call: Exclude<Call, { readonly method: 'close' }>,
  say: (answer: Answer) => void,
): Promise<unknown> {
  switch (call.method) {
    case 'query':
      return readModels.query(...call.parameters);
    case 'waitFor':
      return readModels.waitFor(...call.parameters);
    case 'status':
      return readModels.status(...call.parameters);
    case 'rebuild':
      return readModels.rebuild(call.parameters[0], (progress) =>
        say({ kind: 'progress', id: call.id, progress }),
      );
    case 'resume':
      return readModels.resume(...call.parameters);
    case 'pausedKeys':
      return readModels.pausedKeys(...call.parameters);
  }
}
