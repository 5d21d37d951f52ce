import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AdminServer } from '#admin/admin-server.js';
import { adminRequest } from '#admin/admin-client.js';
import { adminSocketPath } from '#admin/socket-path.js';
import { createLogger } from '#hosting/logging.js';
import { collect } from '#hosting/testing/collect.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import type { HistoricalBond } from '#pilots/contract/historical.js';
import type { Operations } from './operations.js';
import { RemoteOperations } from './remote-operations.js';
import { addRoutes } from './routes.js';

const BOND: HistoricalBond = {
  dataSet: 'INDIGO',
  reference: 'P1',
  title: 'A bond',
  outcome: 'computed-nothing-to-compare',
  computed: { amount: 300, currency: 'GBP' },
  paid: null,
  difference: null,
  provenance: [{ file: 'results.csv', sha256: 'c'.repeat(64), rows: [2] }],
  metrics: [
    {
      metric: 'm1',
      title: 'Jobs',
      target: null,
      terms: { form: 'per-unit', price: { amount: 100, currency: 'GBP' } },
      achieved: 3,
      outcome: 'computed-nothing-to-compare',
      computed: { amount: 300, currency: 'GBP' },
      paid: null,
      difference: null,
      rows: { 'results.csv': [2] },
    },
  ],
};

const asked: unknown[] = [];
const line = Buffer.from('{"b": 1,  "a":"é"}');
const operations = {
  projections: async (options?: { readonly hashes?: boolean }) => [
    { name: 'cases', hashes: options?.hashes === true },
  ],
  async *rebuild(names: unknown) {
    asked.push(names);
    yield { done: 1 };
    yield { done: 2 };
  },
  pausedKeys: async () => [{ key: 'a/b' }],
  async resume(projection: string, key: string) {
    asked.push([projection, key]);
    return key === 'a/b' ? { key } : undefined;
  },
  processes: async () => ({ reactions: [], timers: { pending: 1, failing: [] } }),
  retryProcesses: async () => ({ tried: 2 }),
  async registerHistoricalPilot(bond: HistoricalBond) {
    asked.push(bond.title);
    return { project: bond.reference, pilotId: 'p', change: 'registered' };
  },
  async *backup(folders: unknown) {
    asked.push(folders);
    yield { stage: 'stores', done: 1, total: 1 };
    yield { head: 7 };
  },
  logStats: async () => ({ events: 3 }),
  async *exportLog(range: unknown) {
    asked.push(range);
    yield line;
  },
} as unknown as Operations;

describe('operations over the socket', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: AdminServer;
  let path: string;
  let remote: RemoteOperations;

  beforeEach(async () => {
    asked.length = 0;
    folder = temporaryFolder();
    path = adminSocketPath(folder.path);
    server = new AdminServer(createLogger('silent'));
    addRoutes(server, operations);
    await server.listen(path);
    remote = new RemoteOperations(path);
  });
  afterEach(async () => {
    await server.close();
    folder.remove();
  });

  it('are those of the process at the other end', async () => {
    expect(await remote.projections()).toEqual([{ name: 'cases', hashes: false }]);
    expect(await remote.projections({ hashes: true })).toEqual([{ name: 'cases', hashes: true }]);
    expect(await remote.pausedKeys()).toEqual([{ key: 'a/b' }]);
    expect(await remote.processes()).toEqual({ reactions: [], timers: { pending: 1, failing: [] } });
    expect(await remote.retryProcesses()).toEqual({ tried: 2 });
    expect(await remote.logStats()).toEqual({ events: 3 });
    const folders = { to: '/backup', keysTo: '/keys' };
    expect(await collect(remote.backup(folders))).toEqual([
      { stage: 'stores', done: 1, total: 1 },
      { head: 7 },
    ]);
    expect(asked.pop()).toEqual(folders);
    const relative = collect(remote.backup({ ...folders, to: 'backup' }));
    await expect(relative).rejects.toThrow('to and keysTo must be absolute paths');
    expect(await collect(remote.rebuild('all'))).toEqual([{ done: 1 }, { done: 2 }]);
    await collect(remote.rebuild(['cases']));
    expect(await remote.resume('any name', 'a/b')).toEqual({ key: 'a/b' });
    expect(await remote.resume('cases', 'c')).toBeUndefined();
    expect(await collect(remote.exportLog({ after: '3', limit: 0 }))).toEqual([line.toString()]);
    await collect(remote.exportLog({}));
    expect(asked).toEqual([
      'all',
      ['cases'],
      ['any name', 'a/b'],
      ['cases', 'c'],
      { after: '3', limit: 0 },
      {},
    ]);
  });

  it('register a bond, which arrives as it was', async () => {
    expect(await remote.registerHistoricalPilot(BOND)).toEqual({
      project: 'P1',
      pilotId: 'p',
      change: 'registered',
    });
    expect(asked).toEqual(['A bond']);
  });

  it.each([
    ['/historical-pilots', undefined],
    ['/historical-pilots', {}],
    ['/historical-pilots', { bond: [] }],
    ['/historical-pilots', { bond: { title: 'A bond' } }],
    ['/projections/rebuild', undefined],
    ['/projections/rebuild', {}],
    ['/projections/rebuild', { projections: [] }],
    ['/projections/rebuild', { projections: ['cases', 1] }],
    ['/projections/cases/resume', { key: 1 }],
    ['/log/export', { after: 3 }],
    ['/log/export', { limit: -1 }],
    ['/log/export', { limit: '1' }],
  ])('refuse what is not said properly: %s %j', async (route, body) => {
    await expect(collect(adminRequest(path, 'POST', route, body))).rejects.toMatchObject({
      document: { status: 400, type: 'urn:tilsagn:problem:invalid-request' },
    });
    expect(asked).toEqual([]);
  });

  it('say so when the process has gone', async () => {
    await server.close();
    await expect(remote.logStats()).rejects.toThrow('the process that holds the data folder went away');
  });
});
