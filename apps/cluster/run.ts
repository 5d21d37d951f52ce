import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { forTheOperator } from '#composition/for-the-operator.js';
import { versionOf } from '#hosting/version.js';
import { interruption } from '#terminal/interruption.js';
import { forgiveClosedPipe, print, printJson, say } from '#terminal/output.js';
import { messageOf } from '#text/thrown.js';
import { type ClusterArguments, readArguments, USAGE, WrongUsage } from './arguments.js';
import { Cluster, type Member } from './cluster.js';
import type { Environment } from './program.js';

const AS_ASKED = 0;
const FAILED = 1;
const WRONG = 2;

/** Runs a cluster until a signal comes; answers the exit code. What goes wrong is said in a line. */
export async function run(argv: readonly string[]): Promise<number> {
  forgiveClosedPipe();
  try {
    const asked = readArguments(argv);
    if (asked.help || asked.version) {
      print(asked.help ? USAGE : versionOf());
      return AS_ASKED;
    }
    return await ran(asked);
  } catch (error) {
    say(forTheOperator(error) ?? messageOf(error));
    return error instanceof WrongUsage ? WRONG : FAILED;
  }
}

async function ran(asked: ClusterArguments): Promise<number> {
  const interrupted = interruption();
  const tell = tellerOf(asked);
  let faults = 0;
  const cluster = await Cluster.start({
    postgres: asked.postgres,
    keep: asked.keep,
    services: { gateway: asked.gateways, projector: asked.projectors, processes: asked.processes },
    env: { TILSAGN_LOG_LEVEL: 'warn', ...(asked.now !== undefined && { TILSAGN_NOW: asked.now }) },
    onEnd: (name, how) => {
      faults++;
      tell.ended(name, how);
    },
  });
  try {
    if (asked.env !== undefined) await writeFile(asked.env, variables(cluster.env), { mode: 0o600 });
    tell.ready(cluster);
    const input = createInterface(process.stdin).on('line', (line) => void started(line, cluster, tell));
    if (!interrupted.aborted) await once(interrupted, 'abort');
    input.close();
    process.stdin.unref?.();
  } finally {
    for (const fault of await cluster.close()) {
      faults++;
      say(fault);
    }
    if (asked.env !== undefined) await rm(asked.env, { force: true });
  }
  if (asked.keep) say(`kept: ${cluster.databases.join(', ')}`);
  return faults === 0 ? AS_ASKED : FAILED;
}

/** What is said while it runs. */
interface Teller {
  ready(cluster: Cluster): void;
  started(member: Member): void;
  ended(name: string, how: string): void;
}

function tellerOf({ json }: ClusterArguments): Teller {
  if (json)
    return {
      ready: ({ gateways, members, env, folder }) =>
        printJson({ said: 'ready', gateways, members, env, folder }),
      started: (member) => printJson({ said: 'started', ...member }),
      ended: (name, how) => printJson({ said: 'ended', name, how }),
    };
  const line = ({ name, url, pid }: Member) => `${name.padEnd(12)} ${url}  (pid ${pid})`;
  return {
    ready({ gateways, members, env, folder }) {
      print(`${'stores'.padEnd(12)} ${env['TILSAGN_STORES']}`);
      for (const member of members) print(line(member));
      print(`${'logs'.padEnd(12)} ${folder}`);
      print(`ready ${gateways.join(' ')}`);
    },
    started: (member) => print(`started ${line(member)}`),
    ended: (name, how) => print(`${name} has ended: ${how}. "start ${name}" starts it again`),
  };
}

async function started(line: string, cluster: Cluster, tell: Teller): Promise<void> {
  const [word, name = ''] = line.trim().split(/\s+/);
  if (word === '') return;
  try {
    if (word !== 'start') throw new Error('it knows "start NAME"');
    tell.started(await cluster.startService(name));
  } catch (error) {
    say(messageOf(error));
  }
}

/** As a shell reads them. */
function variables(env: Environment): string {
  return Object.entries(env)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join('');
}
