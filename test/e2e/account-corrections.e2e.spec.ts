import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dateInOslo } from '#calendar/oslo.js';
import {
  documentOf,
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
  YEAR,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo } from '#test/support/time.js';

const SCHEME = 'corrections';
const OLD = documentOf(0).applicant.account;
const NEW = 'NO9386011117947';
const NEWER = '12345678911';
const evidence = 'A letter of the bank of 2 June';
const problem = (status: number, code: string, more: object = {}) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}`, ...more },
});
const failed = { status: 'failed', reasonCode: 'AC04', reason: 'Account closed' };

describe('where a grant is paid to', () => {
  let system: System;
  let officials: Officials;
  let other: Person;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    officials = await officialsOf(system);
    other = await system.as('beate', ['caseworker', 'decision-maker'], 'directorate');
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager, SCHEME, 100_000_000);
    const next = { year: YEAR + 1, amount: { amount: 100_000_000, currency: 'NOK' } };
    done(await officials.manager.post(`/v1/budgets/${SCHEME}/appropriations`, next));
    done(
      await officials.manager.post(`/v1/budgets/${SCHEME}/commitment-authorities`, { ...next, year: YEAR }),
    );
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is corrected after money came back from a closed account, and paid there once attested anew', async () => {
    const { finance, decisionMaker } = officials;
    const { caseId, payout } = await accepted();
    await sendToTheBank(payout);
    done(await finance.post(`${payout}/settlement`, settled()));
    done(await finance.post(`${payout}/return`, returned()));
    expect(await shown(payout)).toEqual(['returned', OLD, 0]);

    done(await propose(applicant, caseId, NEW));
    expect(await shown(payout)).toEqual(['returned', OLD, 0]);
    expect(await nextOf(caseId)).toBe('judge-account-correction');
    const { body } = await decisionMaker.get<{ accountCorrection: object }>(
      `/v1/awards/${caseId}?after=${await headOf(system)}`,
    );
    expect(body.accountCorrection).toEqual({
      number: 1,
      proposer: 'ola',
      byRecipient: true,
      account: NEW,
      evidence,
    });
    done(await decisionMaker.post(`/v1/awards/${caseId}/account-corrections/1/approval`));

    expect(await shown(payout)).toEqual(['due', NEW, 0]);
    expect(await finance.post(`${payout}/instruction`)).toMatchObject(problem(409, 'wrong-state'));
    await sendToTheBank(payout);
    expect(await shown(payout)).toEqual(['instructed', NEW, 0]);
    const { body: again } = await finance.get<{ instructionId: string }>(
      `${payout}?after=${await headOf(system)}`,
    );
    done(
      await finance.post(`${payout}/settlement`, { ...settled('B-2'), instructionId: again.instructionId }),
    );
    expect(await shown(payout)).toEqual(['settled', NEW, 300_000]);
    expect(await caseOf(caseId)).toEqual({ state: 'paid', paid: 300_000, status: 'settled' });
  });

  it.each(['due', 'attested', 'approved', 'failed'] as const)(
    'is another for a payout that is %s, which is attested anew',
    async (status) => {
      const { attester, finance } = officials;
      const { caseId, payout } = await accepted();
      if (status !== 'due') done(await attester.post(`${payout}/attestation`));
      if (status === 'approved' || status === 'failed') done(await other.post(`${payout}/approval`));
      if (status === 'failed') {
        done(await finance.post(`${payout}/instruction`));
        done(await finance.post(`${payout}/settlement`, failed));
      }
      expect((await shown(payout))[0]).toBe(status);
      await correct(caseId, NEW);
      expect(await shown(payout)).toEqual(['due', NEW, 0]);
      expect(await caseOf(caseId)).toMatchObject({ status: 'due', paid: 0 });
      for (const step of ['approval', 'instruction'])
        expect((await (step === 'approval' ? other : finance).post(`${payout}/${step}`)).status).toBe(409);
      await sendToTheBank(payout);
      expect(await shown(payout)).toEqual(['instructed', NEW, 0]);
    },
  );

  it('stays the same for what is with the bank, until that fails', async () => {
    const { finance } = officials;
    const paid = await accepted();
    await sendToTheBank(paid.payout);
    await correct(paid.caseId, NEW);
    expect(await shown(paid.payout)).toEqual(['instructed', OLD, 0]);
    done(await finance.post(`${paid.payout}/settlement`, settled()));
    expect(await shown(paid.payout)).toEqual(['settled', OLD, 300_000]);

    const { caseId, payout } = await accepted();
    await sendToTheBank(payout);
    const amount = { amount: 100_000, currency: 'NOK' };
    done(await finance.post(`${payout}/settlement`, { ...settled(), amount }));
    await correct(caseId, NEW);
    expect(await finance.post(`${payout}/instruction`)).toMatchObject(problem(409, 'account-corrected'));
    done(await finance.post(`${payout}/settlement`, failed));
    expect(await shown(payout)).toEqual(['due', NEW, 100_000]);
    expect(await caseOf(caseId)).toMatchObject({ status: 'due', paid: 100_000 });
    await sendToTheBank(payout);
    expect(await shown(payout)).toEqual(['instructed', NEW, 100_000]);
  });

  it('waits for the last of what is with the bank, also where some of it came back: 40 000 go to the new one', async () => {
    const { finance } = officials;
    const { caseId, payout } = await accepted();
    const part = (amount: number) => ({ amount: { amount, currency: 'NOK' } });
    await sendToTheBank(payout);
    await correct(caseId, NEW);
    done(await finance.post(`${payout}/settlement`, { ...settled(), ...part(100_000) }));
    done(await finance.post(`${payout}/return`, { ...returned(), ...part(40_000) }));
    expect(await shown(payout)).toEqual(['partially-settled', OLD, 60_000]);
    expect(await finance.post(`${payout}/instruction`)).toMatchObject(problem(409, 'account-corrected'));
    done(await finance.post(`${payout}/settlement`, settled('B-2')));
    expect(await shown(payout)).toEqual(['due', NEW, 260_000]);
    expect(await caseOf(caseId)).toMatchObject({ status: 'due', paid: 260_000 });
    await sendToTheBank(payout);
    const { body } = await finance.get<{ instructionId: string }>(`${payout}?after=${await headOf(system)}`);
    const { instructionId } = body;
    done(await finance.post(`${payout}/settlement`, { ...settled('B-3'), instructionId }));
    expect(await shown(payout)).toEqual(['settled', NEW, 300_000]);
  });

  it('holds for payouts that are opened later', async () => {
    const { caseId } = await accepted([100_000, 200_000]);
    await correct(caseId, NEW);
    await correct(caseId, NEWER, 2);
    await moveTo(system, `${YEAR + 1}-03-02T12:00:00Z`);
    const [first, second] = await payoutsOf(caseId);
    expect(await shown(first!)).toEqual(['due', NEWER, 0]);
    expect(await shown(second!)).toEqual(['due', NEWER, 0]);
  });

  it('takes two persons: who proposes does not approve, who acts for the recipient neither', async () => {
    const { caseworker, finance, decisionMaker } = officials;
    const { caseId, payout } = await accepted();
    const at = `/v1/awards/${caseId}/account-corrections`;
    done(await propose(other, caseId, NEW));
    expect(await propose(applicant, caseId, NEWER)).toMatchObject(
      problem(409, 'account-correction-waits', { correction: 1 }),
    );
    expect(await other.post(`${at}/1/approval`)).toMatchObject(problem(403, 'four-eyes'));
    expect(await applicant.post(`${at}/1/approval`)).toMatchObject(problem(403, 'forbidden'));
    expect(await finance.post(`${at}/1/approval`)).toMatchObject(problem(403, 'forbidden'));
    const olaInside = await system.as('ola', 'decision-maker', 'directorate');
    expect(await olaInside.post(`${at}/1/approval`)).toMatchObject(problem(403, 'conflict-of-interest'));
    const stranger = await system.as('stian', 'applicant', '974760673');
    expect((await propose(stranger, caseId, NEWER)).status).toBe(404);
    expect((await stranger.post(`${at}/1/approval`)).status).toBe(404);

    done(await decisionMaker.post(`${at}/1/rejection`, { grounds: 'The letter names somebody else.' }));
    expect(await shown(payout)).toEqual(['due', OLD, 0]);
    expect(await decisionMaker.post(`${at}/1/approval`)).toMatchObject(problem(409, 'no-account-correction'));
    done(await propose(finance, caseId, NEW));
    expect(await decisionMaker.post(`${at}/1/approval`)).toMatchObject(problem(409, 'no-account-correction'));
    done(await caseworker.post(`${at}/2/approval`));
    expect(await shown(payout)).toEqual(['due', NEW, 0]);
  });

  it('may not be let go by whoever proposed it for the recipient', async () => {
    const { caseId, payout } = await accepted();
    const nina = await system.as('nina', 'applicant', '987654325');
    done(await propose(nina, caseId, NEW));
    done(await officials.decisionMaker.post(`/v1/awards/${caseId}/account-corrections/1/approval`));
    const ninaInside = await system.as('nina', 'attester', 'directorate');
    expect(await ninaInside.post(`${payout}/attestation`)).toMatchObject(
      problem(403, 'payee-representative'),
    );
  });

  it('is proposed with evidence, as an account that can be one, of a grant that was accepted', async () => {
    const { caseId } = await accepted();
    const at = `/v1/awards/${caseId}/account-corrections`;
    expect(await applicant.post(at, { account: '86011117948', evidence })).toMatchObject(
      problem(400, 'invalid-request', { errors: [{ pointer: '/account' }] }),
    );
    expect(await applicant.post(at, { account: NEW })).toMatchObject(
      problem(400, 'invalid-request', { errors: [{ pointer: '/evidence' }] }),
    );
    const id = await submitApplication(applicant, callId, 300_000);
    expect((await propose(applicant, id, NEW)).status).toBe(404);
  });

  const today = () => dateInOslo(system.standalone.clock.now());
  const settled = (bankReference = 'B-1') => ({ status: 'settled', settledOn: today(), bankReference });
  const returned = () => ({ returnedOn: today(), bankReference: 'R-1', reasonCode: 'AC04' });

  function propose(person: Person, caseId: string, account: string) {
    return person.post(`/v1/awards/${caseId}/account-corrections`, { account, evidence });
  }

  async function correct(caseId: string, account: string, number = 1): Promise<void> {
    done(await propose(officials.caseworker, caseId, account));
    done(await other.post(`/v1/awards/${caseId}/account-corrections/${number}/approval`));
  }

  /** An accepted grant whose first instalment is due; further ones in March of the next year. */
  async function accepted(amounts: readonly number[] = [300_000]) {
    const { caseworker, decisionMaker } = officials;
    const total = amounts.reduce((sum, amount) => sum + amount, 0);
    const caseId = await submitApplication(applicant, callId, 400_000);
    await prepareGrant(caseworker, caseId, total);
    const schedule = amounts.map((amount, index) => ({
      dueDate: index === 0 ? `${YEAR}-01-01` : `${YEAR + 1}-03-01`,
      amount: { amount, currency: 'NOK' },
    }));
    const grant = { outcome: 'granted', amount: { amount: total, currency: 'NOK' } };
    done(
      await caseworker.post(`/v1/applications/${caseId}/proposal`, {
        ...grant,
        grounds: 'It fits',
        schedule,
      }),
    );
    const impartiality = { conflict: false };
    done(await decisionMaker.post(`/v1/applications/${caseId}/approval`, { impartiality }));
    done(await applicant.post(`/v1/awards/${caseId}/acceptance`));
    const [payout] = await payoutsOf(caseId);
    return { caseId, payout: payout! };
  }

  async function payoutsOf(caseId: string): Promise<string[]> {
    const { body } = await officials.finance.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${caseId}&after=${await headOf(system)}`,
    );
    return body.items.map(({ id }) => `/v1/payouts/${id}`);
  }

  async function sendToTheBank(payout: string): Promise<void> {
    done(await officials.attester.post(`${payout}/attestation`));
    done(await other.post(`${payout}/approval`));
    done(await officials.finance.post(`${payout}/instruction`));
  }

  /** How a payout stands, where it goes, and what was paid of it. */
  async function shown(payout: string) {
    const { body } = await officials.finance.get<{
      status: string;
      payee: { account: string };
      paid: { amount: number };
    }>(`${payout}?after=${await headOf(system)}`);
    return [body.status, body.payee.account, body.paid.amount];
  }

  async function caseOf(caseId: string) {
    const { body } = await officials.caseworker.get<{
      state: string;
      paid: { amount: number };
      payouts: { status: string }[];
    }>(`/v1/cases/${caseId}?after=${await headOf(system)}`);
    return { state: body.state, paid: body.paid.amount, status: body.payouts[0]!.status };
  }

  async function nextOf(caseId: string) {
    const { body } = await officials.caseworker.get<{ items: { id: string; next: string }[] }>(
      `/v1/queue?limit=100&after=${await headOf(system)}`,
    );
    return body.items.find(({ id }) => id === caseId)?.next;
  }
});
