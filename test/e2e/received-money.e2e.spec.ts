import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dateInOslo } from '#calendar/oslo.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Appended } from '#eventsourcing/reactions.js';
import { BookReceivedMoney } from '#payouts/application/processes/book-received-money.js';
import { Payouts } from '#payouts/application/payouts/payouts.js';
import type { ReceivedMoneyAllocated } from '#payouts/contract/events.js';
import { contextFor } from '#processes/process-context.js';
import { MoneyOfCase } from '#test/support/money-of-case.js';
import { openRecovery } from '#test/support/payout-examples.js';
import {
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

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});

describe('money that comes back unasked', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager, 'bank', 100_000_000);
    const next = { year: YEAR + 1, amount: nok(100_000_000) };
    done(await officials.manager.post('/v1/budgets/bank/appropriations', next));
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('before there is a claim waits in the queue, and is repaid on the claim once there is one', async () => {
    const { caseworker, finance } = officials;
    const { caseId, payout } = await paid(300_000);
    const payer = 'Verkstedets konkursbo';
    const report = { ...came(), amount: nok(80_000), payer };
    for (let time = 0; time < 2; time++) done(await finance.post(`${payout}/received-money`, report));
    const [received] = await receivedOf(payout);
    expect(received).toMatchObject({ amount: nok(80_000), left: nok(80_000), payer, bankReference: 'B-7' });
    expect(await receivedOf(payout)).toHaveLength(1);
    expect(await nextOf(caseId)).toBe('allocate-received-money');

    const recovery = await claimed(caseId, 60_000);
    const allocation = `${payout}/received-money/${received!.id}/allocation`;
    expect(await finance.post(allocation, { recoveryId: recovery, amount: nok(60_001) })).toMatchObject(
      problem(409, 'exceeds-received'),
    );
    done(await caseworker.post(allocation, { recoveryId: recovery }));
    expect(await standingOf(recovery)).toEqual(['settled', 60_000]);
    expect((await receivedOf(payout))[0]).toMatchObject({ left: nok(20_000) });
    expect(await nextOf(caseId)).toBe('allocate-received-money');

    const back = { returnedOn: today(), bankReference: 'B-8', grounds: 'It was too much.' };
    done(await finance.post(`${payout}/received-money/${received!.id}/return`, back));
    expect((await receivedOf(payout))[0]).toMatchObject({ left: nok(0) });
    expect(await nextOf(caseId)).not.toBe('allocate-received-money');
    expect(await finance.post(`${payout}/received-money/${received!.id}/return`, back)).toMatchObject(
      problem(409, 'exceeds-received'),
    );
  });

  it('beyond what is owed is recorded, where a repayment of that much is refused', async () => {
    const { finance } = officials;
    const { caseId, payout } = await paid(300_000);
    const recovery = await claimed(caseId, 60_000);
    const repayment = { ...came(), amount: nok(70_000) };
    expect(await finance.post(`/v1/recoveries/${recovery}/repayments`, repayment)).toMatchObject(
      problem(409, 'overpaid'),
    );
    done(await finance.post(`${payout}/received-money`, repayment));
    const [received] = await receivedOf(payout);
    done(await finance.post(`${payout}/received-money/${received!.id}/allocation`, { recoveryId: recovery }));
    expect(await standingOf(recovery)).toEqual(['settled', 60_000]);
    expect((await receivedOf(payout))[0]).toMatchObject({ left: nok(10_000) });
    const { body } = await finance.get<{ items: { unallocated: { amount: number } }[] }>(
      `/v1/payouts?case=${caseId}&after=${await headOf(system)}`,
    );
    expect(body.items.map(({ unallocated }) => unallocated)).toEqual([nok(10_000)]);
  });

  it('counts for no claim of another case, and is no business of the recipient', async () => {
    const { finance } = officials;
    const one = await paid(300_000);
    const other = await paid(300_000);
    done(await finance.post(`${one.payout}/received-money`, { ...came(), amount: nok(10_000) }));
    const [received] = await receivedOf(one.payout);
    const allocation = `${one.payout}/received-money/${received!.id}/allocation`;
    const recoveryId = await claimed(other.caseId, 60_000);
    expect(await finance.post(allocation, { recoveryId })).toMatchObject(problem(409, 'nothing-owed'));
    expect(await applicant.post(allocation, { recoveryId })).toMatchObject(problem(403, 'forbidden'));
    expect(
      await finance.post(`${one.payout}/received-money`, {
        ...came(),
        receivedOn: '2199-12-31',
        bankReference: 'B-9',
        amount: nok(10_000),
      }),
    ).toMatchObject(problem(422, 'date-out-of-range'));
  });

  it('that a claim did not take waits for a person, also when the reaction runs once more and the claim would take it', async () => {
    const { finance } = officials;
    const { caseId, payout } = await paid(300_000);
    done(await finance.post(`${payout}/received-money`, { ...came(), amount: nok(50_000) }));
    const [received] = await receivedOf(payout);
    const { app, clock, stores } = system.standalone;
    const payoutId = payout.split('/').at(-1)!;
    const recoveryId = await openRecovery(system, caseId, 'unspent', 60_000);
    // As if the claim had been there a moment ago: no command of a person gets so far.
    const allocation = { type: 'AllocateReceivedMoney', receivedId: received!.id, recoveryId } as const;
    await app.get(Payouts, { strict: false }).follow(
      payoutId,
      { ...allocation, person: 'dina', claim: { owed: 50_000 } },
      {
        actor: { subject: 'dina', roles: ['finance'] },
        commandId: derivedId('allocate', payoutId),
        commandHash: 'allocate',
        correlationId: 'allocate',
        now: clock.now(),
      },
    );
    expect((await receivedOf(payout))[0]).toMatchObject({ left: nok(50_000) });
    await claim(recoveryId, 60_000);

    const events = await stores.log.readStream(`payout-${payoutId}`);
    const allocated = events.find(({ type }) => type === 'ReceivedMoneyAllocated')!;
    const cause = {
      kind: 'reaction',
      name: 'book-received-money',
      id: allocated.id,
      correlationId: 'allocate',
    };
    const reaction = app.get(BookReceivedMoney, { strict: false });
    await reaction.react(allocated as unknown as Appended<ReceivedMoneyAllocated>, contextFor(cause, clock));
    expect(await standingOf(recoveryId)).toEqual(['claimed', 0]);
    expect((await receivedOf(payout))[0]).toMatchObject({ left: nok(50_000) });
  });

  it('from the bank, of a payout that a person had cancelled, waits until it is planned anew', async () => {
    const { attester, caseworker, decisionMaker, finance } = officials;
    const money = await MoneyOfCase.granted(system, officials, { applicant, callId }, { [today()]: 300_000 });
    const payout = `/v1/payouts/${await money.payout(1)}`;
    done(await attester.post(`${payout}/attestation`));
    done(await decisionMaker.post(`${payout}/approval`));
    done(await finance.post(`${payout}/instruction`));
    const part = { status: 'settled', settledOn: today(), bankReference: 'B-1', amount: nok(200_000) };
    done(await finance.post(`${payout}/settlement`, part));
    done(await finance.post(`${payout}/settlement`, { status: 'failed', reasonCode: 'AC04' }));
    done(await decisionMaker.post(`${payout}/cancellation`, { grounds: 'They need no more.' }));
    expect(await nextOf(money.id)).not.toBe('plan-returned-money');
    await money.giveBack(await money.payout(1));
    expect(await nextOf(money.id)).toBe('plan-returned-money');
    const amended = { kind: 'amount', amount: nok(150_000), grounds: 'Half of it.' };
    const payments = [{ dueDate: today(), amount: nok(150_000) }];
    done(await caseworker.post(`/v1/awards/${money.id}/amendments`, { ...amended, payments }));
    done(await decisionMaker.post(`/v1/awards/${money.id}/amendments/1/approval`));
    expect(await nextOf(money.id)).toBe('pay');
  });

  it('from the bank, of a grant that was closed, waits until a person says that it is not paid again', async () => {
    const { caseworker, decisionMaker } = officials;
    const money = await MoneyOfCase.granted(system, officials, { applicant, callId }, { [today()]: 300_000 });
    await money.pay(await money.payout(1));
    done(await caseworker.post(`/v1/awards/${money.id}/closing`));
    expect(await nextOf(money.id)).not.toBe('cancel-returned-payout');
    await money.giveBack(await money.payout(1));
    expect(await nextOf(money.id)).toBe('cancel-returned-payout');
    const cancellation = { grounds: 'The project is over.' };
    done(await decisionMaker.post(`/v1/payouts/${await money.payout(1)}/cancellation`, cancellation));
    expect(await nextOf(money.id)).toBeNull();
  });

  it('from the bank in two parts, of a grant that was closed, waits again after a person cancelled the first', async () => {
    const { caseworker, decisionMaker, finance } = officials;
    const money = await MoneyOfCase.granted(system, officials, { applicant, callId }, { [today()]: 300_000 });
    const payout = await money.payout(1);
    await money.pay(payout);
    done(await caseworker.post(`/v1/awards/${money.id}/closing`));
    const part = { returnedOn: today(), bankReference: 'R-0', reasonCode: 'AC04', amount: nok(100_000) };
    done(await finance.post(`/v1/payouts/${payout}/return`, part));
    const cancel = (person: Person) =>
      person.post(`/v1/payouts/${payout}/cancellation`, { grounds: 'The project is over.' });
    done(await cancel(decisionMaker));
    expect(await nextOf(money.id)).toBeNull();
    await money.giveBack(payout);
    expect(await nextOf(money.id)).toBe('plan-returned-money');
    done(await cancel(finance));
    expect(await nextOf(money.id)).toBeNull();
    expect(await cancel(decisionMaker)).toMatchObject(problem(409, 'already-cancelled'));
    expect(await money.payouts()).toMatchObject([{ status: 'cancelled', paid: nok(0) }]);
  });

  const today = () => dateInOslo(system.standalone.clock.now());
  const came = () => ({ receivedOn: today(), bankReference: 'B-7' });

  async function paid(amount: number): Promise<{ caseId: string; payout: string }> {
    const { caseworker, decisionMaker, attester, finance } = officials;
    const caseId = await submitApplication(applicant, callId, amount);
    await prepareGrant(caseworker, caseId, amount);
    const impartial = { impartiality: { conflict: false } };
    done(await decisionMaker.post(`/v1/applications/${caseId}/approval`, impartial));
    const { position } = done(await applicant.post(`/v1/awards/${caseId}/acceptance`));
    const { body } = await finance.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${caseId}&after=${position}`,
    );
    const payout = `/v1/payouts/${body.items[0]!.id}`;
    done(await attester.post(`${payout}/attestation`));
    done(await decisionMaker.post(`${payout}/approval`));
    done(await finance.post(`${payout}/instruction`));
    const settled = { status: 'settled', settledOn: today(), bankReference: 'B-1' };
    done(await finance.post(`${payout}/settlement`, settled));
    return { caseId, payout };
  }

  /** A claim that was made: what is due back was forewarned, proposed and approved. */
  async function claimed(caseId: string, amount: number): Promise<string> {
    const id = await openRecovery(system, caseId, 'unspent', amount);
    await claim(id, amount);
    return id;
  }

  async function claim(id: string, amount: number): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    const now = Date.parse(system.standalone.clock.now());
    await moveTo(system, new Date(now + 20 * 86_400_000).toISOString());
    const proposed = { amount: nok(amount), grounds: 'The accounts show it.' };
    done(await caseworker.post(`/v1/recoveries/${id}/claim`, proposed));
    done(await decisionMaker.post(`/v1/recoveries/${id}/claim-approval`));
  }

  async function receivedOf(payout: string) {
    const { body } = await officials.finance.get<{ received: { id: string; left: object }[] }>(
      `${payout}?after=${await headOf(system)}`,
    );
    return body.received;
  }

  async function standingOf(recovery: string) {
    const { body } = await officials.finance.get<{ state: string; repaid: { amount: number } }>(
      `/v1/recoveries/${recovery}?after=${await headOf(system)}`,
    );
    return [body.state, body.repaid.amount];
  }

  async function nextOf(caseId: string) {
    const { body } = await officials.caseworker.get<{ items: { id: string; next: string }[] }>(
      `/v1/queue?limit=100&open=any&after=${await headOf(system)}`,
    );
    return body.items.find(({ id }) => id === caseId)?.next;
  }
});
