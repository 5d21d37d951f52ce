import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QueryBus } from '@nestjs/cqrs';
import { addDays } from '#calendar/oslo.js';
import { PossibleCommandsOfCase } from '#payouts/contract/queries.js';
import { judged } from '#cqrs/possible-commands.js';
import { openRecovery } from '#test/support/payout-examples.js';
import {
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, TODAY, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, todayIn } from '#test/support/time.js';

const SCHEME = 'bank';
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const settled = { status: 'settled', settledOn: TODAY, bankReference: 'B-1' };
const returned = { returnedOn: TODAY, bankReference: 'R-1', reasonCode: 'AC04' };

describe('money on its way to the recipient and back', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager, SCHEME, 10_000_000);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is paid in part, fails, is paid, comes back and is paid again: every view counts the same', async () => {
    const { finance, caseworker } = officials;
    const { caseId, payout } = await approvedPayout(300_000);
    const post = async (step: string, body?: object) => done(await finance.post(`${payout}/${step}`, body));
    await post('instruction');
    await post('acknowledgement');
    await post('settlement', { ...settled, amount: nok(100_000) });
    expect(
      await finance.post(`${payout}/settlement`, { ...settled, bankReference: 'B-2', amount: nok(200_001) }),
    ).toMatchObject(problem(409, 'exceeds-amount'));
    expect(await paidOf(caseId)).toEqual([100_000, 100_000, 'partially-settled', 'accepted']);

    await post('settlement', { status: 'failed', reasonCode: 'AC06' });
    await post('instruction');
    const { body: again } = await finance.get<{ instructionId: string }>(
      `${payout}?after=${await headOf(system)}`,
    );
    expect(again).toMatchObject({ attempts: 2, status: 'instructed', paid: nok(100_000) });
    await post('settlement', { ...settled, bankReference: 'B-2', instructionId: again.instructionId });
    expect(await paidOf(caseId)).toEqual([300_000, 300_000, 'settled', 'paid']);

    await post('return', { ...returned, instructionId: again.instructionId });
    expect(await paidOf(caseId)).toEqual([100_000, 100_000, 'returned', 'accepted']);
    const { body } = await finance.get(`${payout}?after=${await headOf(system)}`);
    expect(body).toMatchObject({
      movements: [
        { kind: 'settled', amount: nok(100_000), bankReference: 'B-1' },
        { kind: 'settled', amount: nok(200_000), bankReference: 'B-2' },
        { kind: 'returned', amount: nok(200_000), on: TODAY, bankReference: 'R-1' },
      ],
    });
    const history = await caseworker.get<{ items: { what: string }[] }>(
      `/v1/cases/${caseId}/history?after=${await headOf(system)}`,
    );
    expect(history.body.items.at(-1)!.what).toBe(
      `The bank returned NOK 2,000.00 on ${TODAY}: AC04 (bank reference R-1)`,
    );
  });

  it('is not instructed again while the bank has something left, whatever came back: 300 000 are paid once', async () => {
    const { finance } = officials;
    const { caseId, payout } = await approvedPayout(300_000);
    const post = async (step: string, body?: object) => done(await finance.post(`${payout}/${step}`, body));
    const instructed = async () => await finance.post(`${payout}/instruction`);
    const open = (amount: number) => ({
      status: 409,
      body: { type: 'urn:tilsagn:problem:instruction-open', open: amount },
    });
    await post('instruction');
    await post('settlement', { ...settled, amount: nok(150_000) });
    expect(await instructed()).toMatchObject(open(150_000));
    await post('return', { ...returned, amount: nok(40_000) });
    expect(await paidOf(caseId)).toEqual([110_000, 110_000, 'partially-settled', 'accepted']);
    expect(await instructed()).toMatchObject(open(150_000));
    await post('settlement', { ...settled, bankReference: 'B-2', amount: nok(100_000) });
    expect(await instructed()).toMatchObject(open(50_000));
    await post('settlement', { status: 'failed', reasonCode: 'AC06' });
    expect(await paidOf(caseId)).toEqual([210_000, 210_000, 'failed', 'accepted']);
    await post('instruction');
    const { body } = await finance.get<{ instructionId: string }>(`${payout}?after=${await headOf(system)}`);
    const { instructionId } = body;
    const last = { ...settled, bankReference: 'B-3', instructionId };
    expect(await finance.post(`${payout}/settlement`, { ...last, amount: nok(90_001) })).toMatchObject(
      problem(409, 'exceeds-amount'),
    );
    await post('settlement', last);
    expect(await paidOf(caseId)).toEqual([300_000, 300_000, 'settled', 'paid']);
  });

  it('counts a report once that comes twice, also when it brings no Idempotency-Key', async () => {
    const { finance } = officials;
    const { caseId, payout } = await approvedPayout(300_000);
    done(await finance.post(`${payout}/instruction`));
    const part = { ...settled, amount: nok(100_000) };
    const first = done(await finance.post(`${payout}/settlement`, part));
    expect(done(await finance.post(`${payout}/settlement`, part))).toEqual(first);
    expect(await paidOf(caseId)).toEqual([100_000, 100_000, 'partially-settled', 'accepted']);
    done(await finance.post(`${payout}/settlement`, { ...part, bankReference: 'B-2' }));
    expect(await paidOf(caseId)).toEqual([200_000, 200_000, 'partially-settled', 'accepted']);

    const back = { ...returned, amount: nok(50_000) };
    for (let time = 0; time < 2; time++) done(await finance.post(`${payout}/return`, back));
    expect((await paidOf(caseId))[0]).toBe(150_000);
  });

  it('is settled from the day of its instruction on, and comes back from that of its settlement on: no day is to come', async () => {
    const { finance } = officials;
    const { caseId, payout } = await approvedPayout(300_000);
    done(await finance.post(`${payout}/instruction`));
    const report = (step: string, body: object) => finance.post(`${payout}/${step}`, body);
    const yesterday = addDays(TODAY, -1);
    for (const [settledOn, detail] of [
      ['2199-12-31', `settledOn: 2199-12-31 has not come yet, it is ${TODAY}`],
      [yesterday, `settledOn: ${yesterday} is before the payout was instructed on ${TODAY}`],
    ])
      expect(await report('settlement', { ...settled, settledOn })).toMatchObject({
        status: 422,
        body: { type: 'urn:tilsagn:problem:date-out-of-range', detail },
      });
    expect(await paidOf(caseId)).toEqual([0, 0, 'instructed', 'accepted']);
    expect(await report('return', returned)).toMatchObject(problem(409, 'wrong-state'));
    done(await report('settlement', settled));
    for (const returnedOn of ['2199-12-31', yesterday])
      expect(await report('return', { ...returned, returnedOn })).toMatchObject(
        problem(422, 'date-out-of-range'),
      );
    expect((await paidOf(caseId))[0]).toBe(300_000);
    done(await report('return', returned));
  });

  it('is told apart from other movements by its reference, trimmed and in NFKC, its case kept', async () => {
    const { finance } = officials;
    const { caseId, payout } = await approvedPayout(300_000);
    done(await finance.post(`${payout}/instruction`));
    const part = { ...settled, amount: nok(100_000) };
    done(await finance.post(`${payout}/settlement`, part));
    for (const bankReference of ['B-1 ', '\uff22-1']) {
      const again = { ...part, bankReference };
      done(await finance.post(`${payout}/settlement`, again));
      expect(await finance.post(`${payout}/settlement`, { ...again, amount: nok(1) })).toMatchObject(
        problem(409, 'reference-used'),
      );
      expect(await finance.post(`${payout}/return`, { ...returned, bankReference })).toMatchObject(
        problem(409, 'reference-used'),
      );
    }
    expect((await paidOf(caseId))[0]).toBe(100_000);
    done(await finance.post(`${payout}/settlement`, { ...part, bankReference: 'b-1' }));
    expect((await paidOf(caseId))[0]).toBe(200_000);
    // Another payout may have it as well.
    const { payout: other } = await approvedPayout(100_000);
    done(await finance.post(`${other}/instruction`));
    done(await finance.post(`${other}/settlement`, settled));
  });

  it('is not let go by whoever acted for the recipient, nor cancelled while it is with the bank', async () => {
    const { finance, decisionMaker } = officials;
    const { payout } = await duePayout(200_000);
    const olaAsAttester = await system.as('ola', 'attester', 'directorate');
    expect(await olaAsAttester.post(`${payout}/attestation`)).toMatchObject(
      problem(403, 'payee-representative'),
    );
    await approve(payout);
    done(await finance.post(`${payout}/instruction`));
    const grounds = 'The recipient gave the project up.';
    expect(await decisionMaker.post(`${payout}/cancellation`, { grounds })).toMatchObject(
      problem(409, 'with-the-bank'),
    );
    done(await finance.post(`${payout}/settlement`, { status: 'failed', reasonCode: 'AC04' }));
    expect(await officials.caseworker.post(`${payout}/cancellation`, { grounds })).toMatchObject(
      problem(403, 'forbidden'),
    );
    done(await decisionMaker.post(`${payout}/cancellation`, { grounds }));
    expect(await finance.post(`${payout}/instruction`)).toMatchObject(problem(409, 'wrong-state'));
  });

  it('says of every command whether it is possible now, as sending its example would', async () => {
    const { caseId, payout } = await approvedPayout(100_000);
    await openRecovery(system, caseId, 'unspent', 60_000);
    const possible = await system.standalone.app
      .get(QueryBus, { strict: false })
      .execute(new PossibleCommandsOfCase(caseId, await headOf(system)));
    const possibleFor = async (subject: string, role: string) => {
      const actor = { subject, roles: [role], organisation: 'directorate' };
      const all = await judged(system.standalone.commands, possible, actor, system.standalone.clock.now());
      return all.filter(({ allowed }) => allowed).map(({ name }) => name);
    };
    expect(await possibleFor('dina', 'finance')).toEqual([
      'instruct-payout',
      'cancel-payout',
      'propose-giving-up',
    ]);
    expect(await possibleFor('berit', 'decision-maker')).toEqual(['cancel-payout', 'propose-giving-up']);
    expect(await possibleFor('anna', 'caseworker')).toEqual([
      'register-reply',
      'propose-giving-up',
      'prolong-limitation',
      'propose-limitation-move',
    ]);
    done(await officials.finance.post(`${payout}/instruction`));
    const settle = possible.find(({ name }) => name === 'settle-payout')!;
    done(await officials.finance.post(settle.href, settle.example));
  });

  it('is claimed back after a forewarning, is overdue once, and is settled when it is repaid', async () => {
    const { caseworker, decisionMaker, finance } = officials;
    const { caseId } = await duePayout(500_000);
    const id = await openRecovery(system, caseId, 'unspent', 100_000);
    const at = `/v1/recoveries/${id}`;
    const claim = { amount: nok(80_000), grounds: 'The accounts show it.' };
    expect(await caseworker.post(`${at}/claim`, claim)).toMatchObject(problem(409, 'reply-open'));
    await later(15);
    expect(await typesOf(caseId)).toContain('ForewarningLapsed');
    done(await applicant.post(`${at}/reply`, { answer: 'We spent some of it in January.' }));
    done(await caseworker.post(`${at}/claim`, claim));
    const anna = await system.as('anna', 'decision-maker', 'directorate');
    expect(await anna.post(`${at}/claim-approval`)).toMatchObject(problem(403, 'four-eyes'));
    expect(await caseworker.post(`${at}/claim-approval`)).toMatchObject(problem(403, 'four-eyes'));
    expect((await detailOf(applicant, at)).words).not.toContainEqual(
      expect.objectContaining({ what: 'ClaimProposed' }),
    );
    done(await decisionMaker.post(`${at}/claim-approval`));
    expect((await detailOf(applicant, at)).words).toMatchObject([
      { what: 'RecoveryForewarned', text: 'A report showed that not all of it was spent.' },
      { what: 'ForewarningAnswered', by: 'ola', text: 'We spent some of it in January.' },
      { what: 'ClaimProposed', text: 'The accounts show it.' },
    ]);

    const receivedOn = todayIn(system);
    const repay = (amount: number, bankReference: string, day = receivedOn) =>
      finance.post(`${at}/repayments`, { receivedOn: day, bankReference, amount: nok(amount) });
    for (const day of ['2199-12-31', addDays(TODAY, -1)])
      expect(await repay(30_000, 'IN-1', day)).toMatchObject(problem(422, 'date-out-of-range'));
    done(await repay(30_000, 'IN-1'));
    // The same entry of the bank's statement, reported again: also when its reference is written otherwise.
    done(await repay(30_000, 'IN-1'));
    done(await repay(30_000, ' IN-1 '));
    expect(await repay(30_001, 'IN-1 ')).toMatchObject(problem(409, 'reference-used'));
    await later(40);
    expect((await typesOf(caseId)).filter((type) => type === 'ClaimBecameOverdue')).toHaveLength(1);
    expect(await detailOf(caseworker, at)).toMatchObject({ overdue: true, repaid: nok(30_000) });
    expect(await repay(50_001, 'IN-2')).toMatchObject(problem(409, 'overpaid'));
    done(await repay(50_000, 'IN-2'));
    expect(await detailOf(applicant, at)).toMatchObject({
      state: 'settled',
      overdue: false,
      deadline: null,
    });
    const stranger = await system.as('per', 'applicant', '999999999');
    expect(await stranger.get(at)).toMatchObject({ status: 404 });
  });

  async function duePayout(amount: number): Promise<{ caseId: string; payout: string }> {
    const { caseworker, decisionMaker, finance } = officials;
    const caseId = await submitApplication(applicant, callId, amount);
    await prepareGrant(caseworker, caseId, amount);
    const impartial = { impartiality: { conflict: false } };
    done(await decisionMaker.post(`/v1/applications/${caseId}/approval`, impartial));
    const { position } = done(await applicant.post(`/v1/awards/${caseId}/acceptance`));
    const { body } = await finance.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${caseId}&after=${position}`,
    );
    return { caseId, payout: `/v1/payouts/${body.items[0]!.id}` };
  }

  async function approvedPayout(amount: number) {
    const opened = await duePayout(amount);
    await approve(opened.payout);
    return opened;
  }

  async function approve(payout: string): Promise<void> {
    done(await officials.attester.post(`${payout}/attestation`));
    done(await officials.decisionMaker.post(`${payout}/approval`));
  }

  /** Paid as the case and the ledger count it, and how both stand. */
  async function paidOf(caseId: string) {
    const after = await headOf(system);
    const { body } = await officials.caseworker.get<{
      state: string;
      paid: { amount: number };
      payouts: { paid: { amount: number }; status: string }[];
    }>(`/v1/cases/${caseId}?after=${after}`);
    const [payout] = body.payouts;
    return [body.paid.amount, payout!.paid.amount, payout!.status, body.state];
  }

  async function typesOf(caseId: string): Promise<string[]> {
    const { body } = await officials.caseworker.get<{ items: { type: string }[] }>(
      `/v1/cases/${caseId}/history?after=${await headOf(system)}`,
    );
    return body.items.map(({ type }) => type);
  }

  async function detailOf(person: Person, at: string) {
    const { body } = await person.get<{ words: object[] }>(`${at}?after=${await headOf(system)}`);
    return body;
  }

  async function later(days: number): Promise<void> {
    const now = Date.parse(system.standalone.clock.now());
    await moveTo(system, new Date(now + days * 86_400_000).toISOString());
  }
});
