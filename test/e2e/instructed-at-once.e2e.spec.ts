import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import type { CommandOfCase } from '#cqrs/possible-commands.js';
import { newId } from '#eventsourcing/ids.js';
import { ReserveInstruction } from '#payouts/contract/commands.js';
import { reservedIdOf } from '#payouts/domain/payout/state.js';
import { historyOf } from '#test/support/case-log.js';
import { instructedBeyond } from '#test/support/instructed.js';
import { MoneyOfCase, nok } from '#test/support/money-of-case.js';
import { done, officialsOf, openScheme, YEAR, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, settled, todayIn } from '#test/support/time.js';

const SCHEME = 'at-once';
const RULES = {
  forewarning: { weeks: 2 },
  repayment: { weeks: 4 },
  limitation: { years: 3 },
  appeal: { period: { years: 1 }, outerLimit: { years: 1 }, body: 'ministry', bodyName: 'The ministry' },
};

describe('a grant of 220 000 in two payouts, 120 000 and 100 000, that is reduced to 120 000', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager, SCHEME, 100_000_000, RULES);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it.each([1, 2, 3, 4, 5])(
    'while both are instructed: no more than is in force goes to the bank (%d)',
    async () => {
      const grant = await proposed();
      const [first, second] = [await grant.payout(1), await grant.payout(2)];
      await approve(first);
      await approve(second);
      const [, , reduced] = await Promise.all([
        instruct(first),
        instruct(second),
        officials.decisionMaker.post(`/v1/awards/${grant.id}/revocation-approval`),
      ]);
      expect(reduced.status).toBeLessThan(300);
      await settled(system);
      const history = await historyOf(system, grant.id);
      expect(instructedBeyond(history)).toEqual([]);
      // Whatever went first, what is in force is paid in the end.
      for (const { id, status } of await grant.payouts()) {
        if (status === 'due') await grant.pay(id);
        if (status === 'instructed') await grant.settle(id, `B-${id}`);
      }
      const paid = (await grant.payouts()).reduce((all, each) => all + each.paid.amount, 0);
      const claimed = (await grant.recoveries()).reduce((all, each) => all + each.amount.amount, 0);
      expect(paid - claimed).toBe(120_000);
    },
  );

  it('while an instruction was reserved that never went out: it lapses first, and the next is judged anew', async () => {
    const grant = await proposed();
    const [first, second] = [await grant.payout(1), await grant.payout(2)];
    await approve(first);
    await approve(second);
    await reserve(grant, second, 100_000);
    // What is held for the one leaves enough for the other, while all of it is in force.
    const instruction = `/v1/payouts/${first}/instruction`;
    expect(await mayBeSent(grant, officials.finance, instruction)).toBe(true);
    const approval = `/v1/awards/${grant.id}/revocation-approval`;
    expect(await mayBeSent(grant, officials.decisionMaker, approval)).toBe(true);
    done(await officials.decisionMaker.post(approval));
    await settled(system);
    const types = (await historyOf(system, grant.id)).map(({ type }) => type);
    const order = ['InstructionReserved', 'InstructionLapsed', 'AwardRevoked'];
    expect(types.filter((type) => order.includes(type))).toEqual(order);
    const open = (await grant.payouts()).filter(({ status }) => status !== 'cancelled');
    expect(open.reduce((all, { amount }) => all + amount.amount, 0)).toBe(120_000);
    for (const { id, status } of open) {
      if (status === 'due') await grant.pay(id);
      else done(await officials.finance.post(`/v1/payouts/${id}/instruction`));
      if (status !== 'due') await grant.settle(id, `B-${id}`);
    }
    expect((await grant.payouts()).reduce((all, each) => all + each.paid.amount, 0)).toBe(120_000);
    expect(await grant.recoveries()).toEqual([]);
    expect(instructedBeyond(await historyOf(system, grant.id))).toEqual([]);
  });

  it('while the reservation of an instruction that never went out waits: its next instruction takes its place', async () => {
    const grant = await proposed();
    const second = await grant.payout(2);
    await approve(second);
    await reserve(grant, second, 100_000);
    done(await instruct(second));
    const reserved = (await historyOf(system, grant.id)).filter(({ type }) => type === 'InstructionReserved');
    expect(reserved.map(({ data }) => data)).toMatchObject([{ payoutId: second, inAll: nok(100_000) }]);
    await grant.settle(second);
    expect(await grant.payouts()).toMatchObject([{}, { status: 'settled', paid: nok(100_000) }]);
  });

  it('while the same instruction comes twice under one key: it is handed over once', async () => {
    const grant = await proposed();
    const first = await grant.payout(1);
    await approve(first);
    const key = { 'idempotency-key': `once-${grant.id}` };
    const twice = await Promise.all([
      officials.finance.post(`/v1/payouts/${first}/instruction`, undefined, key),
      officials.finance.post(`/v1/payouts/${first}/instruction`, undefined, key),
    ]);
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    const again = await officials.finance.post(`/v1/payouts/${first}/instruction`, undefined, key);
    expect(again.body).toEqual(twice[0].body);
    const types = (await historyOf(system, grant.id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'InstructionReserved' || type === 'PayoutInstructed')).toEqual([
      'InstructionReserved',
      'PayoutInstructed',
    ]);
  });

  /** Its payouts are due, and the revocation waits for its approval. */
  async function proposed(): Promise<MoneyOfCase> {
    const today = todayIn(system);
    const schedule = { [today]: 120_000, [addDays(today, 1)]: 100_000 };
    const grant = await MoneyOfCase.granted(system, officials, { applicant, callId }, schedule);
    const at = `/v1/awards/${grant.id}`;
    const { caseworker } = officials;
    done(await caseworker.post(`${at}/revocation-forewarning`, { grounds: 'One workshop of two closed.' }));
    await grant.wait(21);
    const revocation = { amountInForce: nok(120_000), grounds: 'It stays closed.' };
    done(await caseworker.post(`${at}/revocation`, revocation));
    await settled(system);
    return grant;
  }

  async function approve(payout: string): Promise<void> {
    done(await officials.attester.post(`/v1/payouts/${payout}/attestation`));
    done(await officials.decisionMaker.post(`/v1/payouts/${payout}/approval`));
  }

  function instruct(payout: string) {
    return officials.finance.post(`/v1/payouts/${payout}/instruction`);
  }

  /** As if the process had died before the instruction went out. */
  async function reserve({ id }: MoneyOfCase, payoutId: string, amount: number): Promise<void> {
    const { commands, clock } = system.standalone;
    const content = { payoutId, instruction: 1, instructionId: reservedIdOf(payoutId, 1), amount };
    const context = {
      actor: { subject: officials.finance.subject, roles: ['finance'] },
      commandId: newId(),
      commandHash: 'h',
      correlationId: 'c',
      now: clock.now(),
    };
    expect(await commands.execute(new ReserveInstruction(id, content, context))).toMatchObject({ ok: true });
  }

  async function mayBeSent({ id }: MoneyOfCase, person: Person, href: string): Promise<boolean | undefined> {
    const path = `/v1/cases/${id}?after=${await headOf(system)}`;
    const { body } = await person.get<{ commands: CommandOfCase[] }>(path);
    return body.commands.find((each) => each.href === href)?.allowed;
  }
});
