import { closeForm } from '#event-store/canonical.js';
import { prepare } from '#event-store/prepared.js';
import { EVENTS_TABLE, INSERT_EVENT, WRITER_PRAGMAS } from '#event-store/sqlite/log-file.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Append, SOME_INSTANT, workOf } from './append-work.js';
import type { BenchResult } from './result.js';

/** How much to append. */
export interface AppendBenchOptions {
  /** Durable appends per side and round. */
  readonly appends?: number;
  readonly writers?: number;
  /** The sides take turns this often; the median round counts. */
  readonly rounds?: number;
  /** Where the files go; a temporary folder when left out. It decides which disk is measured. */
  readonly folder?: string;
}

/** Durable appends by many concurrent writers through the adapter ÷ one commit after the other on raw SQLite. */
export async function benchAppend({
  appends = 20_000,
  writers = 64,
  rounds = 5,
  folder = tmpdir(),
}: AppendBenchOptions = {}): Promise<BenchResult> {
  const measured: { raw: number; adapter: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const work = Array.from({ length: writers }, (_, writer) =>
      workOf(round, writer, Math.ceil(appends / writers)),
    );
    const raw = await inFolder(folder, (file) => rawRate(file, work));
    const adapter = await inFolder(folder, (file) => adapterRate(file, work));
    measured.push({ raw, adapter });
  }
  const ordered = measured.toSorted((a, b) => a.adapter / a.raw - b.adapter / b.raw);
  const { raw, adapter } = ordered[Math.floor(rounds / 2)]!;
  return {
    name: 'durable appends, concurrent writers through the adapter ÷ single commits on raw SQLite',
    measured: adapter / raw,
    target: 5,
    comparison: 'at-least',
    unit: 'ratio',
    details: {
      writers,
      appendsPerRound: Math.ceil(appends / writers) * writers,
      rounds,
      storedBytes: stored(workOf(0, 0, 1)[0]!).length,
      adapterPerSecond: Math.round(adapter),
      rawPerSecond: Math.round(raw),
      allRatios: ordered.map((one) => (one.adapter / one.raw).toFixed(2)).join(' '),
    },
  };
}

async function rawRate(file: string, work: readonly (readonly Append[])[]): Promise<number> {
  const rows = interleaved(work).map((append) => ({ ...append, body: stored(append) }));
  const db = new DatabaseSync(file);
  db.exec(WRITER_PRAGMAS);
  db.exec(EVENTS_TABLE);
  const insert = db.prepare(INSERT_EVENT);
  const start = performance.now();
  for (const { stream, revision, event, body } of rows) insert.run(stream, revision, event.type, body);
  const seconds = (performance.now() - start) / 1000;
  db.close();
  return rows.length / seconds;
}

async function adapterRate(file: string, work: readonly (readonly Append[])[]): Promise<number> {
  const store = await openSqliteStore({ file });
  const write = async (appends: readonly Append[]) => {
    for (const { stream, revision, event } of appends)
      await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
  };
  const start = performance.now();
  await Promise.all(work.map(write));
  const seconds = (performance.now() - start) / 1000;
  const count = store.distance('', await store.head());
  await store.close();
  return count / seconds;
}

/** The order in which the writers' appends arrive, as near as can be: each its first, each its second … */
function interleaved(work: readonly (readonly Append[])[]): Append[] {
  return work[0]!.flatMap((_, n) => work.map((appends) => appends[n]!));
}

function stored({ stream, revision, event }: Append): string {
  const [prepared] = prepare(stream, [event]);
  return closeForm(prepared!.form, SOME_INSTANT, revision);
}

async function inFolder(folder: string, measure: (file: string) => Promise<number>): Promise<number> {
  const own = await mkdtemp(join(folder, 'tilsagn-bench-'));
  try {
    return await measure(join(own, 'log.sqlite'));
  } finally {
    await rm(own, { recursive: true });
  }
}
