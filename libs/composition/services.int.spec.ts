import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { readConfig } from '#hosting/config.js';
import { issueDevToken } from '#access/identity/dev-issuer.js';
import { DevLoginKey } from '#access/identity/dev-login-key.js';
import { createLogger } from '#hosting/logging.js';
import { pathOfLogin } from '#http/dev-login/dev-login.js';
import { caseIn, castOf, openRichScheme } from '#test/support/case-states.js';
import { startSystem } from '#test/support/system.js';
import { startGateway } from './gateway.js';
import { startProcesses } from './processes.js';
import { startProjector } from './projector.js';
import type { ServiceProgram } from './service.js';
import { LOG_FILE } from './stores/embedded-stores.js';

/** One after the other they do on one folder what the whole does: embedded stores are held by one process at a time. */
describe('services that run alone', () => {
  const logger = createLogger('silent');
  let data: string;
  let minute: number;
  let id: string;
  let remove: () => void;
  let close: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    const system = await startSystem();
    const cast = await castOf(system);
    ({ id } = await caseIn('notified', cast, await openRichScheme(cast, 'alone')));
    minute = Math.ceil(Date.parse(system.standalone.clock.now()) / 60_000);
    await system.stop();
    data = system.data;
    remove = () => system.remove();
  });
  afterEach(async () => {
    await close?.();
    close = undefined;
  });
  afterAll(() => remove());

  async function started(start: ServiceProgram['start']): Promise<string> {
    const now = new Date(++minute * 60_000).toISOString();
    const config = readConfig({ TILSAGN_DATA: data, TILSAGN_PORT: '0', TILSAGN_NOW: now });
    const service = await start(config, logger, {});
    close = () => service.close();
    return service.listen();
  }

  async function ask(url: string, path: string, role: 'applicant' | 'finance', body?: object) {
    const organisation = role === 'applicant' ? '987654325' : 'directorate';
    const token = await issueDevToken(data, { subject: role, roles: [role], organisation });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    for (;;) {
      const answer = await fetch(url + path, {
        headers,
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      });
      if (answer.status !== 503) return { status: answer.status, body: (await answer.json()) as object };
      await setTimeout(10);
    }
  }

  /** What the login page of the folder answers. */
  async function login(url: string): Promise<number> {
    return (await fetch(url + pathOfLogin({ key: await DevLoginKey.open(data) }))).status;
  }

  /** What happened to payouts, by the log. */
  async function payoutEvents(): Promise<string[]> {
    const log = await openSqliteStore({ file: `${data}/${LOG_FILE}`, clockOffset: 0 });
    const { events } = await log.readAll({ limit: 10_000 });
    await log.close();
    return events.map(({ type }) => type).filter((type) => type.startsWith('Payout'));
  }

  it('the gateway takes a command, and leaves what must follow', async () => {
    const url = await started(startGateway);
    expect(await ask(url, `/v1/awards/${id}/acceptance`, 'applicant', {})).toMatchObject({ status: 200 });
    await close!();
    expect(await payoutEvents()).toEqual([]);
  });

  it('the process managers do what must follow, and answer how they are', async () => {
    const url = await started(startProcesses);
    const ready = async () => (await fetch(`${url}/health/ready`)).json();
    expect(await ready()).toEqual({ status: 'ok', processes: { parked: 0, failing: 0 } });
    expect((await ask(url, `/v1/cases/${id}`, 'finance')).status).toBe(404);
    expect(await login(url)).toBe(404);
    while ((await payoutEvents()).length === 0) await setTimeout(10);
    await close!();
    expect(await payoutEvents()).toEqual(['PayoutOpened']);
  });

  it('the projector keeps the read models, and answers how they are', async () => {
    const url = await started(startProjector);
    const ready = async () => (await fetch(`${url}/health/ready`)).json();
    while (!(await fetch(`${url}/health/ready`)).ok) await setTimeout(10);
    expect(await ready()).toEqual({ status: 'ok', projections: { paused: 0 } });
    expect((await ask(url, `/v1/cases/${id}`, 'finance')).status).toBe(404);
    expect(await login(url)).toBe(404);
  });

  it('the gateway shows all that', async () => {
    const url = await started(startGateway);
    const payouts = `/v1/payouts?case=${id}`;
    expect(await ask(url, payouts, 'finance')).toMatchObject({
      status: 200,
      body: { items: [{ status: 'due' }] },
    });
    expect(await login(url)).toBe(200);
  });
});
