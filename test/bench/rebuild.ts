import type { Data, Lab } from './lab.js';
import type { RawRebuildOutput } from './raw-rebuild.child.js';
import type { RebuildOutput } from './rebuild.child.js';
import { median, type BenchResult } from './result.js';

const ROUNDS = 3;
const MIB = 2 ** 20;

/** Events/s of a rebuild of all read models ÷ events/s of the raw loop, the sides taking turns in fresh processes. */
export async function rebuildSpeed(lab: Lab): Promise<BenchResult> {
  const data = await lab.data(lab.events);
  const raw: number[] = [];
  const rebuilt: number[] = [];
  const byProcessor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const loop = await lab.run<RawRebuildOutput>('raw loop', './raw-rebuild.child.js', data);
    const whole = await rebuild(lab, data);
    raw.push(data.events / loop.seconds);
    rebuilt.push(data.events / whole.seconds);
    byProcessor.push(loop.processorSeconds / whole.processorSeconds);
  }
  const ratios = rebuilt.map((rate, round) => rate / raw[round]!);
  return {
    name: 'rebuild of all read models, events/s ÷ raw loop: read the log, insert a row per event',
    measured: median(ratios),
    target: 0.4,
    comparison: 'at-least',
    unit: 'ratio',
    details: {
      events: data.events,
      rebuildPerSecond: Math.round(median(rebuilt)),
      rawPerSecond: Math.round(median(raw)),
      ratios: ratios.map((ratio) => ratio.toFixed(2)).join(' '),
      byProcessorTime: byProcessor.map((ratio) => ratio.toFixed(2)).join(' '),
    },
    limitedBy:
      'the one thread that folds the log, and beside it PGlite, which writes all rows and their indexes',
  };
}

/** Peak − idle of such a rebuild ÷ the same over a tenth of the events. */
export async function rebuildMemory(lab: Lab): Promise<BenchResult> {
  const large = await rebuilds(lab, await lab.data(lab.events));
  const small = await rebuilds(lab, await lab.data(lab.events / 10));
  return {
    name: 'memory of that rebuild (peak − idle after start) ÷ over a tenth of the events',
    measured: growthOf(large) / growthOf(small),
    target: 1.2,
    comparison: 'at-most',
    unit: 'ratio',
    details: { ...inMiB('whole', large), ...inMiB('tenth', small) },
    limitedBy: 'the heaps of two threads and the buffers of PGlite, which grow while a rebuild takes longer',
  };
}

/** Runs made before count too: a rebuild of a long log is the dearest thing here. */
async function rebuilds(lab: Lab, data: Data): Promise<readonly RebuildOutput[]> {
  while ((done.get(data)?.length ?? 0) < ROUNDS) await rebuild(lab, data);
  return done.get(data)!;
}

const done = new Map<Data, readonly RebuildOutput[]>();

async function rebuild(lab: Lab, data: Data): Promise<RebuildOutput> {
  const what = `rebuild over ${data.events} events`;
  const run = await lab.run<RebuildOutput>(what, './rebuild.child.js', data);
  done.set(data, [...(done.get(data) ?? []), run]);
  return run;
}

function growthOf(runs: readonly RebuildOutput[]): number {
  return median(runs.map(({ peak, idle }) => peak - idle));
}

function inMiB(name: string, runs: readonly RebuildOutput[]): Record<string, string> {
  const text = (of: (run: RebuildOutput) => number) => runs.map((run) => Math.round(of(run) / MIB)).join(' ');
  return {
    [`${name}IdleMiB`]: text(({ idle }) => idle),
    [`${name}GrowthMiB`]: text(({ peak, idle }) => peak - idle),
  };
}
