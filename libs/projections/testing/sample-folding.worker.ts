import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import { serveFolding } from '../fold-worker.js';
import { sampleProjections } from './sample.js';

const { file } = workerData as { readonly file: string };
if (!parentPort) throw new Error('this file runs in a worker thread');
serveFolding({ store: await openSqliteReader({ file }), projections: sampleProjections, port: parentPort });
