import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  done,
  documentOf,
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, todayIn } from '#test/support/time.js';

describe('a grant from application to payout', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager, 'lifecycle', 1_000_000);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('goes every step over HTTP, and its history names each with its actor', async () => {
    const { caseworker, decisionMaker, attester, finance } = officials;
    const id = await submitApplication(applicant, callId, 400_000);
    await prepareGrant(caseworker, id, 300_000);

    const approval = { impartiality: { conflict: false } };
    const bothRoles = await system.as('anna', ['caseworker', 'decision-maker'], 'directorate');
    for (const preparer of [caseworker, bothRoles])
      expect(await preparer.post(`/v1/applications/${id}/approval`, approval)).toMatchObject({
        status: 403,
        body: { type: 'urn:tilsagn:problem:four-eyes' },
      });
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, approval));

    const { position } = done(await applicant.post(`/v1/awards/${id}/acceptance`));
    const payouts = await finance.get<{ items: { id: string; status: string }[] }>(
      `/v1/payouts?case=${id}&after=${position}`,
    );
    expect(payouts.body.items).toMatchObject([{ status: 'due' }]);
    const payout = `/v1/payouts/${payouts.body.items[0]!.id}`;
    done(await attester.post(`${payout}/attestation`));
    const attesterWithAuthority = await system.as('carl', ['attester', 'decision-maker'], 'directorate');
    for (const same of [attester, attesterWithAuthority])
      expect(await same.post(`${payout}/approval`)).toMatchObject({
        status: 403,
        body: { type: 'urn:tilsagn:problem:four-eyes' },
      });
    done(await decisionMaker.post(`${payout}/approval`));
    done(await finance.post(`${payout}/instruction`));
    const settled = done(
      await finance.post(`${payout}/settlement`, {
        status: 'settled',
        settledOn: todayIn(system),
        bankReference: 'B-1',
      }),
    );

    const history = await caseworker.get<{ items: { type: string; actor: { subject: string } }[] }>(
      `/v1/cases/${id}/history?after=${settled.position}`,
    );
    expect(history.body.items.map(({ type, actor }) => `${type} ${actor.subject}`)).toEqual([
      'ApplicationSubmitted ola',
      'CaseworkerAssigned anna',
      'ImpartialityDeclared anna',
      'ApplicationScored anna',
      'ApplicationRecommended anna',
      'DecisionProposed anna',
      'CommitmentReserved berit',
      'ImpartialityDeclared berit',
      'DecisionApproved berit',
      'AwardAccepted ola',
      'InstalmentReleased ola',
      'PayoutOpened process:open-payouts',
      'ImpartialityDeclared carl',
      'PayoutAttested carl',
      'PayoutApproved berit',
      'InstructionReserved dina',
      'PayoutInstructed dina',
      'PayoutSettled dina',
    ]);
    const view = await caseworker.get(`/v1/cases/${id}?after=${settled.position}`);
    expect(view.body).toMatchObject({
      id,
      state: 'paid',
      granted: { amount: 300_000, currency: 'NOK' },
      paid: { amount: 300_000, currency: 'NOK' },
    });
    const budget = await officials.manager.get(`/v1/budgets/lifecycle?after=${settled.position}`);
    expect(budget.body).toMatchObject({
      years: [{ reserved: { amount: 300_000 }, paid: { amount: 300_000 }, free: { amount: 700_000 } }],
    });
  });

  it('keeps all of it over a restart', async () => {
    const id = await submitApplication(applicant, callId, 1000);
    await system.stop();
    system = await system.restart();
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    expect(await applicant.get(`/v1/cases/${id}?after=${await headOf(system)}`)).toMatchObject({
      status: 200,
      body: { id, state: 'submitted' },
    });
  });

  it('asks for what is missing before an application is submitted', async () => {
    const { amount: _, ...incomplete } = documentOf(1);
    const { id } = done(await applicant.post('/v1/applications', { callId, ...incomplete }));
    expect(await applicant.post(`/v1/applications/${id}/submission`)).toMatchObject({
      status: 422,
      body: { type: 'urn:tilsagn:problem:draft-incomplete', missing: ['/amount'] },
    });
  });
});
