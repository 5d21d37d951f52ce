import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clearIn } from '#test/support/clear-text.js';
import {
  documentOf,
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
} from '#test/support/scheme.js';
import { startSystem, type System } from '#test/support/system.js';
import { todayIn } from '#test/support/time.js';

describe('personal data in the data folder', () => {
  let system: System;

  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('cannot be found in clear in any file, neither of drafts nor of cases that went all the way', async () => {
    const { manager, caseworker, decisionMaker, attester, finance } = await officialsOf(system);
    const callId = await openScheme(manager, 'sealed', 10_000);
    const applicant = await system.as('ola', 'applicant', '987654325');
    done(await applicant.post('/v1/applications', { callId, ...documentOf(1) }));
    const id = await submitApplication(applicant, callId, 1000);
    await prepareGrant(caseworker, id, 1000);
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality: { conflict: false } }));
    const { position } = done(await applicant.post(`/v1/awards/${id}/acceptance`));
    const payouts = await attester.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${id}&after=${position}`,
    );
    const payout = `/v1/payouts/${payouts.body.items[0]!.id}`;
    done(await attester.post(`${payout}/attestation`, { note: 'Asked Kari Nordmann' }));
    done(await decisionMaker.post(`${payout}/approval`));
    done(await finance.post(`${payout}/instruction`));
    const settled = { settledOn: todayIn(system), bankReference: 'To the account of Kari N.' };
    done(await finance.post(`${payout}/settlement`, { status: 'settled', ...settled }));
    // The caseworker reads them, so they are there.
    const view = await caseworker.get(`/v1/cases/${id}?after=${position}`);
    expect(view.body).toMatchObject({
      applicant: { contactPerson: 'Kari Nordmann', account: '86011117947' },
    });

    const { applicant: of, summary } = documentOf(1);
    const secrets = [
      of.contactPerson,
      of.email,
      of.account,
      summary,
      'Asked Kari',
      'It fits the goal',
      'To the account',
    ];
    expect(clearIn(system.data, secrets)).toEqual([]);
    await system.standalone.readModels.close();
    expect(clearIn(system.data, secrets)).toEqual([]);
    // The search itself works: what is public is found.
    expect(clearIn(system.data, ['Verkstedet'])).not.toEqual([]);
  });
});
