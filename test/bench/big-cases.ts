import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BigCasesInput, BigCasesOutput } from './big-cases/data.child.js';
import type { BigServerInput, BigServerOutput, RoundOutput } from './big-cases/server.child.js';
import type { Lab } from './lab.js';
import { median, type BenchResult } from './result.js';

const ROUNDS = 5;
const SECONDS = 12;
/** An approval each second; the small side has a round more. */
const WAITING = (ROUNDS + 1) * SECONDS;
const BIG = {
  applications: 20_000,
  reservations: 100_000,
  events: 2000,
  longCases: ROUNDS,
  waiting: WAITING,
};
const SMALL = { applications: 10, reservations: 10, events: 10, longCases: ROUNDS + 1, waiting: WAITING };

/** How late the event loop comes while big cases, budgets and calls are read and acted on ÷ the same of small ones. */
export async function bigCases(lab: Lab): Promise<BenchResult> {
  const folder = join(lab.folder, 'big-cases');
  await mkdir(folder, { mode: 0o700 });
  const data: BigCasesInput = { folder, big: BIG, small: SMALL };
  const { events, ...sides } = await lab.run<BigCasesOutput>(
    'making a call of 20 000 applications and its read models',
    './big-cases/data.child.js',
    data,
  );
  const input: BigServerInput = { folder, ...sides, rounds: ROUNDS, seconds: SECONDS };
  const { big, small, warmUp } = await lab.run<BigServerOutput>(
    'requests about small cases and big ones',
    './big-cases/server.child.js',
    input,
  );
  return {
    name: 'event-loop delay with a case of 2 000 events, 100 000 reservations, 20 000 applications, p99.9 ÷ with small ones',
    measured: late(big) / late(small),
    target: 3,
    comparison: 'at-most',
    unit: 'ratio',
    details: {
      events,
      rounds: ROUNDS,
      secondsPerRound: SECONDS,
      ...countsOf('big', big),
      ...countsOf('small', small),
      warmUpMaxMs: warmUp.max.toFixed(1),
      warmUpHeldMs: warmUp.longestHeld.toFixed(1),
    },
    limitedBy: 'the longest piece of work that is done in one go on the thread of HTTP',
  };
}

/** Of the middle round: whatever else the machine does comes in bursts. */
function late(rounds: readonly RoundOutput[]): number {
  return median(rounds.map(({ lateness }) => lateness.p999));
}

function countsOf(name: string, rounds: readonly RoundOutput[]) {
  const each = (number: (round: RoundOutput) => number) =>
    rounds.map((round) => number(round).toFixed(1)).join(' ');
  const others = rounds.flatMap(({ answers }) =>
    Object.entries(answers.others).map(([what, times]) => `${what} ×${times}`),
  );
  return {
    [`${name}P99Ms`]: each(({ lateness }) => lateness.p99),
    [`${name}P999Ms`]: each(({ lateness }) => lateness.p999),
    [`${name}MaxMs`]: each(({ lateness }) => lateness.max),
    [`${name}HeldMs`]: each(({ lateness }) => lateness.longestHeld),
    [`${name}LatencyP99Ms`]: each(({ answers }) => answers.latencyP99),
    ...(others.length > 0 && { [`${name}OtherAnswers`]: others.join(' ') }),
  };
}
