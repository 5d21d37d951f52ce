import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as examples from '#pilots/http/examples/pilots.js';
import { testAccountOf } from '#importing/test-accounts.js';
import { openPilotScheme, pilotCastOf } from '#test/support/pilot-cast.js';
import { pilotIn } from '#test/support/pilot-states.js';
import { documentOf, done, officialsOf, openScheme } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';

const SCHEME = 'accounts';
/** What looks like an account number and is none. */
const NONE = {
  'a wrong check digit': '86011117948',
  'zeros alone': '00000000000',
  'an IBAN whose check digits do not fit': 'NO9486011117947',
  'an IBAN that is too short for its country': 'DE8937040044053201300',
  'a country without IBANs': 'US9386011117947',
};
const at = (pointer: string) => ({
  status: 400,
  body: { type: 'urn:tilsagn:problem:invalid-request', errors: [{ pointer }] },
});

describe('an account number', () => {
  let system: System;
  let applicant: Person;
  let callId: string;
  beforeAll(async () => {
    system = await startSystem();
    const { manager } = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(manager, SCHEME, 10_000_000);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });
  const documentWith = (account: string) => {
    const document = documentOf(100_000);
    return { ...document, applicant: { ...document.applicant, account } };
  };

  it.each(Object.entries(NONE))('of a draft is refused with %s', async (_, account) => {
    const { id } = done(await applicant.post('/v1/applications', { callId, ...documentOf(100_000) }));
    const document = documentWith(account);
    expect(await applicant.post('/v1/applications', { callId, ...document })).toMatchObject(
      at('/applicant/account'),
    );
    expect(await applicant.put(`/v1/applications/${id}`, document)).toMatchObject(at('/applicant/account'));
  });

  it.each(['86011117947', 'NO9386011117947', 'DE89370400440532013000', testAccountOf('987654325')])(
    'is taken as %s',
    async (account) => {
      const document = documentWith(account);
      const { id } = done(await applicant.post('/v1/applications', { callId, ...document }));
      done(await applicant.post(`/v1/applications/${id}/submission`));
    },
  );

  it('of a pilot partner is looked at alike', async () => {
    const cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'bonds');
    const { id } = await pilotIn('framework adopted', cast, 'bonds');
    const join = (account: string) =>
      cast.caseworker.post(`/v1/pilots/${id}/partners`, { ...examples.partner, account });
    for (const account of Object.values(NONE)) expect(await join(account)).toMatchObject(at('/account'));
    done(await join('NO9386011117947'));
  });
});
