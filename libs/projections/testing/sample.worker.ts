import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import { workerUrl } from '#hosting/worker-url.js';
import { servePgliteWorker } from '../pglite-worker.js';
import { sampleProjections } from './sample.js';

const { folder, file } = workerData as { readonly folder: string; readonly file: string };
if (!parentPort) throw new Error('this file runs in a worker thread');
await servePgliteWorker({
  folder,
  store: await openSqliteReader({ file }),
  projections: sampleProjections,
  foldThread: {
    workerFile: workerUrl(import.meta.url, './sample-folding.worker.js'),
    workerData: { file },
    fromEvents: 1,
  },
  port: parentPort,
});
