import { EventStoreDBClient, NO_STREAM } from '@eventstore/db-client';
import { closeForm } from '#event-store/canonical.js';
import { openEventStoreDb } from '#event-store/eventstoredb/eventstoredb-store.js';
import { DoubleProcess } from '#event-store/eventstoredb/testing/double-process.js';
import { prepare } from '#event-store/prepared.js';
import { randomUUID } from 'node:crypto';
import { type Append, workOf } from './append-work.js';
import { type BenchResult, median } from './result.js';

/** How much to append. */
export interface EventStoreDbBenchOptions {
  /** Appends per side and round. */
  readonly appends?: number;
  readonly writers?: number;
  /** The sides take turns this often, after a round that does not count; the median round does. */
  readonly rounds?: number;
}

const CREDENTIALS = { username: 'tilsagn', password: 'tilsagn' };
const MICROSECONDS = 1000;

/** What an append costs this process through the adapter ÷ through the server's own client, both by `Append`. */
export async function benchEventStoreDb({
  appends = 1024,
  writers = 32,
  rounds = 21,
}: EventStoreDbBenchOptions = {}): Promise<BenchResult> {
  const double = await DoubleProcess.start('--commit-ms', '1');
  const client = EventStoreDBClient.connectionString(double.connection);
  const store = await openEventStoreDb({
    connection: double.connection,
    now: () => new Date().toISOString(),
  });
  const throughClient = ({ stream, revision, event }: Append) => {
    const [prepared] = prepare(stream, [event]);
    const data = Buffer.from(closeForm(prepared!.form, event.metadata.occurredAt, revision));
    return () =>
      client.appendToStream(
        `raw-${stream}`,
        {
          id: randomUUID(),
          type: event.type,
          contentType: 'application/octet-stream',
          data,
          metadata: undefined,
        },
        {
          expectedRevision: revision === 0 ? NO_STREAM : BigInt(revision - 1),
          credentials: CREDENTIALS,
          requiresLeader: true,
          deadline: 5000,
        },
      );
  };
  const throughAdapter =
    ({ stream, revision, event }: Append) =>
    () =>
      store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
  try {
    const measured: { raw: Cost; adapter: Cost }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const work = Array.from({ length: writers }, (_, writer) =>
        workOf(round, writer, Math.ceil(appends / writers)),
      );
      const plain = () => costOf(work.map((all) => all.map(throughClient)));
      const adapted = () => costOf(work.map((all) => all.map(throughAdapter)));
      // Neither side always has to clear away after the other.
      const first = round % 2 === 0 ? await plain() : await adapted();
      const second = round % 2 === 0 ? await adapted() : await plain();
      const [raw, adapter] = round % 2 === 0 ? [first, second] : [second, first];
      if (round > 0) measured.push({ raw, adapter });
    }
    const ratios = measured.map(({ raw, adapter }) => adapter.cpu / raw.cpu);
    const middle = measured[ratios.indexOf(median(ratios))]!;
    return {
      name: 'CPU of this process per append to EventStoreDB, adapter ÷ raw client (Append), server a double',
      measured: median(ratios),
      target: 1.3,
      comparison: 'at-most',
      unit: 'ratio',
      details: {
        writers,
        appendsPerRound: Math.ceil(appends / writers) * writers,
        rounds,
        adapterMicroseconds: Math.round(middle.adapter.cpu),
        rawMicroseconds: Math.round(middle.raw.cpu),
        adapterPerSecond: Math.round(middle.adapter.rate),
        rawPerSecond: Math.round(middle.raw.rate),
        allRatios: ratios.map((ratio) => ratio.toFixed(2)).join(' '),
      },
      limitedBy: 'the canonical form of an event and the digest of its bytes, beside what the client does',
    };
  } finally {
    await store.close();
    await client.dispose();
    await double.end();
  }
}

/** What appends cost, each. */
interface Cost {
  /** Microseconds of CPU. */
  readonly cpu: number;
  readonly rate: number;
}

async function costOf(work: readonly (readonly (() => Promise<unknown>)[])[]): Promise<Cost> {
  const count = work.reduce((sum, { length }) => sum + length, 0);
  const start = performance.now();
  const before = process.cpuUsage();
  await Promise.all(
    work.map(async (appends) => {
      for (const append of appends) await append();
    }),
  );
  const { user, system } = process.cpuUsage(before);
  const rate = count / ((performance.now() - start) / MICROSECONDS);
  return { cpu: (user + system) / count, rate };
}
