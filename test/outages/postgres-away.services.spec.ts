import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { end, start } from '#apps/cli/testing/processes.js';
import { readLock } from '#hosting/data-folder.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { type Line, startLine } from '#postgres/testing/line.js';
import { reachesPostgres, TEST_POSTGRES } from '#postgres/testing/test-postgres.js';
import { caseOfEverything, filled, routesOf } from '#test/support/api-routes.js';
import { castOf } from '#test/support/case-states.js';
import { pilotCastOf } from '#test/support/pilot-cast.js';
import { pilotOfEverything } from '#test/support/pilot-states.js';
import { type Person, startSystem, type System } from '#test/support/system.js';

const suite = (await reachesPostgres()) ? describe : describe.skip;

/** Readers at once. */
const READERS = 8;

suite('while PostgreSQL is away', () => {
  const database = `away_${randomBytes(6).toString('hex')}`;
  let line: Line;
  let system: System;
  let auditor: Person;
  let paths: string[];

  beforeAll(async () => {
    await administer(`CREATE DATABASE ${database}`);
    line = await startLine(new URL(`/${database}`, TEST_POSTGRES).href);
    system = await startSystem({ TILSAGN_READ_MODELS: line.url });
    const cast = await castOf(system);
    const pilots = await pilotOfEverything(await pilotCastOf(system), 'away-pilots');
    const ids = { ...pilots, ...(await caseOfEverything(cast, 'away')), pilots: pilots['pilots']! };
    auditor = cast.auditor;
    paths = (await routesOf(system))
      .filter(({ method }) => method === 'GET')
      .map(({ path }) => filled(path, ids));
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
    await line.cut();
    await administer(`DROP DATABASE ${database} WITH (FORCE)`);
  });

  /** Asks for everything, several at once, so many times; how each was answered. */
  async function load(
    rounds: number,
  ): Promise<{ path: string; status: number; retryAfter: string | null }[]> {
    const waiting = Array.from({ length: rounds }, () => paths).flat();
    const answers: { path: string; status: number; retryAfter: string | null }[] = [];
    const reader = async () => {
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        const answer = await auditor.send(path, {});
        answers.push({ path, status: answer.status, retryAfter: answer.headers.get('retry-after') });
      }
    };
    await Promise.all(Array.from({ length: READERS }, reader));
    return answers;
  }

  const failed = (answers: Awaited<ReturnType<typeof load>>) =>
    answers.filter(({ status, retryAfter }) => status >= 500 && !(status === 503 && retryAfter !== null));

  it('every question is answered, or asked to be asked again, and all is well once it is back', async () => {
    const before = await load(1);
    expect(before.filter(({ status }) => status >= 500)).toEqual([]);
    const cut = setTimeout(20).then(() => line.cut());
    const during = await load(4);
    await cut;
    during.push(...(await load(1)));
    expect(failed(during)).toEqual([]);
    expect(during.map(({ status }) => status)).toContain(503);
    expect((await fetch(`${system.url}/health/ready`)).status).toBe(503);
    await line.mend();
    const back = await load(4);
    expect(failed(back)).toEqual([]);
    while (!(await fetch(`${system.url}/health/ready`)).ok) await setTimeout(20);
    expect((await load(1)).filter(({ status }) => status >= 500)).toEqual([]);
  });
});

suite('a server that starts while PostgreSQL is away', () => {
  it('answers how it is, and says ready once it can serve', async () => {
    const database = `late_${randomBytes(6).toString('hex')}`;
    await administer(`CREATE DATABASE ${database}`);
    const line = await startLine(new URL(`/${database}`, TEST_POSTGRES).href);
    await line.cut();
    const folder = temporaryFolder();
    const server = start('standalone', [], {
      TILSAGN_DATA: folder.path,
      TILSAGN_PORT: '0',
      TILSAGN_LOG_LEVEL: 'silent',
      TILSAGN_READ_MODELS: line.url,
    });
    const said: string[] = [];
    server.stdout!.setEncoding('utf8').on('data', (text: string) => said.push(text));
    try {
      let url: string | undefined;
      while (url === undefined) {
        await setTimeout(20);
        url = (await readLock(folder.path))?.url;
      }
      const health = await fetch(`${url}/health/ready`);
      expect([health.status, await health.json(), said]).toEqual([
        503,
        expect.objectContaining({ missing: ['read-models'] }),
        [],
      ]);
      await line.mend();
      while (said.length === 0) await setTimeout(20);
      expect(said.join('')).toBe(`ready ${url}\n`);
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    } finally {
      await end(server, 'SIGTERM');
      folder.remove();
      await line.cut();
      await administer(`DROP DATABASE ${database} WITH (FORCE)`);
    }
  });
});

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: TEST_POSTGRES });
  await client.connect();
  await client.query(statement);
  await client.end();
}
