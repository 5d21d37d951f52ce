import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  documentOf,
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  YEAR,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type Problem, type Receipt, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

const [OLA, KARI, PER] = ['987654325', '123456785', '974760673'];
const NOK = (kroner: number) => ({ amount: kroner * 100, currency: 'NOK' });

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly caseId: string;
    readonly total: object;
    readonly register: { readonly state: string; readonly due: string };
  }[];
}

describe('de minimis aid', () => {
  let system: System;
  let officials: Officials;
  let callId: string;

  beforeAll(async () => {
    // Early in the year, so that the last day of it is not due yet.
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-03-02T10:00:00Z` });
    officials = await officialsOf(system);
    const stateAid = {
      kind: 'de-minimis',
      limitEuroCents: 300_000_00,
      window: { years: 3 },
      registerWithin: { days: 20 },
    };
    const appeal = {
      period: { weeks: 3 },
      outerLimit: { years: 1 },
      body: 'ministry',
      bodyName: 'The ministry of labour',
    };
    callId = await openScheme(officials.manager, 'aid', 100_000_000_00, { stateAid, appeal });
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const NONE = { group: [], otherAid: [] };
  const applied = async (applicant: Person, kroner: number, stateAid: object | null = NONE) => {
    const document = { ...documentOf(kroner * 100), ...(stateAid === null ? {} : { stateAid }) };
    const { id } = done(await applicant.post('/v1/applications', { callId, ...document }));
    done(await applicant.post(`/v1/applications/${id}/submission`));
    await prepareGrant(officials.caseworker, id, kroner * 100);
    return id;
  };
  const approve = (id: string) =>
    officials.decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality: { conflict: false } });
  const rate = (who: Person, body: object) => who.post('/v1/currency-rates', body);
  const reserved = async () => {
    const path = `/v1/budgets/aid?after=${await headOf(system)}`;
    return (await officials.manager.get<{ totals: { reserved: object } }>(path)).body.totals.reserved;
  };
  const aidOf = async (query: string, after: string) =>
    (await officials.caseworker.get<Listed>(`/v1/state-aid?${query}&after=${after}`)).body.items;

  it('needs a rate before anything is granted', async () => {
    const id = await applied(await system.as('per', 'applicant', PER), 1000);
    expect((await approve(id)).body).toMatchObject({
      type: 'urn:tilsagn:problem:currency-rate-missing',
      currency: 'NOK',
    });
    const given = { currency: 'NOK', date: `${YEAR}-01-01`, rate: '10', source: 'ECB' };
    expect((await rate(officials.caseworker, given)).status).toBe(403);
    done(await rate(officials.manager, given));
    expect((await officials.caseworker.get('/v1/currency-rates/NOK')).body).toEqual({
      currency: 'NOK',
      rates: [{ date: `${YEAR}-01-01`, rate: '10', source: 'ECB' }],
    });
    done(await approve(id));
  });

  it('is granted to a group up to its limit: the other member is refused, and the money is free again', async () => {
    const ola = await system.as('ola', 'applicant', OLA);
    const kari = await system.as('kari', 'applicant', KARI);
    const declared = {
      group: [KARI],
      otherAid: [{ grantor: 'Innovation Norway', amount: NOK(500_000), grantedOn: `${YEAR}-01-01` }],
    };
    const first = await applied(ola, 1_500_000, declared);
    const second = await applied(kari, 1_500_000);
    const { position } = done(await approve(first));
    const before = await reserved();

    const refused = await approve(second);
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({
        type: 'urn:tilsagn:problem:de-minimis-exceeded',
        limit: 300_000_00,
        previous: 200_000_00,
        free: 100_000_00,
        undertaking: [KARI, OLA],
      }),
    ]);
    expect(await reserved()).toEqual(before);

    expect(await aidOf(`undertaking=${KARI}`, position)).toMatchObject([
      { caseId: first, total: { amount: 200_000_00, currency: 'EUR' }, register: { state: 'due' } },
    ]);
    const history = await officials.caseworker.get<{ items: { what: string }[] }>(
      `/v1/cases/${first}/history?after=${position}`,
    );
    expect(JSON.stringify(history.body)).toContain('EUR 200,000.00 of EUR 300,000.00');
    const third = await applied(kari, 1_000_000);
    done(await approve(third));
  });

  it('waits for what the applicant declares, and for nothing else', async () => {
    const ylva = await system.as('ylva', 'applicant', '944444440');
    const id = await applied(ylva, 2_000, null);
    const before = await reserved();
    const undeclared = { status: 409, body: { type: 'urn:tilsagn:problem:state-aid-undeclared' } };
    expect(await approve(id)).toMatchObject(undeclared);
    expect(await approve(id)).toMatchObject(undeclared);
    expect(await reserved()).toEqual(before);

    const path = `/v1/applications/${id}/state-aid-declaration`;
    const other = await system.as('kari', 'applicant', KARI);
    expect(await other.post(path, NONE)).toMatchObject({ status: 404 });
    expect(await officials.caseworker.post(path, NONE)).toMatchObject({ status: 403 });
    expect(await ylva.post(path, { group: ['944444441'], otherAid: [] })).toMatchObject({
      status: 422,
      body: { type: 'urn:tilsagn:problem:organisation-number-invalid' },
    });
    const said = { group: ['NO 955 555 554 MVA'], otherAid: [] };
    const { position } = done(await ylva.post(path, said));
    expect((await ylva.get(`/v1/cases/${id}?after=${position}`)).body).toMatchObject({
      stateAid: { group: ['955555554'], otherAid: [] },
    });
    const { position: granted } = done(await approve(id));
    expect(await aidOf(`undertaking=955555554`, granted)).toMatchObject([{ caseId: id }]);
  });

  it('is not given where an appeal is won before the applicant has declared', async () => {
    const tor = await system.as('tor', 'applicant', '966666668');
    const body = await system.as('mona', 'appeal-body', 'ministry');
    const id = await applied(tor, 1_000, null);
    const none = { outcome: 'rejected', amount: NOK(0) };
    done(await officials.caseworker.post(`/v1/applications/${id}/proposal`, { ...none, grounds: 'No' }));
    done(await approve(id));
    const appeal = { against: { kind: 'decision', number: 1 }, grounds: 'The need was overlooked.' };
    const appealId = done(await tor.post(`/v1/cases/${id}/appeals`, appeal)).id;
    const statement = { statement: 'Nothing new was said.' };
    done(await officials.caseworker.post(`/v1/appeals/${appealId}/forwarding`, statement));
    const decide = () =>
      body.post<Receipt & Problem>(`/v1/appeals/${appealId}/decision`, {
        impartiality: { conflict: false },
        outcome: 'changed',
        grounds: 'The need is documented.',
        newDecision: {
          outcome: 'granted',
          amount: NOK(1_000),
          conditions: [],
          schedule: [{ dueDate: `${YEAR}-12-31`, amount: NOK(1_000) }],
        },
      });
    expect(await decide()).toMatchObject({
      status: 409,
      body: { type: 'urn:tilsagn:problem:state-aid-undeclared' },
    });
    done(await tor.post(`/v1/applications/${id}/state-aid-declaration`, NONE));
    done(await decide());
  });

  it('is declared only where the scheme gives such aid', async () => {
    const plain = await openScheme(officials.manager, 'no-aid', 100_000_00);
    const ola = await system.as('ola', 'applicant', OLA);
    const { id } = done(await ola.post('/v1/applications', { callId: plain, ...documentOf(1) }));
    done(await ola.post(`/v1/applications/${id}/submission`));
    expect(await ola.post(`/v1/applications/${id}/state-aid-declaration`, NONE)).toMatchObject({
      status: 409,
      body: { type: 'urn:tilsagn:problem:no-state-aid' },
    });
  });

  it('of others was granted by the day on which it is declared', async () => {
    const per = await system.as('per', 'applicant', PER);
    const aid = { grantor: 'Innovation Norway', amount: { amount: 100_00, currency: 'EUR' } };
    const declared = async (grantedOn: string) => {
      const stateAid = { group: [], otherAid: [{ ...aid, grantedOn }] };
      const { id } = done(await per.post('/v1/applications', { callId, ...documentOf(1), stateAid }));
      return per.post(`/v1/applications/${id}/submission`);
    };
    for (const day of ['2199-12-31', `${YEAR}-03-03`])
      expect(await declared(day)).toMatchObject({
        status: 422,
        body: { type: 'urn:tilsagn:problem:date-out-of-range', member: 'stateAid/otherAid/0/grantedOn' },
      });
    done(await declared(`${YEAR}-03-02`));
  });

  it('lets one of two pass that are approved at the same moment', async () => {
    const both = ['922222223', '910000020'];
    const cases = await Promise.all(
      both.map(async (organisation, index) =>
        applied(await system.as(`p${index}`, 'applicant', organisation), 2_000_000, {
          group: both,
          otherAid: [],
        }),
      ),
    );
    const answers = await Promise.all(cases.map(approve));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('of a decision that an appeal leads to is within the limit, or the outcome is not made; less is less aid', async () => {
    const nils = await system.as('nils', 'applicant', '933333337');
    const body = await system.as('mona', 'appeal-body', 'ministry');
    const impartiality = { conflict: false };
    const granted = (kroner: number) => ({
      outcome: 'granted',
      amount: NOK(kroner),
      conditions: [],
      schedule: [{ dueDate: `${YEAR}-12-31`, amount: NOK(kroner) }],
    });
    const appealed = async (id: string, number: number) => {
      const content = { against: { kind: 'decision', number }, grounds: 'The need was overlooked.' };
      const appealId = done(await nils.post(`/v1/cases/${id}/appeals`, content)).id;
      const statement = { statement: 'Nothing new was said.' };
      done(await officials.caseworker.post(`/v1/appeals/${appealId}/forwarding`, statement));
      const decide = (newDecision: object) =>
        body.post<Receipt & Problem>(`/v1/appeals/${appealId}/decision`, {
          impartiality,
          outcome: 'changed',
          grounds: 'The need is documented.',
          newDecision,
        });
      return { decide, appealId };
    };
    done(await approve(await applied(nils, 2_000_000)));
    const id = await applied(nils, 3_000_000);
    const none = { outcome: 'rejected', amount: NOK(0) };
    const { caseworker } = officials;
    done(await caseworker.post(`/v1/applications/${id}/proposal`, { ...none, grounds: 'No' }));
    done(await approve(id));

    const first = await appealed(id, 1);
    expect(await first.decide(granted(1_000_001))).toMatchObject({
      status: 409,
      body: { type: 'urn:tilsagn:problem:de-minimis-exceeded', free: 100_000_00 },
    });
    expect((await nils.get(`/v1/appeals/${first.appealId}`)).body).toMatchObject({ state: 'forwarded' });
    done(await first.decide(granted(1_000_000)));
    await settled(system);
    expect(await aidOf(`case=${id}`, await headOf(system))).toMatchObject([
      { amountEuro: { amount: 100_000_00 }, total: { amount: 300_000_00 } },
    ]);

    const other = await applied(nils, 400_000);
    expect(await approve(other)).toMatchObject({ status: 409 });
    done(await nils.post(`/v1/awards/${id}/acceptance`));
    const payments = [{ dueDate: `${YEAR}-12-31`, amount: NOK(600_000) }];
    const less = { kind: 'amount', amount: NOK(600_000), payments, grounds: 'Less is done.' };
    done(await caseworker.post(`/v1/awards/${id}/amendments`, less));
    done(await officials.decisionMaker.post(`/v1/awards/${id}/amendments/1/approval`));
    await settled(system);
    expect(await aidOf(`case=${id}`, await headOf(system))).toMatchObject([
      { amountEuro: { amount: 60_000_00 }, register: { state: 'due' } },
    ]);
    done(await approve(other));
  });

  it('is confirmed in the public register by a caseworker of the directorate', async () => {
    const id = await applied(await system.as('per', 'applicant', PER), 1000);
    const { position } = done(await approve(id));
    const [aid] = await aidOf(`case=${id}&register=due`, position);
    const entry = { enteredOn: `${YEAR}-03-02`, reference: 'TS-17' };
    const path = `/v1/state-aid/${aid!.id}/register-entry`;
    expect((await officials.decisionMaker.post(path, entry)).status).toBe(403);
    const stranger = await system.as('x', 'caseworker', 'another-directorate');
    expect((await stranger.post(path, entry)).status).toBe(404);
    expect((await stranger.get<Listed>('/v1/state-aid')).body.items).toEqual([]);
    const { position: after } = done(await officials.caseworker.post(path, entry));
    expect(await aidOf(`case=${id}&register=due`, after)).toEqual([]);
    expect(await aidOf(`case=${id}`, after)).toMatchObject([
      { register: { state: 'entered', reference: 'TS-17' } },
    ]);
  });
});

describe('de minimis aid granted on 9 March 2026', () => {
  let system: System;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-03-09T10:00:00Z' });
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is due in the register after 20 working days, which Easter makes 9 April', async () => {
    const { manager, caseworker, decisionMaker } = await officialsOf(system);
    const stateAid = {
      kind: 'de-minimis',
      limitEuroCents: 300_000_00,
      window: { years: 3 },
      registerWithin: { workingDays: 20 },
    };
    const callId = await openScheme(manager, 'easter', 1_000_000_00, { stateAid }, 2026);
    const rate = { date: '2026-03-06', currency: 'NOK', rate: '11.5', source: 'ECB' };
    done(await manager.post('/v1/currency-rates', rate));
    const document = { ...documentOf(100_000_00), stateAid: { group: [], otherAid: [] } };
    const applicant = await system.as('ola', 'applicant', OLA);
    const { id } = done(await applicant.post('/v1/applications', { callId, ...document }));
    done(await applicant.post(`/v1/applications/${id}/submission`));
    await prepareGrant(caseworker, id, 100_000_00, 2026);
    const approval = { impartiality: { conflict: false } };
    const { position } = done(await decisionMaker.post(`/v1/applications/${id}/approval`, approval));
    const { body } = await caseworker.get<Listed>(`/v1/state-aid?case=${id}&after=${position}`);
    expect(body.items).toMatchObject([{ register: { state: 'due', due: '2026-04-09' } }]);
  });
});
