import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments, type Arguments } from './arguments.js';
import { BENCHES } from './benches.js';
import { killChildren } from './children.js';
import { Lab } from './lab.js';
import { describeMachine } from './machine.js';
import { Progress } from './progress.js';
import { textOf } from './report.js';
import { isMet, type BenchResult } from './result.js';

const wanted = readOrExit();
const machine = describeMachine();
const folder = await mkdtemp(join(tmpdir(), 'tilsagn-bench-'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => abort());
try {
  const lab = new Lab(wanted.events, folder, new Progress());
  const results: BenchResult[] = [];
  for (const bench of BENCHES)
    if (wanted.only === undefined ? wanted.cluster === (bench.cluster ?? false) : wanted.only === bench.name)
      results.push(await bench.run(lab));
  const { json, cluster } = wanted;
  // What several processes share is not measured over a log of that length.
  const events = cluster ? undefined : wanted.events;
  process.stdout.write(
    json
      ? `${JSON.stringify({ results: results.map((result) => ({ ...result, met: isMet(result) })), machine, events })}\n`
      : textOf(results, machine, events),
  );
} finally {
  clear();
}

function readOrExit(): Arguments {
  try {
    return readArguments(
      process.argv.slice(2),
      BENCHES.map(({ name }) => name),
    );
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(2);
  }
}

function abort(): never {
  clear();
  process.exit(130);
}

function clear(): void {
  killChildren();
  rmSync(folder, { recursive: true, force: true });
}
