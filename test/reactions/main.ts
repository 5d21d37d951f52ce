import { parseArgs } from 'node:util';
import { OrderlyRun } from './orderly-run.js';

const TELL_EVERY_MS = 10_000;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const runs = Number(values.runs);
const first = Number(values.seed);
const orderly = await OrderlyRun.take();
try {
  process.exitCode = (await differingRuns()) === 0 ? 0 : 1;
} finally {
  await orderly.close();
}

/** Does so many runs, names those that ended otherwise and says how far it is; how many did. */
async function differingRuns(): Promise<number> {
  const began = performance.now();
  let told = began;
  let differing = 0;
  for (let run = 0; run < runs; run++) {
    const differences = await orderly.differences(first + run);
    if (differences.length > 0) {
      differing++;
      process.stdout.write(`seed ${first + run}: ${differences.join(', ')}\n`);
    }
    const now = performance.now();
    if (now - told < TELL_EVERY_MS) continue;
    told = now;
    const left = Math.ceil((((now - began) / (run + 1)) * (runs - run - 1)) / 1000);
    process.stderr.write(`${run + 1} of ${runs} runs, ${left} s left\n`);
  }
  process.stdout.write(`${runs - differing} of ${runs} runs came to the end of the orderly one\n`);
  return differing;
}
