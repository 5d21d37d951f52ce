import type { ServerInput, ServerOutput } from './http/server.child.js';
import type { Lab } from './lab.js';
import { median, type BenchResult } from './result.js';

const LOAD = { connections: 16, perRound: 4000, rounds: 3, watched: 8000 };

/** Submissions/s over HTTP ÷ commands/s of a route with the same guard and DTO and nothing behind it but an append. */
export async function submitSpeed(lab: Lab): Promise<BenchResult> {
  const { rounds } = await measured(lab);
  const rate = (seconds: number) => LOAD.perRound / seconds;
  const ratios = rounds.map(({ submit, bare }) => bare.seconds / submit.seconds);
  return {
    name: 'submit-application over HTTP, commands/s ÷ a route with the same guard and DTO that ends in one append',
    measured: median(ratios),
    target: 0.6,
    comparison: 'at-least',
    unit: 'ratio',
    details: {
      connections: LOAD.connections,
      commandsPerRound: LOAD.perRound,
      submitPerSecond: Math.round(median(rounds.map(({ submit }) => rate(submit.seconds)))),
      barePerSecond: Math.round(median(rounds.map(({ bare }) => rate(bare.seconds)))),
      submitP99Ms: Math.round(median(rounds.map(({ submit }) => submit.latencyP99))),
      submitThreadMicros: Math.round(median(rounds.map(({ submit }) => submit.threadMicros))),
      bareThreadMicros: Math.round(median(rounds.map(({ bare }) => bare.threadMicros))),
      ratios: ratios.map((ratio) => ratio.toFixed(2)).join(' '),
    },
    limitedBy: 'the one thread of HTTP: it opens the draft, judges it and seals five personal fields',
  };
}

/** How late the event loop of the HTTP thread comes during such submissions and a rebuild. */
export async function eventLoopDelay(lab: Lab): Promise<BenchResult> {
  const { watched } = await measured(lab);
  const { load, delayP50, delayP99, delayMax, looks, rebuilds } = watched;
  return {
    name: 'event-loop delay of the HTTP thread during that load and a rebuild, p99',
    measured: delayP99,
    target: 20,
    comparison: 'at-most',
    unit: 'ms',
    details: {
      submissions: LOAD.watched,
      perSecond: Math.round(LOAD.watched / load.seconds),
      p50Ms: delayP50.toFixed(1),
      maxMs: delayMax.toFixed(1),
      looks,
      rebuildsBegun: rebuilds,
    },
    limitedBy: 'the cores: HTTP, log writer, projector and the load itself share them',
  };
}

let run: Promise<ServerOutput> | undefined;

/** Both come out of one run of the server, on a tenth of the events. */
function measured(lab: Lab): Promise<ServerOutput> {
  run ??= (async () => {
    const { folder } = await lab.data(lab.events / 10);
    const input: ServerInput = { folder, ...LOAD };
    return lab.run<ServerOutput>('submissions over HTTP', './http/server.child.js', input);
  })();
  return run;
}
