import { isAbsolute } from 'node:path';
import { readBond } from '#pilots/application/historical/read-bond.js';
import type { HistoricalBond } from '#pilots/contract/historical.js';
import type { AdminServer } from '#admin/admin-server.js';
import { invalidRequest } from '#http/problems.js';
import type { BackupFolders, ExportRange, Operations } from './operations.js';

/** Offers the operations on the admin socket; `RemoteOperations` is the other end. */
export function addRoutes(server: AdminServer, operations: Operations): void {
  server.route('GET', '/projections', () => each(operations.projections()));
  server.route('GET', '/projections/hashes', () => each(operations.projections({ hashes: true })));
  server.route('GET', '/projections/paused', () => each(operations.pausedKeys()));
  server.route('POST', '/projections/rebuild', ({ body }) => operations.rebuild(namesIn(body)));
  server.route('POST', '/projections/:name/resume', async function* ({ params, body }) {
    const paused = await operations.resume(params['name']!, keyIn(body));
    if (paused) yield paused;
  });
  server.route('GET', '/processes', async function* () {
    yield await operations.processes();
  });
  server.route('POST', '/processes/retry', async function* () {
    yield await operations.retryProcesses();
  });
  server.route('POST', '/historical-pilots', async function* ({ body }) {
    yield await operations.registerHistoricalPilot(bondIn(body));
  });
  server.route('POST', '/case-numbers', () => operations.numberCases());
  server.route('POST', '/backup', ({ body }) => operations.backup(foldersIn(body)));
  server.route('GET', '/log/stats', async function* () {
    yield await operations.logStats();
  });
  server.route('POST', '/log/export', ({ body }) => operations.exportLog(rangeIn(body)));
}

async function* each<Item>(items: Promise<readonly Item[]>): AsyncGenerator<Item> {
  yield* await items;
}

function namesIn(body: unknown): readonly string[] | 'all' {
  const { projections } = membersOf(body);
  if (projections === 'all') return 'all';
  if (isNames(projections) && projections.length > 0) return projections;
  throw invalidRequest([{ pointer: '/projections', detail: 'must be "all" or a list of names' }]);
}

function keyIn(body: unknown): string {
  const { key } = membersOf(body);
  if (typeof key === 'string') return key;
  throw invalidRequest([{ pointer: '/key', detail: 'must be a text' }]);
}

function bondIn(body: unknown): HistoricalBond {
  const reading = readBond(membersOf(body)['bond']);
  if (reading.ok) return reading.value;
  throw invalidRequest(
    reading.faults.map(({ path, message }) => ({ pointer: `/bond${path}`, detail: message })),
  );
}

function foldersIn(body: unknown): BackupFolders {
  const { to, keysTo } = membersOf(body);
  if (typeof to === 'string' && typeof keysTo === 'string' && isAbsolute(to) && isAbsolute(keysTo))
    return { to, keysTo };
  throw invalidRequest([{ pointer: '', detail: 'to and keysTo must be absolute paths' }]);
}

function rangeIn(body: unknown): ExportRange {
  const { after, limit } = membersOf(body);
  if (after !== undefined && typeof after !== 'string')
    throw invalidRequest([{ pointer: '/after', detail: 'must be a text' }]);
  if (limit !== undefined && !isCount(limit))
    throw invalidRequest([{ pointer: '/limit', detail: 'must be a whole number, not negative' }]);
  return { ...(after === undefined ? {} : { after }), ...(limit === undefined ? {} : { limit }) };
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function membersOf(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  throw invalidRequest([{ pointer: '', detail: 'must be a JSON object' }]);
}
