import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_FILE } from '#composition/stores/embedded-stores.js';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import type { RecordedEvent } from '#eventsourcing/event.js';
import type { HistoricalRegistration } from '#pilots/contract/historical.js';
import type { IndigoReport } from '#pilots/indigo/report.js';
import { ONE_METRIC, PAYMENT, writeDataSet } from '#pilots/indigo/testing/data-set.js';
import { readLock } from '#hosting/data-folder.js';
import { issueDevToken } from '#access/identity/dev-issuer.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { called } from './testing/called.js';
import { end, startServer } from './testing/processes.js';

describe('tilsagn import indigo registers historical pilots', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let files: string;
  let data: string;
  let server: ChildProcess | undefined;

  beforeEach(() => {
    folder = temporaryFolder();
    files = join(folder.path, 'indigo');
    data = join(folder.path, 'made', 'data');
    mkdirSync(files);
    writeDataSet(files, { ...ONE_METRIC, 'outcome_payments.csv': [PAYMENT] });
  });
  afterEach(async () => {
    await end(server, 'SIGKILL');
    server = undefined;
    folder.remove();
  });

  const importing = (...args: string[]) => called(['import', 'indigo', files, ...args]);
  const registered = async (...args: string[]) => {
    const { code, stdout, stderr } = await importing('--data', data, '--json', ...args);
    expect([code, stderr]).toEqual([0, '']);
    return (JSON.parse(stdout) as { readonly registered: readonly HistoricalRegistration[] }).registered;
  };
  const laterState = () => writeDataSet(files, { ...ONE_METRIC, 'outcome_payments.csv': [] });
  const stored = async (): Promise<RecordedEvent[]> => {
    const log = await openSqliteReader({ file: join(data, LOG_FILE) });
    const { events } = await log.readAll({ limit: 100 });
    await log.close();
    return [...events];
  };

  it('in a folder that is not there yet, and lets go of it', async () => {
    const [one, ...others] = await registered();
    expect([one, others]).toEqual([{ project: 'P1', pilotId: expect.any(String), change: 'registered' }, []]);
    expect(await stored()).toMatchObject([
      { type: 'HistoricalPilotRegistered', stream: `pilot-${one!.pilotId}` },
    ]);
    expect(await readLock(data)).toBeUndefined();
    expect(existsSync(join(data, 'read-models'))).toBe(false);
  });

  it('once for the same files, anew for changed ones, and again when they change back', async () => {
    const changes = [];
    for (const change of [() => undefined, () => undefined, laterState, laterState]) {
      change();
      changes.push((await registered())[0]!.change);
    }
    writeDataSet(files, { ...ONE_METRIC, 'outcome_payments.csv': [PAYMENT] });
    changes.push((await registered())[0]!.change);
    expect(changes).toEqual(['registered', 'unchanged', 'updated', 'unchanged', 'updated']);
    expect((await stored()).map(({ revision }) => revision)).toEqual([0, 1, 2]);
  });

  it('through the server that holds the folder, which shows them at once', async () => {
    const running = await startServer(data);
    server = running.server;
    expect(await registered()).toMatchObject([{ change: 'registered' }]);
    expect(await registered()).toMatchObject([{ change: 'unchanged' }]);
    laterState();
    const [{ pilotId, change } = { pilotId: '', change: '' }] = await registered();
    expect(change).toBe('updated');
    const token = await issueDevToken(data, { subject: 'ada', roles: ['auditor'] });
    const after = (await stored()).at(-1)!.position;
    const ask = () =>
      fetch(`${running.url}/v1/historical-pilots/${pilotId}?after=${after}`, {
        headers: { authorization: `Bearer ${token}` },
      });
    let answer = await ask();
    // The read models of a server that has just started may have to be asked again.
    while (answer.status === 503) answer = await ask();
    expect(await answer.json()).toMatchObject({
      outcome: 'computed-nothing-to-compare',
      registrations: [{ outcome: 'matched' }, { by: 'operator:import', paid: null }],
    });
  });

  it('and nothing with --dry-run, which needs no folder', async () => {
    expect(await registered('--dry-run')).toEqual([]);
    const { code, stdout } = await importing('--data', data, '--dry-run');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing was stored (--dry-run).')]);
    expect(existsSync(data)).toBe(false);
  });

  it('and makes no folder when there is nothing to register', async () => {
    writeDataSet(files, { ...ONE_METRIC, 'results.csv': [] });
    expect(await registered()).toEqual([]);
    expect(existsSync(data)).toBe(false);
  });

  it('and says as a table which', async () => {
    const { code, stdout } = await importing('--data', data);
    expect(code).toBe(0);
    expect(stdout).toMatch(/│ P1 +│ [0-9a-f-]{36} +│ registered │/);
    expect(stdout).toContain('registered: 1, updated: 0, unchanged: 0\n');
  });

  it('where it can; where it cannot the report stands, and one line says why', async () => {
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'notes.txt'), '');
    const { code, stdout, stderr } = await importing('--data', data);
    expect(code).toBe(1);
    expect(stdout).toContain('metrics computed: 1, of bonds: 1; matched: 1');
    expect(stdout).toContain('not registered: 1\n');
    expect(stderr).toMatch(/^error: [^\n]+ is no data folder: [^\n]+ notes\.txt[^\n]+\n$/);
    expect(readdirSync(data)).toEqual(['notes.txt']);

    const json = await importing('--data', data, '--json');
    expect(json.code).toBe(1);
    const report = JSON.parse(json.stdout) as IndigoReport & { readonly registered: unknown };
    expect([report.metrics[0]?.outcome, report.registered]).toEqual(['matched', []]);
  });
});
