import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import type { Receipt } from '#eventsourcing/command.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { MoneyOfCase, nok } from '#test/support/money-of-case.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, officialsOf, openScheme, type Officials } from '#test/support/scheme.js';
import { startSystem, type Answer, type Person, type System } from '#test/support/system.js';
import { headOf, settled, todayIn } from '#test/support/time.js';

const SCHEME = 'upheld-in-part';
const GRANTED = 300_000_00;
const impartiality = { conflict: false };
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const RULES = {
  forewarning: { weeks: 2 },
  repayment: { weeks: 4 },
  appeal: {
    period: { weeks: 3 },
    outerLimit: { years: 1 },
    body: 'ministry',
    bodyName: 'Departementet',
  },
};

describe('of a grant of 300 000 that was paid, and revoked in part', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-02-02T11:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
    callId = await openScheme(officials.manager, SCHEME, 500_000_000_00, RULES, 2026);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('what was repaid is payable again as far as an appeal leaves more in force, on money reserved anew', async () => {
    const money = await paidAndRevoked(60_000_00);
    const claim = await claimed(money, 240_000_00);
    await repay(claim, 240_000_00);
    const before = await reserved();
    const appeal = await forwarded(money, { kind: 'revocation', id: money.id });
    const decide = (amount: number) => decided(appeal, { amount: nok(amount) });
    // More than the revocation left, and less than all of it.
    for (const amount of [60_000_00, 300_000_00, 0])
      expect(await decide(amount)).toMatchObject(problem(422, 'amount-invalid'));
    done(await decide(180_000_00));
    await settled(system);
    // 300 000 paid − 240 000 repaid = 60 000 kept; 180 000 − 60 000 = 120 000 is paid again.
    expect(await money.payouts()).toMatchObject([
      { status: 'settled' },
      { status: 'due', amount: nok(120_000_00) },
    ]);
    expect(await reserved()).toBe(before + 120_000_00);
    await money.pay((await money.payouts())[1]!.id);
    expect(await keptIn(money)).toBe(180_000_00);
    expect(await money.recoveries()).toMatchObject([{ id: claim, state: 'settled' }]);
    expect(await money.award()).toMatchObject({ state: 'paid', amount: nok(180_000_00) });

    await notified(appeal);
    expect(await letterOn(money)).toContain(
      'Klagen er delvis tatt til følge. Tilskuddet er nå på 180 000 kroner.',
    );
    expect(await storyOf(money)).toEqual(
      expect.arrayContaining([
        'mona of the appeal body changed the revocation of the grant in part: NOK 180,000.00 is in force',
        'An appeal undid the revocation in part: NOK 180,000.00 is in force, NOK 120,000.00 stays revoked',
      ]),
    );
    const answer = (await applicant.get(`/v1/appeals/${appeal}`)).body;
    expect(answer).toMatchObject({ state: 'changed', outcome: { amount: nok(180_000_00) } });
    const again = { against: { kind: 'revocation', id: money.id }, grounds: 'All of it was done.' };
    expect(await applicant.post(`/v1/cases/${money.id}/appeals`, again)).toMatchObject(
      problem(409, 'appeal-decided'),
    );
  });

  it('the claim comes down where the deciding body reverses a part, and what it leaves can be appealed against', async () => {
    const money = await paidAndRevoked(60_000_00);
    expect(await money.recoveries()).toMatchObject([{ state: 'forewarned', amount: nok(240_000_00) }]);
    expect(await queued(money)).toMatchObject({ unpaid: nok(0) });
    const against = { kind: 'revocation', id: money.id };
    const first = await appealed(money, against);
    const { caseworker, decisionMaker } = officials;
    const proposal = { impartiality, amount: nok(200_000_00), grounds: 'Two of three went on.' };
    done(await caseworker.post(`/v1/appeals/${first}/reversal`, proposal));
    done(await decisionMaker.post(`/v1/appeals/${first}/reversal-approval`, { impartiality }));
    await settled(system);
    // 300 000 kept − 200 000 in force.
    expect(await money.recoveries()).toMatchObject([{ state: 'forewarned', amount: nok(100_000_00) }]);
    expect(await money.award()).toMatchObject({ amount: nok(200_000_00), dueBack: nok(100_000_00) });
    await notified(first);
    const period = addDays(todayIn(system), 21);
    expect((await applicant.get(`/v1/appeals/${first}`)).body).toMatchObject({
      state: 'reversed',
      notice: { appealDeadline: period },
    });

    const second = await forwarded(money, against);
    expect((await applicant.get(`/v1/appeals/${second}`)).body).toMatchObject({
      late: false,
      deadline: period,
    });
    expect(await decided(second, { amount: nok(200_000_00) })).toMatchObject(problem(422, 'amount-invalid'));
    done(await decided(second, { amount: nok(250_000_00) }));
    await settled(system);
    expect(await money.recoveries()).toMatchObject([{ state: 'forewarned', amount: nok(50_000_00) }]);
    expect(await money.award()).toMatchObject({ amount: nok(250_000_00), dueBack: nok(50_000_00) });
    // Also what is revoked of it for something else is decided anew, and leaves less by itself.
    await money.revoke(230_000_00);
    expect((await money.recoveries()).map(({ amount }) => amount.amount)).toEqual([20_000_00, 50_000_00]);
  });

  it('a claim in instalments loses the last of them, and what the appeal body left is not claimed anew', async () => {
    const money = await paidAndRevoked(100_000_00);
    const claim = await claimed(money, 200_000_00);
    const instalments = [50_000_00, 90_000_00, 60_000_00].map((amount, index) => ({
      dueOn: addDays(todayIn(system), 30 * (index + 1)),
      amount: nok(amount),
    }));
    done(await officials.caseworker.post(`/v1/recoveries/${claim}/instalments`, { instalments }));
    await repay(claim, 50_000_00);
    const against = { kind: 'recovery', id: claim };
    const appeal = await forwarded(money, against);
    expect(await decided(appeal, { amount: nok(200_000_00) })).toMatchObject(problem(422, 'amount-invalid'));
    done(await decided(appeal, { amount: nok(120_000_00) }));
    await settled(system);
    // 120 000 hold, of which 50 000 were repaid: of the second instalment 70 000 are left, and nothing of the third.
    expect(await money.recoveries()).toMatchObject([
      {
        id: claim,
        state: 'in-instalments',
        claimed: nok(120_000_00),
        repaid: nok(50_000_00),
        owed: nok(70_000_00),
        upheld: nok(120_000_00),
        owedBack: nok(0),
        plan: [{ amount: nok(50_000_00) }, { amount: nok(70_000_00) }],
      },
    ]);
    // 300 000 paid − 100 000 in force − 80 000 that the appeal body left.
    expect(await money.award()).toMatchObject({ amount: nok(100_000_00), dueBack: nok(120_000_00) });
    await repay(claim, 70_000_00);
    // 300 000 − 120 000 repaid: 100 000 in force, and 80 000 that the appeal body left.
    expect(await keptIn(money)).toBe(180_000_00);
    expect(await money.recoveries()).toMatchObject([{ state: 'settled', owed: nok(0) }]);
    expect(await money.history()).toEqual(
      expect.arrayContaining(['ClaimPartlyUpheld', 'DueBackRelinquished']),
    );
    const again = { against, grounds: 'We owe nothing.' };
    expect(await applicant.post(`/v1/cases/${money.id}/appeals`, again)).toMatchObject(
      problem(409, 'appeal-decided'),
    );
    await notified(appeal);
    expect(await letterOn(money)).toContain('Kravet om tilbakebetaling er satt ned til 120 000 kroner.');
  });

  it('what was repaid beyond what holds of the claim is owed back, and nothing is claimed instead of it', async () => {
    const money = await paidAndRevoked(100_000_00);
    const claim = await claimed(money, 200_000_00);
    await repay(claim, 200_000_00);
    const appeal = await forwarded(money, { kind: 'recovery', id: claim });
    done(await decided(appeal, { amount: nok(120_000_00) }));
    await settled(system);
    expect(await money.recoveries()).toMatchObject([
      { state: 'settled', upheld: nok(120_000_00), repaid: nok(200_000_00), owedBack: nok(80_000_00) },
    ]);
  });

  it('what the appeal body left of a claim stays so where the rest of it falls with money that comes back', async () => {
    const money = await paidAndRevoked(100_000_00);
    const claim = await claimed(money, 200_000_00);
    const appeal = await forwarded(money, { kind: 'recovery', id: claim });
    done(await decided(appeal, { amount: nok(120_000_00) }));
    await settled(system);
    const returned = { amount: nok(190_000_00), returnedOn: todayIn(system), reasonCode: 'AC04' };
    const back = { ...returned, bankReference: 'R-1' };
    done(await officials.finance.post(`/v1/payouts/${await money.payout(1)}/return`, back));
    await settled(system);
    // 110 000 kept, 10 000 beyond what is in force: less than the 80 000 that were left.
    expect(await money.recoveries()).toMatchObject([{ id: claim, state: 'annulled' }]);
    expect(await keptIn(money)).toBe(110_000_00);
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  /** Granted, paid at once, and revoked to what stays in force. */
  async function paidAndRevoked(inForce: number): Promise<MoneyOfCase> {
    const schedule = { [todayIn(system)]: GRANTED };
    const money = await MoneyOfCase.granted(system, officials, { applicant, callId }, schedule);
    await money.pay(await money.payout(1));
    await money.revoke(inForce);
    return money;
  }

  /** The claim of what was forewarned; answers its id. */
  async function claimed(money: MoneyOfCase, amount: number): Promise<string> {
    const { id } = (await money.recoveries()).find(({ state }) => state === 'forewarned')!;
    await money.wait(21);
    const claim = { amount: nok(amount), grounds: 'As forewarned.' };
    done(await officials.caseworker.post(`/v1/recoveries/${id}/claim`, claim));
    done(await officials.decisionMaker.post(`/v1/recoveries/${id}/claim-approval`));
    await settled(system);
    return id;
  }

  async function repay(claim: string, amount: number): Promise<void> {
    const repayment = { amount: nok(amount), receivedOn: todayIn(system), bankReference: `IN-${amount}` };
    done(await officials.finance.post(`/v1/recoveries/${claim}/repayments`, repayment));
    await settled(system);
  }

  async function appealed({ id }: MoneyOfCase, against: object): Promise<string> {
    const appeal = { against, grounds: 'One workshop opened again.' };
    return done(await applicant.post(`/v1/cases/${id}/appeals`, appeal)).id;
  }

  async function forwarded(money: MoneyOfCase, against: object): Promise<string> {
    const id = await appealed(money, against);
    const statement = { impartiality, statement: 'They were closed.' };
    done(await officials.caseworker.post(`/v1/appeals/${id}/forwarding`, statement));
    return id;
  }

  function decided(id: string, part: object): Promise<Answer<Receipt>> {
    const decision = { impartiality, outcome: 'changed', ...part, grounds: 'One of them is open.' };
    return body.post(`/v1/appeals/${id}/decision`, decision);
  }

  async function notified(id: string): Promise<void> {
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    done(await officials.caseworker.post(`/v1/appeals/${id}/notification`, notice));
  }

  /** What the recipient has of the grant. */
  async function keptIn(money: MoneyOfCase): Promise<number> {
    const paid = (await money.payouts()).map((each) => each.paid.amount);
    const repaid = (await money.recoveries()).map((each) => -each.repaid.amount);
    return [...paid, ...repaid].reduce((all, amount) => all + amount, 0);
  }

  async function reserved(): Promise<number> {
    const { body: found } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${SCHEME}?after=${await headOf(system)}`,
    );
    return found.years.reduce((all, year) => all + year.reserved.amount, 0);
  }

  async function queued({ id }: MoneyOfCase): Promise<unknown> {
    const path = `/v1/queue?after=${await headOf(system)}&limit=100`;
    const { items } = (await officials.caseworker.get<{ items: { id: string }[] }>(path)).body;
    return items.find((each) => each.id === id);
  }

  async function storyOf({ id }: MoneyOfCase): Promise<string[]> {
    const path = `/v1/cases/${id}/history?after=${await headOf(system)}&limit=100`;
    const { items } = (await officials.caseworker.get<{ items: { what: string }[] }>(path)).body;
    return items.map(({ what }) => what.replace(/\u00a0/g, ' '));
  }

  async function letterOn({ id: caseId }: MoneyOfCase): Promise<string> {
    const path = `/v1/cases/${caseId}/letters?after=${await headOf(system)}`;
    const { items } = (await applicant.get<{ items: { id: string; kind: string }[] }>(path)).body;
    const { id } = items.find(({ kind }) => kind === 'appeal-outcome')!;
    const answer = await applicant.send(`/v1/cases/${caseId}/letters/${id}`, {});
    return textOf(await readPdf(new Uint8Array(await answer.arrayBuffer()))).replace(/\u00a0/g, ' ');
  }
});
