import { beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import { ManualClock } from '#hosting/clock.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { HistoricalPilots } from '../application/historical/historical-pilots.js';
import { readBond } from '../application/historical/read-bond.js';
import { pilotEvents } from '../contract/events.js';
import type { HistoricalBond } from '../contract/historical.js';
import { importIndigo } from './import.js';
import type { IndigoReport } from './report.js';

/** A folder with the data set as the Government Outcomes Lab publishes it; it is not part of the project. */
const folder = process.env.TILSAGN_TEST_INDIGO ?? '';
const whenThere = existsSync(folder) ? describe : describe.skip;

whenThere('the published INDIGO data set', () => {
  let report: IndigoReport;
  let bonds: readonly HistoricalBond[];
  beforeAll(async () => {
    ({ report, bonds } = await importIndigo(folder));
  });
  const numbered = (...numbers: number[]) => numbers.map((number) => `outcomemetric${number}`);

  it('has one bond with payments per metric: 13 of its 23 metrics match, 10 differ', () => {
    const metrics = report.metrics.filter(({ project }) => project === 'INDIGO-POJ-0121');
    expect(metrics).toHaveLength(23);
    expect(metrics.filter(({ outcome }) => outcome === 'matched')).toHaveLength(13);
    expect(metrics.filter(({ outcome }) => outcome === 'differs').map(({ metric }) => metric)).toEqual(
      numbered(1, 2, 3, 4, 5, 6, 7, 8, 9, 11),
    );
  });

  it('gives its amounts in pounds: 1 871 540 paid, 1 617 330 computed', () => {
    expect(report.projects.find(({ project }) => project === 'INDIGO-POJ-0121')).toMatchObject({
      outcome: 'differs',
      paid: { amount: 1_871_540_00, currency: 'GBP' },
      computed: { amount: 1_617_330_00, currency: 'GBP' },
      difference: { amount: 254_210_00, currency: 'GBP' },
    });
  });

  it('lets 196 metrics of 10 bonds be computed', () => {
    const computed = report.metrics.filter((metric) => metric.computed !== null);
    expect(computed).toHaveLength(196);
    expect(new Set(computed.map(({ project }) => project)).size).toBe(10);
  });

  it('gives 10 bonds to be registered, each with the rows and digests it was read from', () => {
    expect(bonds).toHaveLength(10);
    const one = bonds.find(({ reference }) => reference === 'INDIGO-POJ-0121')!;
    expect(one).toMatchObject({ outcome: 'differs', computed: { amount: 1_617_330_00, currency: 'GBP' } });
    expect(one.metrics.map(({ terms, achieved }) => terms!.price.amount * achieved!)).toEqual(
      one.metrics.map(({ computed }) => computed!.amount),
    );
    const digests = new Map(report.files.map(({ file, sha256 }) => [file, sha256]));
    for (const { provenance } of bonds)
      for (const { file, sha256 } of provenance) expect(sha256).toBe(digests.get(file));
    const rows = one.provenance.map(({ file, rows: used }) => [file, used.length]);
    expect(rows).toEqual([
      ['projects.csv', 1],
      ['outcome_metrics.csv', 23],
      ['outcome_pricings.csv', 23],
      ['results.csv', 23],
      ['outcome_payments.csv', 23],
    ]);
  });

  it('registers 10 pilots, and nothing when it is read again', async () => {
    const store = openMemoryStore();
    const sealer = new Sealer(pilotEvents, new MemoryKeyStore());
    const pilots = new HistoricalPilots(
      new CommandHandling(store, sealer),
      new ManualClock('2026-01-01T00:00:00Z'),
    );
    const changes = async () => {
      const { bonds: read } = await importIndigo(folder);
      const all = await Promise.all(read.map((bond) => pilots.register(bond)));
      return all.map(({ change }) => change);
    };
    expect(await changes()).toEqual(Array(10).fill('registered'));
    const head = await store.head();
    expect(await changes()).toEqual(Array(10).fill('unchanged'));
    expect(await store.head()).toBe(head);
    await store.close();
  });

  it('comes to bonds that pass the check of what is sent to a server', () => {
    for (const bond of bonds) expect(readBond(JSON.parse(JSON.stringify(bond)))).toMatchObject({ ok: true });
  });

  it('repeats the key of 1 metric, 11 results and 34 payments, and of nothing else', () => {
    const counts: Record<string, number> = {};
    for (const { kind, file } of report.exceptions)
      if (kind === 'repeated-key') counts[file] = (counts[file] ?? 0) + 1;
    expect(counts).toEqual({ 'outcome_metrics.csv': 1, 'results.csv': 11, 'outcome_payments.csv': 34 });
  });

  it('has months that do not exist, a formula for an amount and amounts too exact to be money', () => {
    const reasons = report.exceptions.map(({ reason }) => reason).join('\n');
    for (const reason of [
      '“2018-13” is no year',
      '“=D41-D36” is a formula',
      '“200084.4148982412” is more exact',
    ])
      expect(reasons).toContain(reason);
  });

  it('is accounted for row by row', () => {
    const counts = report.files.map(({ file, read }) => [file, read]);
    expect(counts).toEqual([
      ['projects.csv', 314],
      ['organisations.csv', 1549],
      ['outcome_metrics.csv', 1334],
      ['outcome_pricings.csv', 313],
      ['results.csv', 468],
      ['outcome_payment_plans.csv', 77],
      ['outcome_payments.csv', 2186],
      ['outcome_payment_commitments.csv', 656],
      ['investments.csv', 1066],
      ['service_provisions.csv', 597],
    ]);
    for (const { read, used, refused } of report.files) expect(used + refused).toBe(read);
  });
});
