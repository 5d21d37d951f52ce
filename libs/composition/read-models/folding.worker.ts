import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import { serveFolding } from '#projections/fold-worker.js';
import { catalogue } from '../catalogue.js';
import { projections } from './projections.js';
import type { ProjectorWorkerData } from './projector.worker.js';

/** The thread that folds a long log while the projector's thread writes to PGlite. */
const { logFile } = workerData as ProjectorWorkerData;
const store = withUpcasting(await openSqliteReader({ file: logFile }), catalogue);
serveFolding({ store, projections, port: parentPort! });
