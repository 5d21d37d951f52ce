import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streams } from '#grants/contract/events.js';
import { onRecord } from '#test/support/on-record.js';
import {
  done,
  officialsOf,
  openScheme,
  submitApplication,
  YEAR,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const impartiality = { conflict: false };
const problem = (code: string) => ({ status: 409, body: { type: `urn:tilsagn:problem:${code}` } });
/** Two instalments that are due, and one that falls due later in the year. */
const SCHEDULE = [
  { dueDate: `${YEAR}-01-10`, amount: nok(100_000) },
  { dueDate: `${YEAR}-02-10`, amount: nok(50_000) },
  { dueDate: `${YEAR}-06-01`, amount: nok(50_000) },
];

interface Payout {
  readonly id: string;
  readonly status: string;
  readonly amount: { readonly amount: number };
}

describe('an accepted grant whose decision is annulled on appeal', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-03-02T10:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is paid no more until a new decision grants it, whose money the old commitment holds in part', async () => {
    // Just enough for the new decision: what the award holds is not reserved a second time.
    const id = await accepted('reopened-granted', 300_000);
    await annulled(id);

    expect(await payoutsOf(id)).toEqual(['cancelled 50000', 'settled 100000']);
    expect(await caseOf(id)).toMatchObject({ state: 'under-assessment', paid: nok(100_000) });
    const amendment = { kind: 'dates', payments: [], grounds: 'Later' };
    expect(await officials.caseworker.post(`/v1/awards/${id}/amendments`, amendment)).toMatchObject({
      status: 409,
      body: { type: 'urn:tilsagn:problem:award-suspended' },
    });
    await moveTo(system, `${YEAR}-06-02T08:00:00Z`);
    expect(await payoutsOf(id)).toHaveLength(2);

    await decided(id, 'granted', 300_000, [
      { dueDate: `${YEAR}-01-10`, amount: nok(100_000) },
      { dueDate: `${YEAR}-06-10`, amount: nok(200_000) },
    ]);
    expect(await caseOf(id)).toMatchObject({ state: 'accepted', granted: nok(300_000) });
    expect(await reserved('reopened-granted')).toBe(300_000);
    await moveTo(system, `${YEAR}-06-11T08:00:00Z`);
    await paid(id);
    expect(await payoutsOf(id)).toEqual([
      'cancelled 50000',
      'settled 100000',
      'settled 100000',
      'settled 100000',
    ]);
    expect(await caseOf(id)).toMatchObject({ state: 'paid', paid: nok(300_000) });
    expect(await applicant.post(`/v1/awards/${id}/acceptance`)).toMatchObject({ status: 409 });
  });

  it('is revoked by a new decision that rejects it, and comes back when that is changed on appeal', async () => {
    const id = await accepted('reopened-rejected', 200_000);
    await annulled(id);
    await decided(id, 'rejected', 0, []);

    expect(await caseOf(id)).toMatchObject({ state: 'revoked', granted: nok(0), paid: nok(100_000) });
    expect(await reserved('reopened-rejected')).toBe(100_000);
    expect(await recoveriesOf(id)).toMatchObject([{ state: 'forewarned', amount: nok(100_000) }]);
    const against = { kind: 'revocation', id };
    expect(
      await applicant.post(`/v1/cases/${id}/appeals`, { against, grounds: 'It goes well.' }),
    ).toMatchObject({ status: 409, body: { type: 'urn:tilsagn:problem:nothing-to-appeal' } });

    await appeal(id, 2, {
      outcome: 'changed',
      newDecision: {
        outcome: 'granted',
        amount: nok(180_000),
        conditions: [],
        schedule: [{ dueDate: `${YEAR}-06-01`, amount: nok(180_000) }],
      },
    });
    expect(await caseOf(id)).toMatchObject({ state: 'accepted', granted: nok(180_000) });
    expect(await recoveriesOf(id)).toMatchObject([{ state: 'annulled' }]);
    expect(await reserved('reopened-rejected')).toBe(180_000);
    await paid(id);
    expect(await caseOf(id)).toMatchObject({ state: 'paid', paid: nok(180_000) });
  });

  it('ends when the application is withdrawn: what was paid is claimed, what was not is free', async () => {
    const id = await accepted('reopened-withdrawn', 200_000);
    await annulled(id);
    expect(await reserved('reopened-withdrawn')).toBe(200_000);
    done(await applicant.post(`/v1/applications/${id}/withdrawal`));
    await settled(system);

    expect(await caseOf(id)).toMatchObject({ state: 'revoked', granted: nok(0), paid: nok(100_000) });
    expect(await reserved('reopened-withdrawn')).toBe(100_000);
    expect(await recoveriesOf(id)).toMatchObject([{ state: 'forewarned', amount: nok(100_000) }]);
    expect((await officials.caseworker.get(`/v1/awards/${id}`)).body).toMatchObject({
      state: 'revoked',
      dueBack: nok(100_000),
    });
    const against = { kind: 'revocation', id };
    expect(
      await applicant.post(`/v1/cases/${id}/appeals`, { against, grounds: 'I withdrew.' }),
    ).toMatchObject({ status: 409, body: { type: 'urn:tilsagn:problem:nothing-to-appeal' } });
  });

  it('rests where it was withdrawn before that was a rule, until a decision-maker has it end', async () => {
    const id = await accepted('withdrawn-before', 200_000);
    const { caseworker, decisionMaker } = officials;
    const end = (person: Person) => person.post(`/v1/awards/${id}/ending`);
    expect(await end(decisionMaker)).toMatchObject(problem('not-withdrawn'));
    await annulled(id);
    expect(await end(decisionMaker)).toMatchObject(problem('not-withdrawn'));
    await onRecord(system, streams.application(id), { type: 'ApplicationWithdrawn', caseId: id, data: {} });
    await settled(system);
    expect(await caseOf(id)).toMatchObject({ state: 'withdrawn' });
    expect(await reserved('withdrawn-before')).toBe(200_000);
    expect(await recoveriesOf(id)).toEqual([]);

    expect((await end(caseworker)).status).toBe(403);
    done(await end(decisionMaker));
    await settled(system);
    expect(await caseOf(id)).toMatchObject({ state: 'revoked', granted: nok(0), paid: nok(100_000) });
    expect(await reserved('withdrawn-before')).toBe(100_000);
    expect(await recoveriesOf(id)).toMatchObject([{ state: 'forewarned', amount: nok(100_000) }]);
    expect(await end(decisionMaker)).toMatchObject(problem('wrong-state'));
  });

  it('ends so too after a reversal of own motion; what the bank pays later is claimed as well', async () => {
    const id = await accepted('reversed-withdrawn', 200_000);
    const { caseworker, decisionMaker, attester, finance } = officials;
    const [second] = (await payouts(id)).filter(({ status }) => status === 'due');
    done(await attester.post(`/v1/payouts/${second!.id}/attestation`, { impartiality }));
    done(await decisionMaker.post(`/v1/payouts/${second!.id}/approval`, { impartiality }));
    done(await finance.post(`/v1/payouts/${second!.id}/instruction`));
    const grounds = 'The offers had not been looked at.';
    done(await caseworker.post(`/v1/applications/${id}/own-reversal`, { impartiality, grounds }));
    const other = await system.as('bo', 'decision-maker', 'directorate');
    done(await other.post(`/v1/applications/${id}/own-reversal-approval`, { impartiality }));
    await settled(system);
    done(await applicant.post(`/v1/applications/${id}/withdrawal`));
    await settled(system);
    const bank = { status: 'settled', settledOn: todayIn(system), bankReference: 'late' };
    done(await finance.post(`/v1/payouts/${second!.id}/settlement`, bank));
    await settled(system);
    const claimed = (await recoveriesOf(id)).map(({ amount }) => amount.amount);
    expect(claimed.toSorted((a, b) => a - b)).toEqual([50_000, 100_000]);
    expect(await reserved('reversed-withdrawn')).toBe(150_000);
  });

  /** A grant of 200 000 of which the first instalment is paid and the second waits for its approval. */
  async function accepted(code: string, appropriation: number): Promise<string> {
    const period = { period: { years: 1 }, outerLimit: { years: 2 } };
    const callId = await openScheme(officials.manager, code, appropriation, {
      appeal: { ...period, body: 'ministry', bodyName: 'The ministry of labour' },
    });
    const id = await submitApplication(applicant, callId, 300_000);
    done(await officials.caseworker.post(`/v1/applications/${id}/assignment`));
    done(await officials.caseworker.post(`/v1/applications/${id}/impartiality`, impartiality));
    await decided(id, 'granted', 200_000, SCHEDULE);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await paid(id, 100_000);
    return id;
  }

  async function decided(id: string, outcome: string, amount: number, schedule: object[]): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    const rationale = 'As far as can be seen';
    const step = async (name: string, content: object) =>
      done(await caseworker.post(`/v1/applications/${id}/${name}`, content));
    await step('scores', { scores: [{ criterion: 'need', score: 3, rationale }] });
    await step('recommendation', { outcome, amount: nok(amount), rationale });
    const grounds = 'It fits the goal of the scheme';
    await step('proposal', { outcome, amount: nok(amount), grounds, conditions: [], schedule });
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    await settled(system);
  }

  function annulled(id: string): Promise<void> {
    return appeal(id, 1, { outcome: 'annulled' });
  }

  async function appeal(id: string, number: number, decision: object): Promise<void> {
    const against = { kind: 'decision', number };
    const content = { against, grounds: 'The need was overlooked.' };
    const appealId = done(await applicant.post(`/v1/cases/${id}/appeals`, content)).id;
    const statement = { statement: 'Nothing new was said.' };
    done(await officials.caseworker.post(`/v1/appeals/${appealId}/forwarding`, statement));
    const grounds = 'The offers were not looked at.';
    done(await body.post(`/v1/appeals/${appealId}/decision`, { impartiality, grounds, ...decision }));
    await settled(system);
  }

  /** Pays what is due; only payouts of that amount when one is given. */
  async function paid(id: string, amount?: number): Promise<void> {
    const { attester, decisionMaker, finance } = officials;
    await settled(system);
    for (const payout of await payouts(id)) {
      if (payout.status !== 'due' || (amount !== undefined && payout.amount.amount !== amount)) continue;
      const path = `/v1/payouts/${payout.id}`;
      done(await attester.post(`${path}/attestation`));
      done(await decisionMaker.post(`${path}/approval`));
      done(await finance.post(`${path}/instruction`));
      const settlement = { status: 'settled', settledOn: todayIn(system), bankReference: 'B-1' };
      done(await finance.post(`${path}/settlement`, settlement));
    }
    await settled(system);
  }

  async function payouts(id: string): Promise<readonly Payout[]> {
    const path = `/v1/payouts?case=${id}&after=${await headOf(system)}`;
    return (await officials.finance.get<{ items: Payout[] }>(path)).body.items;
  }

  async function payoutsOf(id: string): Promise<string[]> {
    return (await payouts(id)).map(({ status, amount }) => `${status} ${amount.amount}`).toSorted();
  }

  async function recoveriesOf(id: string): Promise<readonly { readonly amount: ReturnType<typeof nok> }[]> {
    const path = `/v1/recoveries?case=${id}&after=${await headOf(system)}`;
    return (await officials.caseworker.get<{ items: { amount: ReturnType<typeof nok> }[] }>(path)).body.items;
  }

  async function caseOf(id: string): Promise<unknown> {
    return (await officials.caseworker.get(`/v1/cases/${id}?after=${await headOf(system)}`)).body;
  }

  async function reserved(code: string): Promise<number> {
    const { body: budget } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${code}?after=${await headOf(system)}`,
    );
    return budget.years[0]!.reserved.amount;
  }
});
