import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoResult } from '#apps/demo/results.js';
import { projections } from '#composition/read-models/projections.js';
import { LOG_FILE } from '#composition/stores/embedded-stores.js';
import type { LogStats } from '#composition/operations/operations.js';
import type { ProcessesStatus } from '#composition/operations/processes.js';
import { derivedId } from '#eventsourcing/ids.js';
import { openSqliteReader, openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import type { PausedKey, ProjectionStatus } from '#projections/read-models.js';
import { called } from './testing/called.js';
import { end, ended, start, startServer, type Ended } from './testing/processes.js';

const GRANTS = 30;
const POISONED = 'poisoned';

/** Each is run on a folder nobody holds, and again through a server that holds it. */
const ALIKE = {
  list: ['projections', 'list', '--json', '--hashes'],
  paused: ['projections', 'paused', '--json'],
  stats: ['log', 'stats', '--json'],
  export: ['log', 'export'],
  range: ['log', 'export', '--after', '100', '--limit', '3'],
  beyond: ['log', 'export', '--after', '999999'],
  noPosition: ['log', 'export', '--after', 'x'],
  noProjection: ['projections', 'rebuild', 'case-view', 'nothing'],
  notPaused: ['projections', 'resume', 'case-view', POISONED],
  rebuild: ['projections', 'rebuild', '--all', '--json', '--hashes'],
  rebuilt: ['projections', 'rebuild', 'case-view', 'work-queue'],
  resume: ['projections', 'resume', 'budget-status', POISONED],
} as const;

type Name = keyof typeof ALIKE;

describe('the tilsagn command', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const unheld = new Map<Name, Ended>();
  const held = new Map<Name, Ended>();
  let demo: DemoResult;
  let stored: readonly string[];
  let server: ChildProcess | undefined;
  let url: string;

  const tilsagn = (...args: readonly string[]) => called(args, { TILSAGN_DATA: data });
  const runAll = async (answers: Map<Name, Ended>) => {
    for (const [name, args] of Object.entries(ALIKE)) answers.set(name as Name, await tilsagn(...args));
  };
  /** Whoever opens a folder answers at once, perhaps before the last events are folded. */
  const caughtUp = async () => {
    const behind = async () =>
      (JSON.parse((await tilsagn('projections', 'list', '--json')).stdout) as ProjectionStatus[]).some(
        ({ lag }) => lag > 0,
      );
    while (await behind());
  };
  const answer = (name: Name) => unheld.get(name)!;
  const document = (name: Name): unknown => JSON.parse(answer(name).stdout);

  beforeAll(async () => {
    demo = await runDemo(folder.path, data);
    await poison(data);
    stored = await storedLines(data);
    await caughtUp();
    await runAll(unheld);
    ({ server, url } = await startServer(data));
    await runAll(held);
  }, 600_000);
  afterAll(async () => {
    await end(server, 'SIGTERM');
    folder.remove();
  });

  it.each(Object.keys(ALIKE) as Name[])('answers alike with and without a server: %s', (name) => {
    expect(comparable(held.get(name)!)).toEqual(comparable(answer(name)));
  });

  it('lists the projections as those who wrote them left them', () => {
    const before = demo.projections.filter(({ name }) => name !== 'case-history');
    const list = document('list') as ProjectionStatus[];
    expect(list.map(({ lag }) => lag)).toEqual(list.map(() => 0));
    expect(list).toMatchObject(
      projections.map(({ name, version }) => ({
        name,
        state: 'live',
        version,
        position: `${stored.length}`,
      })),
    );
    for (const { name, contentHash } of before)
      expect(list).toContainEqual(expect.objectContaining({ name, contentHash }));
  });

  it('rebuilds to the same content', () => {
    const rebuilt = document('rebuild') as { projections: ProjectionStatus[] };
    expect(rebuilt.projections).toEqual(document('list'));
    expect(JSON.parse(held.get('rebuild')!.stdout)).toMatchObject({ projections: rebuilt.projections });
  });

  it('says on stderr how far a rebuild is, with rate and time left', () => {
    for (const { stderr } of [answer('rebuild'), held.get('rebuild')!])
      expect(stderr.trim().split('\n').at(-1)).toMatch(
        new RegExp(`^${stored.length}/${stored.length} events, \\d+/s, 0 s left$`),
      );
    expect(answer('rebuilt').stdout).toMatch(/2 rebuilt in [\d.]+ s/);
  });

  it('shows what is paused and why, and cannot resume it while the reason stands', () => {
    const [paused, ...others] = document('paused') as PausedKey[];
    expect(others).toEqual([]);
    expect(paused).toMatchObject({ projection: 'budget-status', key: POISONED });
    expect(answer('resume')).toMatchObject({ code: 1, stdout: '' });
    expect(answer('resume').stderr).toContain(paused!.reason);
  });

  it('counts the log', () => {
    const { events, head, streams, types, ...stats } = document('stats') as LogStats;
    const parsed = stored.map((line) => JSON.parse(line) as { stream: string; type: string });
    expect(events).toBe(stored.length);
    expect(head).toBe(`${stored.length}`);
    expect(streams).toBe(new Set(parsed.map(({ stream }) => stream)).size);
    expect(types).toEqual(countsOf(parsed.map(({ type }) => type)));
    expect(Date.parse(stats.firstRecordedAt!)).toBeLessThan(Date.parse(stats.lastRecordedAt!));
  });

  it('exports the events in the bytes they are stored in', () => {
    expect(answer('export').stdout).toBe(`${stored.join('\n')}\n`);
    expect(answer('range').stdout).toBe(`${stored.slice(100, 103).join('\n')}\n`);
    expect(answer('beyond')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.each(['noPosition', 'noProjection'] as const)('calls wrong usage by its code, in a line: %s', (name) => {
    const { code, stdout, stderr } = answer(name);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
  });

  it('names the projections there are', () => {
    for (const { name } of demo.projections) expect(answer('noProjection').stderr).toContain(name);
  });

  it('ends as a program with what it answers, on a folder that a server holds', async () => {
    const program = start('cli', ALIKE.paused, { TILSAGN_DATA: data });
    expect(comparable(await ended(program))).toEqual(comparable(answer('paused')));
  });

  it('exits with 2 when it is called wrongly', async () => {
    const words = ['projections', 'rebuild', '--everything'];
    const { code, stdout, stderr } = await ended(start('cli', words, { TILSAGN_DATA: data }));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: [^\n]*--everything[^\n]*\n$/);
  });

  it('explains itself', async () => {
    const { code, stdout } = await tilsagn('--help');
    expect(code).toBe(0);
    for (const word of ['token', 'projections', 'log', 'TILSAGN_DATA', 'exit code'])
      expect(stdout).toContain(word);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = start('cli', ['log', 'export'], { TILSAGN_DATA: data });
    child.stdout!.once('data', () => child.stdout!.destroy());
    let stderr = '';
    child.stderr!.on('data', (chunk) => (stderr += String(chunk)));
    const code = await new Promise((resolve) => {
      child.once('exit', resolve);
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('issues tokens the server of the folder accepts', async () => {
    const { stdout } = await tilsagn('token', '--subject', 'ada', '--role', 'auditor', '--organisation', 'x');
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect((await read(url, stdout)).items).toHaveLength(GRANTS);
    await expect(read(url, 'another')).rejects.toThrow('401');
  });

  it('issues tokens that tell the server what somebody is called', async () => {
    const about = ['--name', 'Ada Aas', '--title', 'førstekonsulent'];
    const { stdout } = await tilsagn('token', '--subject', 'ada', ...about, '--role', 'auditor');
    const headers = { authorization: `Bearer ${stdout.trim()}` };
    const me = await fetch(`${url}/v1/people/me`, { headers });
    expect(await me.json()).toMatchObject({ subject: 'ada', name: 'Ada Aas', title: 'førstekonsulent' });
  });

  it('shows the process managers of a server, and lets them try what they hold back', async () => {
    const { stdout } = await tilsagn('processes', 'list', '--json');
    const { reactions } = JSON.parse(stdout) as ProcessesStatus;
    expect(reactions.map(({ name }) => name)).toContain('open-payouts');
    expect(reactions.flatMap(({ parked, failing }) => [...parked, ...failing])).toEqual([]);
    expect((await tilsagn('processes', 'list')).stdout).toContain('open-payouts');
    expect(await tilsagn('processes', 'retry')).toMatchObject({ code: 0, stdout: 'nothing is held back\n' });
  });

  it('gives cases their numbers, and each but one', async () => {
    const numbered = async () => JSON.parse((await tilsagn('cases', 'number', '--json')).stdout) as object;
    expect(await numbered()).toMatchObject({ cases: GRANTS });
    expect(await numbered()).toEqual({ cases: GRANTS, numbered: 0 });
    expect((await tilsagn('cases', 'number')).stdout).toBe(
      `${GRANTS} cases, of which 0 got their number now\n`,
    );
  });

  it('lets readers read on while all is rebuilt', async () => {
    const { stdout: token } = await tilsagn('token', '--subject', 'ada', '--role', 'auditor');
    const before = await read(url, token);
    const over = new AbortController();
    const rebuild = tilsagn('projections', 'rebuild', '--all').finally(() => over.abort());
    const during: unknown[] = [];
    while (!over.signal.aborted) during.push(await read(url, token));
    expect((await rebuild).code).toBe(0);
    expect(during.length).toBeGreaterThan(1);
    for (const each of during) expect(each).toEqual(before);
  });

  it('reads on when the server was killed', async () => {
    await end(server, 'SIGKILL');
    const { code, stdout } = await tilsagn('log', 'export');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${stored.join('\n')}\n` });
  });

  it('tells of process managers when none runs, which then cannot be made to try', async () => {
    const { stdout } = await tilsagn('processes', 'list', '--json');
    const { reactions } = JSON.parse(stdout) as ProcessesStatus;
    expect(reactions.map(({ name }) => name)).toContain('open-payouts');
    const { code, stderr } = await tilsagn('processes', 'retry');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: no server runs [^\n]+\n$/);
  });
});

describe('the tilsagn command on its own', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it.each([
    ['log', 'stats'],
    ['log', 'export'],
    ['projections', 'list'],
    ['projections', 'rebuild', '--all'],
  ])('makes no data folder for %s %s', async (...args) => {
    const data = join(folder.path, 'missing');
    const { code, stdout, stderr } = await called([...args, '--data', data]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(data);
    expect(existsSync(data)).toBe(false);
  });

  it('makes a folder for a token, with nothing else in it to look at', async () => {
    const data = join(folder.path, 'token');
    expect((await called(tokenFor(data))).code).toBe(0);
    const { code, stderr } = await called(['log', 'stats', '--data', data]);
    expect(code).toBe(1);
    expect(stderr).toContain('no event log');
  });

  it.each([
    ['in production', { TILSAGN_MODE: 'production' }, 'production'],
    [
      'where a provider is configured',
      {
        TILSAGN_OIDC_ISSUER: 'https://id.example',
        TILSAGN_OIDC_AUDIENCE: 'tilsagn',
        TILSAGN_OIDC_JWKS: 'https://id.example/keys',
      },
      'TILSAGN_OIDC_ISSUER',
    ],
  ])('issues no tokens %s', async (_where, env: Record<string, string>, said) => {
    const data = join(folder.path, 'refused');
    const { code, stdout, stderr } = await called(tokenFor(data), env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(said);
    expect(existsSync(data)).toBe(false);
  });

  it('names the variable that cannot be used', async () => {
    const { code, stderr } = await called(['log', 'stats'], { TILSAGN_READ_MODELS: 'mysql://x' });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: [^\n]*TILSAGN_READ_MODELS[^\n]*\n$/);
  });
});

function tokenFor(data: string): readonly string[] {
  return ['token', '--subject', 's', '--role', 'applicant', '--data', data];
}

async function runDemo(folder: string, data: string): Promise<DemoResult> {
  const sample = JSON.parse(readFileSync(projectFile('apps/demo/sample-grants.json'), 'utf8')) as {
    grants: unknown[];
  };
  const from = join(folder, 'grants.json');
  writeFileSync(from, JSON.stringify({ grants: sample.grants.slice(0, GRANTS) }));
  const { code, stdout, stderr } = await ended(start('demo', ['--json', '--from', from, '--data', data]));
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as DemoResult;
}

/** An event that the budget projection cannot take in. */
async function poison(data: string): Promise<void> {
  const log = await openSqliteStore({ file: join(data, LOG_FILE) });
  const id = derivedId('cli-spec', POISONED);
  await log.append(`budget-${POISONED}`, 'no-stream', [
    {
      id,
      type: 'AppropriationSet',
      schemaVersion: 1,
      data: { schemeId: POISONED, year: 2024, currency: 'NOK', amount: 1.5, transferredIn: 0 },
      metadata: {
        actor: { subject: 'spec', roles: [] },
        commandId: id,
        commandHash: '',
        correlationId: id,
        occurredAt: '2024-05-17T08:00:00.000Z',
      },
    },
  ]);
  await log.close();
}

async function storedLines(data: string): Promise<readonly string[]> {
  const log = await openSqliteReader({ file: join(data, LOG_FILE) });
  const events = await log.readStored({ limit: 1_000_000 });
  await log.close();
  return events.map(({ bytes }) => Buffer.from(bytes).toString());
}

async function read(url: string, token: string): Promise<{ items: unknown[] }> {
  const headers = { authorization: `Bearer ${token.trim()}` };
  const response = await fetch(`${url}/v1/queue?open=any&limit=100`, { headers });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as { items: unknown[] };
}

/** Without what differs from run to run: when a key was paused, how long something took. */
function comparable({ code, stdout, stderr }: Ended): Ended {
  return { code, stdout: timeless(stdout), stderr: timeless(stderr) };
}

function timeless(text: string): string {
  return text
    .replaceAll(/"pausedAt":"[^"]*"/g, '"pausedAt":""')
    .replaceAll(/"seconds":[\d.]+/g, '"seconds":0')
    .replaceAll(/in [\d.]+ s/g, 'in 0 s')
    .replaceAll(/^\d+\/\d+ events, .*\n/gm, '');
}

function countsOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
