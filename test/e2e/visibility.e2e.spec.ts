import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { officialsOf, openScheme, submitApplication } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

describe('what others may see of a case', () => {
  let system: System;
  let id: string;
  let owner: Person;

  beforeAll(async () => {
    system = await startSystem();
    const { manager } = await officialsOf(system);
    const callId = await openScheme(manager, 'visibility', 1000);
    owner = await system.as('ola', 'applicant', '987654325');
    id = await submitApplication(owner, callId, 1000);
    // From here on every answer can show it.
    await owner.get(`/v1/cases/${id}?after=${await headOf(system)}`);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is nothing without a token', async () => {
    for (const path of [`/v1/cases/${id}`, '/v1/queue', '/v1/applications']) {
      const answer = await fetch(system.url + path);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it.each([
    ['another applicant', 'applicant', '123456785'],
    ['a caseworker of another directorate', 'caseworker', 'another-directorate'],
    ['a decision-maker of another directorate', 'decision-maker', 'another-directorate'],
    ['an applicant who claims the directorate', 'applicant', 'directorate'],
  ] as const)('is nothing for %s: 404, and absent from lists', async (_, role, organisation) => {
    const stranger = await system.as('fremmed', role, organisation);
    for (const path of [`/v1/applications/${id}`, `/v1/cases/${id}`, `/v1/cases/${id}/history`])
      expect(await stranger.get(path)).toMatchObject({ status: 404 });
    for (const step of ['withdrawal', 'assignment'])
      expect(await stranger.post(`/v1/applications/${id}/${step}`)).toMatchObject({ status: 404 });
    expect(
      await stranger.post(`/v1/applications/${id}/approval`, { impartiality: { conflict: false } }),
    ).toMatchObject({ status: 404 });
    for (const list of ['/v1/applications', '/v1/queue', '/v1/payouts'])
      expect((await stranger.get<{ items?: unknown[] }>(list)).body.items ?? []).toEqual([]);
  });

  it('cannot be told from a case that does not exist', async () => {
    const stranger = await system.as('fremmed', 'applicant', '123456785');
    const hidden = await stranger.get(`/v1/cases/${id}`);
    const missing = await stranger.get(
      `/v1/cases/${id.replace(/^./, (first) => (first === 'f' ? '0' : 'f'))}`,
    );
    const { type, title, status, detail } = hidden.body;
    expect(missing.body).toMatchObject({ type, title, status, detail });
    expect(Object.keys(missing.body)).toEqual(Object.keys(hidden.body));
  });

  it('is all of it for its applicant, its directorate and auditors', async () => {
    const auditor = await system.as('rita', 'auditor', 'office-of-the-auditor-general');
    const caseworker = await system.as('anna', 'caseworker', 'directorate');
    for (const person of [owner, caseworker, auditor]) {
      expect(await person.get(`/v1/cases/${id}`)).toMatchObject({ status: 200, body: { id } });
      const queue = await person.get<{ items: unknown[] }>(`/v1/queue?after=${await headOf(system)}`);
      expect(queue.body.items).toHaveLength(1);
    }
    expect(await auditor.post(`/v1/applications/${id}/assignment`)).toMatchObject({ status: 403 });
  });
});
