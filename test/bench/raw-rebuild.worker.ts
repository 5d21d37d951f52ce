import { parentPort, workerData } from 'node:worker_threads';
import { caseHistory, caseHistoryProjection } from '#grants/read-models/case-history.js';
import { START } from '#event-store/port.js';
import { openForReading } from '#event-store/sqlite/log-file.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { createTables } from '#projections/generations.js';
import { Model } from '#projections/model.js';
import { openPglite } from '#projections/pglite-database.js';
import { copied } from '#projections/statements.js';

/** The log to read and an empty folder for PGlite. */
export interface RawRebuildWorkerData {
  readonly logFile: string;
  readonly folder: string;
}

/** Events of a page and rows of a statement, as many as in the engine's rebuild. */
const BATCH = 2000;

/** To the parent: how many rows were inserted; at last how long it took, by the clock and by the processor. */
export interface RawRebuildSays {
  readonly rows: number;
  readonly took?: { readonly seconds: number; readonly processorSeconds: number };
}

/**
 * The least a rebuild can do: reads the log in pages and inserts a row per event, with the columns, key, batch size,
 * database settings and way of inserting (COPY) of the engine's history table.
 */
const { logFile, folder } = workerData as RawRebuildWorkerData;
const database = await openPglite({ folder, schema: 'raw' });
const model = new Model(caseHistoryProjection, 1, START, true);
await createTables(database, [model]);
const { shape, physical } = model.tables.get(caseHistory)!;
const log = openForReading(logFile);
const page = log.prepare('SELECT position, body FROM events WHERE position > ? ORDER BY position LIMIT ?');
page.setReturnArrays(true);

const start = performance.now();
const processor = process.cpuUsage();
let rows = 0;
let numbered = 0;
for (let after = 0; ;) {
  const found = page.all(after, BATCH) as unknown as [number, string][];
  if (found.length === 0) break;
  after = found.at(-1)![0];
  const batch = found.map(([, body]) => {
    const { stream, revision, type, metadata } = JSON.parse(body) as RecordedEvent;
    return { case_id: metadata.caseId ?? '', number: ++numbered, stream, revision, type };
  });
  await database.transaction((session) => session.execute(copied(physical, shape, batch)));
  rows += batch.length;
  say({ rows });
}
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(processor);
log.close();
await database.close();
say({ rows, took: { seconds, processorSeconds: (user + system) / 1e6 } });

function say(said: RawRebuildSays): void {
  parentPort!.postMessage(said);
}
