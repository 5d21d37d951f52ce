import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { KeptRunning } from '#test/support/kept-running.js';
import { type Block, blocksOf } from '#test/support/page-blocks.js';
import { Shell, type Variables } from '#test/support/shell.js';
import { trusting, type Ask } from '../oidc/https.js';
import { unpackKeycloak } from './at-hand.js';

/** A Keycloak on this machine, started as the README does it. */
export interface Keycloak {
  /** `https://…`, without a slash at its end. */
  readonly url: string;
  /** Where its administrators are let in without a certificate. */
  readonly adminUrl: string;
  /** PEM file of the certificate it has. */
  readonly ca: string;
  /** Asks it, trusting that certificate. */
  readonly ask: Ask;
  /** The person's home folder in which it lies, as the shells of the README see it. */
  readonly home: Variables;
  end(): Promise<void>;
}

const STARTS = 'kc.sh start-dev';
const LOOK_AGAIN_MS = 50;
/** Ports are the system's to choose, and its health is told on this machine only. */
const OPTIONS = [
  '--http-port=0 --https-port=0',
  '--health-enabled=true --http-management-port=0 --http-management-host=127.0.0.1 --http-management-scheme=http',
].join(' ');
/** Code that is compiled quickly runs slower, which pays only where a server is to stay. */
const QUICK = '-XX:TieredStopAtLevel=1';

/** The blocks of the README that bring one from nothing to a login, after those that start Keycloak. */
export function loginBlocks(): readonly Block[] {
  const blocks = blocksOf('README.md', 'Keycloak');
  return blocks.slice(startOf(blocks) + 1);
}

/** Starts one in a home folder of its own, and waits until it says that it is well. */
export async function startKeycloak(): Promise<Keycloak> {
  const folder = temporaryFolder();
  const home = { HOME: folder.path, KC_OPTS: `-Duser.home=${folder.path} ${QUICK}` };
  let running: KeptRunning | undefined;
  const end = async () => {
    await running?.end();
    folder.remove();
  };
  try {
    unpackKeycloak(folder.path);
    const blocks = blocksOf('README.md', 'Keycloak');
    const start = startOf(blocks);
    await prepare(blocks.slice(0, start), home);
    running = KeptRunning.start(`${blocks[start]!.commands.trimEnd()} ${OPTIONS}`, {
      ...home,
      JAVA_OPTS_APPEND: QUICK,
    });
    const [, adminUrl, url] = await running.untilSays(/Listening on: (http:\S+) and (https:\S+)\. /);
    const [, management] = await running.untilSays(/Management interface listening on (http:\S+)\.\n/);
    await healthy(management!);
    const ca = join(folder.path, 'keycloak/conf/server.pem');
    return { url: url!, adminUrl: adminUrl!, ca, ask: trusting(readFileSync(ca, 'utf8')), home, end };
  } catch (error) {
    await end();
    throw error;
  }
}

function startOf(blocks: readonly Block[]): number {
  const start = blocks.findIndex(({ commands }) => commands.includes(STARTS));
  if (start < 0) throw new Error(`README.md starts no Keycloak by ${STARTS}`);
  return start;
}

async function prepare(blocks: readonly Block[], home: Variables): Promise<void> {
  let said = '';
  const shell = new Shell(home, (text) => (said += text));
  try {
    for (const { commands } of blocks)
      if ((await shell.run(`${commands}echo $?`)).trim() !== '0') throw new Error(said);
  } finally {
    await shell.close();
  }
}

async function healthy(management: string): Promise<void> {
  while (!(await fetch(`${management}/health/ready`)).ok) await setTimeout(LOOK_AGAIN_MS);
}
