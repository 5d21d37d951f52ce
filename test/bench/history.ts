import type { HistoryInput, HistoryOutput } from './history.child.js';
import type { Lab } from './lab.js';
import type { BenchResult } from './result.js';

const QUERIES = 4000;
/** Few cases open at a time, so that the short log too consists of whole cases, as long as those of the long one. */
const EVENTS_PER_OPEN_CASE = 80;
/** In a shorter log hardly a case has come to its end. */
const LEAST_EVENTS = 2000;

/** p99 of a case history query at the whole log ÷ at a hundredth of it. */
export async function historyQuery(lab: Lab): Promise<BenchResult> {
  const hundredth = Math.max(lab.events / 100, LEAST_EVENTS);
  const data = [
    await lab.data(lab.events),
    await lab.data(hundredth, Math.ceil(hundredth / EVENTS_PER_OPEN_CASE)),
  ];
  const input: HistoryInput = { folders: data.map(({ folder }) => folder), queries: QUERIES };
  const asked = await lab.run<[HistoryOutput, HistoryOutput]>(
    'queries of case histories',
    './history.child.js',
    input,
  );
  const [large, small] = asked;
  return {
    name: 'case history query, p99 ÷ p99 with a hundredth of the events',
    measured: large.p99 / small.p99,
    target: 1.5,
    comparison: 'at-most',
    unit: 'ratio',
    details: {
      queries: QUERIES,
      ...timesOf('whole', large),
      ...timesOf('hundredth', small),
    },
    limitedBy: 'rows and log pages of random old cases, which a longer log keeps further from the caches',
  };
}

function timesOf(name: string, { p50, p99, cases, entriesOnAverage }: HistoryOutput) {
  return {
    [`${name}Cases`]: cases,
    [`${name}P50Ms`]: p50.toFixed(2),
    [`${name}P99Ms`]: p99.toFixed(2),
    [`${name}EntriesPerCase`]: entriesOnAverage.toFixed(1),
  };
}
