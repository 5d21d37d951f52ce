import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import { workerUrl } from '#hosting/worker-url.js';
import { servePgliteWorker } from '#projections/pglite-worker.js';
import { catalogue } from '../catalogue.js';
import { projections } from './projections.js';

/** What the projector's thread is told. */
export interface ProjectorWorkerData {
  readonly logFile: string;
  /** Folder of PGlite's files. */
  readonly folder: string;
}

/** A shorter log is folded as fast without another thread. */
const LONG_LOG = 50_000;

const { logFile, folder } = workerData as ProjectorWorkerData;
const store = withUpcasting(await openSqliteReader({ file: logFile }), catalogue);
await servePgliteWorker({
  store,
  projections,
  folder,
  foldThread: {
    workerFile: workerUrl(import.meta.url, './folding.worker.js'),
    workerData,
    fromEvents: LONG_LOG,
  },
  port: parentPort!,
});
