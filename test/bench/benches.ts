import { bigCases } from './big-cases.js';
import { historyQuery } from './history.js';
import type { Lab } from './lab.js';
import { rebuildMemory, rebuildSpeed } from './rebuild.js';
import type { BenchResult } from './result.js';
import { eventLoopDelay, submitSpeed } from './submit.js';

/** One line of the report. */
export interface Bench {
  readonly name: string;
  /** Of several processes and stores they share; run where that is asked for. */
  readonly cluster?: true;
  run(lab: Lab): Promise<BenchResult>;
}

/** All benches in the order they run. */
export const BENCHES: readonly Bench[] = [
  { name: 'append', run: (lab) => lab.run('durable appends', './append.child.js', {}) },
  { name: 'rebuild', run: rebuildSpeed },
  { name: 'memory', run: rebuildMemory },
  { name: 'history', run: historyQuery },
  { name: 'submit', run: submitSpeed },
  { name: 'delay', run: eventLoopDelay },
  { name: 'big-cases', run: bigCases },
  {
    name: 'eventstoredb',
    cluster: true,
    run: (lab) => lab.run('appends to an EventStoreDB', './eventstoredb.child.js', {}),
  },
];
