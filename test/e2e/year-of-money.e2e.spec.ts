import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, officialsOf, openScheme, submitApplication, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled } from '#test/support/time.js';

const SCHEME = 'year-of-money';
const nok = (kroner: number) => ({ amount: kroner * 100, currency: 'NOK' });
const impartiality = { conflict: false };

type Amounts = Record<
  'reserved' | 'settled' | 'returned' | 'left' | 'overdrawn' | 'free',
  { amount: number }
>;

describe('money due in December 2027 that the bank settles on 3 January 2028', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let caseId: string;
  let payout: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2027-11-02T10:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    const reporting = [{ code: 'annual', title: 'Annual report', every: 'year', dueMonth: 3, dueDay: 31 }];
    const callId = await openScheme(officials.manager, SCHEME, 1_000, {
      reporting: reporting.map((each) => ({
        ...each,
        withAccounts: false,
        withAuditorStatement: false,
        remindDaysBefore: 28,
      })),
    });
    done(await appropriate(2027, 300_000, { transferable: true }));
    done(await appropriate(2028, 200_000));
    caseId = await submitApplication(applicant, callId, 25_000_000);
    await decided();
    done(await applicant.post(`/v1/awards/${caseId}/acceptance`));
    await moveTo(system, '2027-12-20T10:00:00Z');
    const { body } = await officials.finance.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${caseId}&after=${await headOf(system)}`,
    );
    payout = `/v1/payouts/${body.items[0]!.id}`;
    await sendToTheBank();
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is held for 2027 while it is on its way', async () => {
    expect(await budget()).toEqual({
      2027: { reserved: 250_000, settled: 0, returned: 0, left: 300_000, overdrawn: 0, free: 50_000 },
      2028: { reserved: 0, settled: 0, returned: 0, left: 200_000, overdrawn: 0, free: 200_000 },
    });
  });

  it('is money of 2028: the commitment moves, beyond what was given, and 2027 has all of it left', async () => {
    expect(await reportPeriod()).toEqual([[2027, 2027, '2028-03-31']]);
    await moveTo(system, '2028-01-03T10:00:00Z');
    done(await settle('2028-01-03', 'B-1'));
    await settled(system);
    const year2028 = { reserved: 250_000, settled: 250_000, returned: 0, left: -50_000 };
    expect(await budget()).toEqual({
      2027: { reserved: 0, settled: 0, returned: 0, left: 300_000, overdrawn: 0, free: 300_000 },
      2028: { ...year2028, overdrawn: 50_000, free: -50_000 },
    });
    expect(await reportPeriod()).toEqual([[2027, 2027, '2028-03-31']]);
    const { body } = await officials.caseworker.get<{ items: { what: string }[] }>(
      `/v1/cases/${caseId}/history?after=${await headOf(system)}`,
    );
    expect(body.items.map(({ what }) => what)).toContain(
      'NOK 250,000.00 held for 2027 counts in 2028: it was paid then',
    );
  });

  it('is transferred with what else is left of 2027, and no more', async () => {
    const more = await appropriate(2028, 200_000, { transferredIn: nok(300_001) });
    expect(more).toMatchObject({
      status: 409,
      body: { type: 'urn:tilsagn:problem:beyond-left', year: 2027, left: 30_000_000 },
    });
    done(await appropriate(2028, 200_000, { transferredIn: nok(300_000) }));
    expect(await budget()).toMatchObject({ 2028: { left: 250_000, overdrawn: 0, free: 250_000 } });
    expect(await appropriate(2029, 100_000, { transferredIn: nok(1) })).toMatchObject({
      status: 409,
      body: { type: 'urn:tilsagn:problem:not-transferable' },
    });
  });

  it('counts in the year of its return when it comes back, and in that of the second payment', async () => {
    await moveTo(system, '2028-12-20T10:00:00Z');
    const back = { returnedOn: '2028-12-20', bankReference: 'R-1', reasonCode: 'AC04' };
    done(await officials.finance.post(`${payout}/return`, back));
    expect(await budget()).toMatchObject({ 2028: { settled: 250_000, returned: 250_000, left: 500_000 } });
    done(await officials.finance.post(`${payout}/instruction`));
    await moveTo(system, '2029-01-04T10:00:00Z');
    const { body } = await officials.finance.get<{ instructionId: string }>(
      `${payout}?after=${await headOf(system)}`,
    );
    done(await settle('2029-01-04', 'B-2', body.instructionId));
    expect(await budget()).toMatchObject({
      2028: { reserved: 0, left: 500_000 },
      2029: { reserved: 250_000, settled: 250_000, left: -250_000, overdrawn: 250_000 },
    });
  });

  it('is moved once, however often everything runs again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  function appropriate(year: number, kroner: number, more: object = {}) {
    const body = { year, amount: nok(kroner), ...more };
    return officials.manager.post(`/v1/budgets/${SCHEME}/appropriations`, body);
  }

  async function decided(): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    const at = `/v1/applications/${caseId}`;
    const step = async (name: string, content: object = {}) =>
      done(await caseworker.post(`${at}/${name}`, content));
    const rationale = 'Many need it';
    done(await caseworker.post(`${at}/assignment`));
    await step('impartiality', impartiality);
    await step('scores', { scores: [{ criterion: 'need', score: 5, rationale }] });
    await step('recommendation', { outcome: 'granted', amount: nok(250_000), rationale });
    const schedule = [{ dueDate: '2027-12-15', amount: nok(250_000) }];
    const grounds = 'It fits the goal of the scheme';
    await step('proposal', { outcome: 'granted', amount: nok(250_000), grounds, conditions: [], schedule });
    done(await decisionMaker.post(`${at}/approval`, { impartiality }));
  }

  async function sendToTheBank(): Promise<void> {
    const { attester, decisionMaker, finance } = officials;
    done(await attester.post(`${payout}/attestation`));
    done(await decisionMaker.post(`${payout}/approval`));
    done(await finance.post(`${payout}/instruction`));
  }

  function settle(settledOn: string, bankReference: string, instructionId?: string) {
    const report = { status: 'settled', settledOn, bankReference, instructionId };
    return officials.finance.post(`${payout}/settlement`, report);
  }

  async function reportPeriod(): Promise<unknown> {
    const { body } = await officials.caseworker.get<{ items: Record<string, unknown>[] }>(
      `/v1/reports?case=${caseId}&after=${await headOf(system)}`,
    );
    return body.items.map(({ fromYear, toYear, dueOn }) => [fromYear, toYear, dueOn]);
  }

  /** Kroner by budget year from 2027 on, as finance sees them. */
  async function budget() {
    const { body } = await officials.finance.get<{ years: ({ year: number } & Amounts)[] }>(
      `/v1/budgets/${SCHEME}?after=${await headOf(system)}`,
    );
    return Object.fromEntries(
      body.years
        .filter(({ year }) => year >= 2027)
        .map(({ year, reserved, settled: paid, returned, left, overdrawn, free }) => [
          year,
          {
            reserved: reserved.amount / 100,
            settled: paid.amount / 100,
            returned: returned.amount / 100,
            left: left.amount / 100,
            overdrawn: overdrawn.amount / 100,
            free: free.amount / 100,
          },
        ]),
    );
  }
});
