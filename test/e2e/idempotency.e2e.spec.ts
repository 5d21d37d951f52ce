import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentOf, done, officialsOf, openScheme } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';

describe('the same command twice under one Idempotency-Key', () => {
  const key = { 'idempotency-key': 'first' };
  let system: System;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    const { manager } = await officialsOf(system);
    callId = await openScheme(manager, 'idempotency', 1000);
    applicant = await system.as('ola', 'applicant', '987654325');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('creates once and answers the same, also while other things happen', async () => {
    const draft = { callId, ...documentOf(100) };
    const first = await applicant.post('/v1/applications', draft, key);
    done(await applicant.post(`/v1/applications/${first.body.id}/submission`, {}, key));
    const again = await applicant.post('/v1/applications', draft, key);
    expect(again.body).toEqual(first.body);
    expect(again.status).toBe(first.status);
  });

  it('saves a draft once, whatever was saved since', async () => {
    const { id } = done(await applicant.post('/v1/applications', { callId, ...documentOf(100) }));
    const save = (title: string, of: Record<string, string>) =>
      applicant.put(`/v1/applications/${id}`, { ...documentOf(100), title }, of);
    const first = await save('One', { 'idempotency-key': 'one' });
    done(await save('Two', { 'idempotency-key': 'two' }));
    const again = await save('One', { 'idempotency-key': 'one' });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await applicant.get(`/v1/applications/${id}`)).toMatchObject({ body: { title: 'Two' } });
  });

  it('sets an appropriation once, also when the first time changed nothing', async () => {
    const { manager } = await officialsOf(system);
    const set = (amount: number, of: string) =>
      manager.post(
        '/v1/budgets/idempotency/appropriations',
        { year: 2001, amount: { amount, currency: 'NOK' } },
        { 'idempotency-key': of },
      );
    done(await set(100, 'before'));
    const first = await set(100, 'same');
    done(await set(200, 'another'));
    const again = await set(100, 'same');
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    done(await set(300, 'other'));
    expect(done(await set(300, 'last')).revision).toBe(done(await set(300, 'other')).revision);
  });

  it('leaves one event chain', async () => {
    const { id } = done(await applicant.post('/v1/applications', { callId, ...documentOf(100) }));
    const path = `/v1/applications/${id}/submission`;
    const answers = await Promise.all([1, 2, 3].map(() => applicant.post(path, {}, key)));
    answers.push(await applicant.post(path, {}, { ...key, 'if-match': '"0"' }));
    for (const { status, body } of answers) expect([status, body]).toEqual([200, answers[0]!.body]);
    const history = await applicant.get<{ items: unknown[] }>(
      `/v1/cases/${id}/history?after=${answers[0]!.body.position}`,
    );
    expect(history.body.items).toHaveLength(1);
  });

  it('is refused with another body, and is a command of its own from another person', async () => {
    const draft = { callId, ...documentOf(100) };
    const mine = { 'idempotency-key': 'second' };
    const first = done(await applicant.post('/v1/applications', draft, mine));
    expect(await applicant.post('/v1/applications', { ...draft, title: 'Other' }, mine)).toMatchObject({
      status: 422,
      body: { type: 'urn:tilsagn:problem:idempotency-key-reused' },
    });
    const colleague = await system.as('kari', 'applicant', '987654325');
    const theirs = done(await colleague.post('/v1/applications', draft, mine));
    expect(theirs.id).not.toBe(first.id);
  });

  it('is refused when the client has seen another revision', async () => {
    const { id } = done(await applicant.post('/v1/applications', { callId, ...documentOf(100) }));
    expect(
      await applicant.post(`/v1/applications/${id}/submission`, {}, { 'if-match': '"7"' }),
    ).toMatchObject({
      status: 412,
      body: { type: 'urn:tilsagn:problem:precondition-failed' },
    });
    const caseworker = await system.as('anna', 'caseworker', 'directorate');
    const { revision } = done(await applicant.post(`/v1/applications/${id}/submission`));
    expect(
      await caseworker.post(`/v1/applications/${id}/assignment`, {}, { 'if-match': `"${revision + 1}"` }),
    ).toMatchObject({ status: 412 });
    expect(
      await caseworker.post(`/v1/applications/${id}/assignment`, {}, { 'if-match': `"${revision}"` }),
    ).toMatchObject({ status: 200, body: { revision: revision + 1 } });
  });
});
