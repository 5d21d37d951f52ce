import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DIRECTORATE, documentOf, done, officialsOf, openScheme, YEAR } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';

const ORGANISATION = '987654325';

describe('schemes, calls and who may act', () => {
  let system: System;
  let manager: Person;
  let other: Person;
  let applicant: Person;
  beforeAll(async () => {
    system = await startSystem();
    ({ manager } = await officialsOf(system));
    other = await system.as('marit', 'scheme-manager', DIRECTORATE);
    applicant = await system.as('ola', 'applicant', ORGANISATION);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const refusedWith = (code: string) => ({ type: `urn:tilsagn:problem:${code}` });
  const draftFor = async (callId: string, person = applicant) =>
    done(await person.post('/v1/applications', { callId, ...documentOf(100_000) })).id;
  const announce = (code: string, schemeId: string, more: object) =>
    manager.post('/v1/calls', {
      code,
      schemeId,
      regulationVersion: '1',
      title: 'Call',
      frame: { amount: 1, currency: 'NOK' },
      opensAt: `${YEAR}-01-01T00:00:00Z`,
      closesAt: `${YEAR + 1}-01-01T00:00:00Z`,
      ...more,
    });

  it('adopts what was drafted and consulted on by another person, and announces calls under it from then on', async () => {
    const code = 'templated';
    done(
      await manager.post('/v1/schemes', {
        code,
        template: 'outcome-pilot',
        budgetChapter: '0430',
        budgetPost: '70',
        inForceFrom: `${YEAR}-01-01`,
      }),
    );
    const { body: before } = await manager.get(`/v1/schemes/${code}`);
    const [{ version: _, ...rules }] = (before as { regulations: [{ version: string }] }).regulations;
    const at = `/v1/schemes/${code}/regulation-versions/2`;
    done(await manager.post(`${at}/draft`, { ...rules, inForceFrom: `${YEAR}-06-01` }));
    expect((await announce('early', code, { regulationVersion: '2' })).body).toMatchObject(
      refusedWith('regulation-unknown'),
    );
    expect((await other.post(`${at}/adoption`)).body).toMatchObject(refusedWith('not-consulted'));
    const consultation = {
      heard: ['KS'],
      from: `${YEAR - 1}-01-01`,
      to: `${YEAR - 1}-03-01`,
      summary: 'Yes',
    };
    done(await manager.post(`${at}/consultation`, consultation));
    expect((await manager.post(`${at}/adoption`)).body).toMatchObject(refusedWith('four-eyes'));
    expect(
      (await manager.post(`/v1/schemes/${code}/regulation-versions`, { ...rules, version: '2' })).body,
    ).toMatchObject(refusedWith('regulation-drafted'));
    done(await other.post(`${at}/adoption`));

    expect((await announce('early', code, { regulationVersion: '2' })).body).toMatchObject(
      refusedWith('regulation-not-in-force'),
    );
    const later = { regulationVersion: '2', opensAt: `${YEAR}-06-01T00:00:00Z` };
    const nothing = { ...later, frame: { amount: 0, currency: 'NOK' } };
    expect(await announce('later', code, nothing)).toMatchObject({
      status: 422,
      body: refusedWith('amount-invalid'),
    });
    done(await announce('later', code, later));
    const versions = await manager.get<{ items: { version: string; state: string }[] }>(
      `/v1/schemes/${code}/regulation-versions`,
    );
    expect(versions.body.items.map(({ version, state }) => [version, state])).toEqual([
      ['1', 'adopted'],
      ['2', 'adopted'],
    ]);
    expect((await applicant.get(`/v1/schemes/${code}/regulation-versions`)).status).toBe(404);
  });

  it('takes a late application with a dispensation, and none once the call is cancelled; its history tells', async () => {
    await openScheme(manager, 'late', 1_000_000);
    const closesAt = `${YEAR}-01-01T01:00:00Z`;
    done(await announce('closed', 'late', { closesAt }));
    const [first, second] = [await draftFor('closed'), await draftFor('closed')];
    expect((await applicant.post(`/v1/applications/${first}/submission`)).body).toMatchObject(
      refusedWith('call-closed'),
    );
    expect(
      (
        await manager.post('/v1/calls/closed/extension', {
          closesAt: `${YEAR + 9}-01-01T00:00:00Z`,
          grounds: 'Late',
        })
      ).body,
    ).toMatchObject(refusedWith('call-closed'));
    const dispensation = {
      organisation: ORGANISATION,
      until: `${YEAR + 2}-01-01T00:00:00Z`,
      grounds: 'Its office burnt',
    };
    expect((await applicant.post('/v1/calls/closed/dispensations', dispensation)).status).toBe(403);
    done(await manager.post('/v1/calls/closed/dispensations', dispensation));
    done(await applicant.post(`/v1/applications/${first}/submission`));
    const { position } = done(
      await manager.post('/v1/calls/closed/cancellation', { grounds: 'No appropriation' }),
    );
    expect((await applicant.post(`/v1/applications/${second}/submission`)).body).toMatchObject(
      refusedWith('call-cancelled'),
    );
    const history = await applicant.get<{ items: { type: string; why: string | null }[] }>(
      `/v1/cases/${first}/history?after=${position}`,
    );
    expect(history.body.items.map(({ type, why }) => [type, why])).toEqual([
      ['LateSubmissionAllowed', 'Its office burnt'],
      ['ApplicationSubmitted', null],
      ['CallCancelled', 'No appropriation'],
    ]);
    const calls = await applicant.get<{ items: { id: string; state: string }[] }>(
      `/v1/calls?scheme=late&after=${position}`,
    );
    expect(calls.body.items.map(({ id, state }) => [id, state])).toEqual([
      ['closed', 'cancelled'],
      ['late-call', 'announced'],
    ]);
  });

  it('keeps the largest grant of the kind that a call is for', async () => {
    await openScheme(manager, 'kinds', 1_000_000);
    const kind = { code: 'development', title: 'Development grant', purpose: 'Ideas' };
    const rules = {
      version: '2',
      inForceFrom: `${YEAR}-01-01`,
      criteria: [{ code: 'need', title: 'Need', min: 1, max: 5, weight: 1 }],
      kinds: [{ ...kind, maximumAmount: { amount: 99_999, currency: 'NOK' } }],
      multiYear: false,
      legalReferences: [],
    };
    done(await manager.post('/v1/schemes/kinds/regulation-versions', rules));
    expect(
      (await announce('unknown', 'kinds', { regulationVersion: '2', kind: 'operation' })).body,
    ).toMatchObject(refusedWith('kind-unknown'));
    done(await announce('development', 'kinds', { regulationVersion: '2', kind: 'development' }));
    const id = await draftFor('development');
    expect((await applicant.post(`/v1/applications/${id}/submission`)).body).toMatchObject(
      refusedWith('amount-above-maximum'),
    );
  });

  it('lets delegations be given by a manager of the directorate to another, and lists them', async () => {
    await openScheme(manager, 'delegated', 1_000_000);
    const at = '/v1/schemes/delegated/delegations';
    const given = {
      person: 'berit',
      upTo: { amount: 500_000, currency: 'NOK' },
      validFrom: `${YEAR}-01-01`,
      reference: '26/17',
    };
    expect((await manager.post(at, { ...given, person: manager.subject })).body).toMatchObject(
      refusedWith('delegation-to-oneself'),
    );
    const stranger = await system.as('sven', 'scheme-manager', 'elsewhere');
    expect((await stranger.post(at, given)).status).toBe(404);
    const { id } = done(await manager.post(at, given));
    done(await manager.post(`${at}/${id}/revocation`, { grounds: 'Another post' }));
    expect((await manager.get(at)).body).toEqual({ items: [{ delegationId: id, ...given, revoked: true }] });
    expect((await applicant.get(at)).status).toBe(404);
  });

  it('lets only representatives apply once an organisation has one, the first appointed by an administrator', async () => {
    const callId = await openScheme(manager, 'represented', 1_000_000);
    const organisation = '889640782';
    const [nina, per] = [
      await system.as('nina', 'applicant', organisation),
      await system.as('per', 'applicant', organisation),
    ];
    const administrator = await system.as('adam', 'administrator');
    const at = `/v1/organisations/${organisation}/representatives`;
    const appointment = { person: 'nina', powers: ['all'], from: `${YEAR}-01-01` };
    expect((await nina.post(at, appointment)).body).toMatchObject(refusedWith('not-a-representative'));
    done(await administrator.post(at, appointment));
    done(await nina.post(at, { person: 'per', powers: ['report'], from: `${YEAR}-01-01` }));
    expect((await per.post(at, { ...appointment, person: 'per' })).body).toMatchObject(
      refusedWith('not-a-representative'),
    );
    const id = await draftFor(callId, per);
    expect((await per.post(`/v1/applications/${id}/submission`)).body).toMatchObject(
      refusedWith('not-a-representative'),
    );
    done(await nina.post(`/v1/applications/${id}/submission`));
    expect((await per.post(`/v1/applications/${id}/withdrawal`)).body).toMatchObject(
      refusedWith('not-a-representative'),
    );
    done(await nina.post(`/v1/applications/${id}/withdrawal`));
    expect((await applicant.get(at)).status).toBe(404);
    expect(
      (await administrator.post('/v1/organisations/987654321/representatives', appointment)).body,
    ).toMatchObject(refusedWith('organisation-number-invalid'));
  });
});
