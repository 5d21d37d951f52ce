import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { GivingReport } from '#apps/cli/import-giving-report.js';
import { called } from '#apps/cli/testing/called.js';
import { throughGateways } from '#apps/demo/gateways/run.js';
import { withSystem } from '#composition/with-system.js';
import { openGivingFile } from '#giving/giving-file.js';
import { readConfig } from '#hosting/config.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { workerUrl } from '#hosting/worker-url.js';
import { surveyOf } from '#importing/survey.js';
import { soundRecord } from '#importing/testing/odd-records.js';
import { TEST_POSTGRES } from '#postgres/testing/test-postgres.js';
import { caseIn, castOf, type Cast, openRichScheme } from '#test/support/case-states.js';
import { PeopleOfGateways, sharedStoresAtHand } from '#test/support/shared-services.js';
import { TODAY } from '#test/support/system.js';
import type { Member } from './cluster.js';
import type { Environment } from './program.js';

const suite = (await sharedStoresAtHand()) ? describe : describe.skip;

/** The first time a server is fetched. */
const FETCHED_MS = 900_000;

/** What the read models show, as hashes without times and places in the log. */
function resultsIn(env: Environment) {
  return withSystem(readConfig(env), createLogger('silent'), async ({ readModels }) =>
    (await readModels.status({ hashes: true })).map(({ name, resultHash }) => ({ name, resultHash })),
  );
}

interface Ready {
  readonly gateways: readonly string[];
  readonly members: readonly Member[];
  readonly env: Environment;
  readonly folder: string;
}

suite('npm run cluster', () => {
  let program: ChildProcessByStdio<Writable, Readable, null>;
  let lines: AsyncIterator<string>;
  let cluster: Ready;
  let cast: Cast;
  let callId: string;

  const said = async <Line>() => JSON.parse((await lines.next()).value as string) as Line;
  const pidOf = (name: string) => cluster.members.find((member) => member.name === name)!.pid;
  const payoutsOf = async (id: string) => {
    const { body } = await cast.finance.get<{ items: { status: string }[] }>(`/v1/payouts?case=${id}`);
    return body.items.map(({ status }) => status);
  };

  beforeAll(async () => {
    const main = fileURLToPath(workerUrl(import.meta.url, './main.js'));
    const args = ['--json', '--postgres', TEST_POSTGRES, '--now', `${TODAY}T11:00:00Z`];
    program = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    lines = createInterface(program.stdout)[Symbol.asyncIterator]();
    cluster = await said<Ready>();
  }, FETCHED_MS);
  afterAll(() => void program?.kill('SIGKILL'));

  it('takes grants through the importer as one process does, once', async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'grants.json');
    const grants = ['a', 'b', 'c'].map((id, at) => ({ ...soundRecord(id), amountAwarded: at * 15_000 }));
    writeFileSync(file, JSON.stringify({ grants }));
    const imported = async (env: Environment) => {
      const { code, stdout, stderr } = await called(['import', '360giving', file, '--json'], env);
      if (code !== 0) throw new Error(stderr);
      const { landed, onRecord } = JSON.parse(stdout) as GivingReport;
      return { landed, onRecord };
    };
    const own = { TILSAGN_DATA: join(folder.path, 'data'), TILSAGN_NOW: cluster.env['TILSAGN_NOW']! };
    const [first, again] = [await imported(cluster.env), await imported(cluster.env)];
    expect([first, again]).toEqual([
      { landed: 3, onRecord: 0 },
      { landed: 0, onRecord: 3 },
    ]);
    expect(await imported(own)).toEqual(first);
    const later = { ...own, TILSAGN_NOW: `${TODAY}T12:00:00Z` };
    expect(await resultsIn(cluster.env)).toEqual(await resultsIn(later));
    folder.remove();
  });

  it('takes grants over HTTP through its gateways in turn, with the sums of the file', async () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'grants.json');
    const grants = [0, 15_000, 30_000].map((amountAwarded, at) => ({
      ...soundRecord(`360G-${at}`),
      amountAwarded,
      ...(at === 2 && { amountDisbursed: 10_000 }),
    }));
    writeFileSync(file, JSON.stringify({ grants }));
    const { records } = await openGivingFile(file);
    const result = await throughGateways(
      { records, survey: await surveyOf(records()) },
      {
        urls: cluster.gateways,
        folder: cluster.env['TILSAGN_DATA']!,
        today: TODAY,
        interrupted: new AbortController().signal,
        begins: () => ({ advance: () => undefined, stop: () => undefined }),
      },
    );
    const GBP = (amount: number) => [{ currency: 'GBP', amount }];
    expect(result).toMatchObject({ read: 3, grants: 3, refusals: [] });
    expect([result.awarded, result.paid]).toEqual([GBP(4_500_000), GBP(2_500_000)]);
    expect(result.told).toEqual({ awarded: result.awarded, paid: result.paid });
    expect(Object.keys(result.answers)).toEqual(cluster.gateways);
    for (const answers of Object.values(result.answers)) expect(answers).toBeGreaterThan(10);
    folder.remove();
  });

  it('starts the services in processes of their own, which take a case from application to payout', async () => {
    const people = new PeopleOfGateways(cluster.gateways, cluster.env);
    cast = await castOf(people);
    callId = await openRichScheme(cast, 'shared');
    expect(cluster.members.map(({ name }) => name).toSorted()).toEqual([
      'attachments',
      'gateway-1',
      'gateway-2',
      'log',
      'processes-1',
      'projector-1',
    ]);
    expect(new Set(cluster.members.map(({ pid }) => pid)).size).toBe(6);
    const { id } = await caseIn('paid', cast, callId);
    expect(await payoutsOf(id)).toEqual(['settled']);
  });

  it('says which one has ended, and starts it again when it is asked to, at its address', async () => {
    process.kill(pidOf('gateway-2'), 'SIGKILL');
    expect(await said()).toEqual({ said: 'ended', name: 'gateway-2', how: 'signal SIGKILL' });
    program.stdin.write('start gateway-2\n');
    const url = cluster.gateways.find(
      (each) => cluster.members.find((of) => of.url === each)?.name === 'gateway-2',
    );
    expect(await said()).toMatchObject({ said: 'started', name: 'gateway-2', url });
    const { id } = await caseIn('notified', cast, callId);
    expect(await payoutsOf(id)).toEqual([]);
  });

  it('leaves nothing behind when it ends, and says by its exit code that something ended by itself', async () => {
    program.kill('SIGTERM');
    expect(await once(program, 'exit')).toEqual([1, null]);
    for (const { pid } of cluster.members) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(existsSync(cluster.folder)).toBe(false);
    const client = new Client({ connectionString: TEST_POSTGRES });
    await client.connect();
    const { pathname } = new URL(cluster.env['TILSAGN_STORES']!);
    const { rows } = await client.query('SELECT FROM pg_database WHERE datname = $1', [pathname.slice(1)]);
    await client.end();
    expect(rows).toEqual([]);
  });
});
