import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import { MoneyOfCase, nok } from '#test/support/money-of-case.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, officialsOf, openScheme, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const SCHEME = 'reinstated-without-money';
const impartiality = { conflict: false };
const APPROPRIATION = 400_000_00;
const RULES = {
  forewarning: { weeks: 2 },
  repayment: { weeks: 4 },
  appeal: { period: { weeks: 3 }, outerLimit: { years: 1 }, body: 'ministry', bodyName: 'Departementet' },
};

describe('of a budget of 400 000, of which a revoked grant of 300 000 went to others', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-02-02T11:00:00Z' });
    await signIn();
    callId = await openScheme(officials.manager, SCHEME, APPROPRIATION, RULES, 2026);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('a won appeal says what is missing, is to be funded, and is carried out when money comes, also after a restart', async () => {
    const revoked = await granted({ '2026-12-01': 300_000_00 });
    await revoked.revoke(0);
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    const told = { of: { kind: 'revocation' }, ...notice };
    done(await officials.caseworker.post(`/v1/cases/${revoked.id}/notices`, told));
    const appeal = await forwarded(revoked);
    await granted({ '2026-12-01': 250_000_00 });
    done(
      await body.post(`/v1/appeals/${appeal}/decision`, {
        impartiality,
        outcome: 'annulled',
        grounds: 'Open.',
      }),
    );
    await settled(system);
    done(await officials.caseworker.post(`/v1/appeals/${appeal}/notification`, notice));

    // 400 000 − 250 000 = 150 000 are free, of 300 000.
    const waits = {
      appealId: appeal,
      limit: 'appropriation',
      year: 2026,
      missing: nok(150_000_00),
      budgetChapter: '0621',
      budgetPost: '70',
    };
    const words =
      'An appeal was won, and the grant is in force again as it was before the revocation, as soon as there is money for it: ' +
      'NOK 150,000.00 is missing in the appropriation of 2026 (chapter 0621 post 70)';
    for (const path of [`/v1/cases/${revoked.id}`, `/v1/awards/${revoked.id}`, `/v1/appeals/${appeal}`]) {
      const { awaitsMoney } = await shown(path);
      expect(awaitsMoney).toMatchObject([waits]);
      expect(plain(awaitsMoney![0]!.inWords)).toBe(words);
    }
    expect(await revoked.award()).toMatchObject({ state: 'revoked', amount: nok(0) });
    expect(await queued(revoked)).toMatchObject({ next: 'fund' });
    expect(await storyOf(revoked)).toContain(
      'An appeal against the revocation was won, and waits for money: NOK 150,000.00 is missing in the appropriation of 2026',
    );

    // Tried again, there is no more.
    await moveTo(system, `${todayIn(system)}T13:00:00Z`);
    expect(await revoked.history()).not.toContain('AwardReinstated');
    await system.stop();
    system = await system.restart();
    await signIn();
    const more = { year: 2026, amount: nok(APPROPRIATION + 150_000_00) };
    done(await officials.manager.post(`/v1/budgets/${SCHEME}/appropriations`, more));
    await moveTo(system, `${todayIn(system)}T15:00:00Z`);
    expect(await shown(`/v1/awards/${revoked.id}`)).toMatchObject({
      state: 'accepted',
      amount: nok(300_000_00),
    });
    expect(await shown(`/v1/awards/${revoked.id}`)).not.toHaveProperty('awaitsMoney');
    expect(await queued(revoked)).toMatchObject({ next: 'pay' });
    expect((await storyOf(revoked)).filter((what) => what.includes('waits for money'))).toHaveLength(1);
    expect(await reserved()).toBe(550_000_00);
  });

  it('what was repaid is paid again when money comes, where an appeal was won after the repayment', async () => {
    const other = `${SCHEME}-repaid`;
    callId = await openScheme(officials.manager, other, 300_000_00, RULES, 2026);
    const money = await granted({ [todayIn(system)]: 300_000_00 });
    await money.pay(await money.payout(1));
    await money.revoke(0);
    const [claim] = await money.recoveries();
    await money.wait(21);
    const { caseworker, decisionMaker, finance, manager } = officials;
    const at = `/v1/recoveries/${claim!.id}`;
    done(await caseworker.post(`${at}/claim`, { amount: nok(300_000_00), grounds: 'As forewarned.' }));
    done(await decisionMaker.post(`${at}/claim-approval`));
    const repayment = { amount: nok(300_000_00), receivedOn: todayIn(system), bankReference: 'IN-1' };
    done(await finance.post(`${at}/repayments`, repayment));
    const appeal = await forwarded(money);
    const annulled = { impartiality, outcome: 'annulled', grounds: 'Open.' };
    done(await body.post(`/v1/appeals/${appeal}/decision`, annulled));
    await settled(system);
    // The 300 000 that were paid, and repaid, are reserved still: as much again is not free.
    const { awaitsMoney } = await shown(`/v1/awards/${money.id}`);
    expect(awaitsMoney).toMatchObject([{ year: 2026, missing: nok(300_000_00) }]);
    expect(plain(awaitsMoney![0]!.inWords)).toMatch(/^What was repaid is to be paid again, as soon as/);
    expect(await money.award()).toMatchObject({ amount: nok(300_000_00) });
    expect(await parkedOnes()).toEqual([]);
    // What is planned anew and lacks money is in the queue as well, once the letters are out.
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    const told = { of: { kind: 'recovery', id: claim!.id }, ...notice };
    done(await caseworker.post(`/v1/cases/${money.id}/notices`, told));
    done(await caseworker.post(`/v1/appeals/${appeal}/notification`, notice));
    expect(await queued(money)).toMatchObject({ next: 'fund' });

    const more = { year: 2026, amount: nok(600_000_00) };
    done(await manager.post(`/v1/budgets/${other}/appropriations`, more));
    await settled(system);
    expect(await money.payouts()).toMatchObject([
      { status: 'settled' },
      { status: 'due', amount: nok(300_000_00) },
    ]);
    expect(await shown(`/v1/awards/${money.id}`)).not.toHaveProperty('awaitsMoney');
    expect(await queued(money)).toMatchObject({ next: 'pay' });
  });

  it('an amendment that an appeal lifts waits for money, too, and is lifted when it comes', async () => {
    const other = `${SCHEME}-lifted`;
    callId = await openScheme(officials.manager, other, APPROPRIATION, RULES, 2026);
    const money = await granted({ '2026-12-01': 300_000_00 });
    const { caseworker, decisionMaker, manager } = officials;
    const at = `/v1/awards/${money.id}/amendments`;
    const payments = [{ dueDate: '2026-12-01', amount: nok(100_000_00) }];
    const less = { kind: 'amount', amount: nok(100_000_00), payments, grounds: 'A third of the places.' };
    done(await caseworker.post(at, less));
    done(await decisionMaker.post(`${at}/1/approval`));
    await settled(system);
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    const of = { kind: 'amendment', number: 1 };
    done(await caseworker.post(`/v1/cases/${money.id}/notices`, { of, ...notice }));
    await granted({ '2026-12-01': 250_000_00 });
    const appeal = await forwarded(money, of);
    const annulled = { impartiality, outcome: 'annulled', grounds: 'Open.' };
    done(await body.post(`/v1/appeals/${appeal}/decision`, annulled));
    await settled(system);
    done(await caseworker.post(`/v1/appeals/${appeal}/notification`, notice));
    // 400 000 − 100 000 − 250 000 = 50 000 are free, of 200 000.
    const { awaitsMoney } = await shown(`/v1/awards/${money.id}`);
    expect(awaitsMoney).toMatchObject([{ appealId: appeal, year: 2026, missing: nok(150_000_00) }]);
    expect(await money.award()).toMatchObject({ amount: nok(100_000_00) });
    expect(await queued(money)).toMatchObject({ next: 'fund' });
    expect(await parkedOnes()).toEqual([]);
    const more = { year: 2026, amount: nok(APPROPRIATION + 150_000_00) };
    done(await manager.post(`/v1/budgets/${other}/appropriations`, more));
    await settled(system);
    expect(await money.award()).toMatchObject({ amount: nok(300_000_00) });
    expect(await shown(`/v1/awards/${money.id}`)).not.toHaveProperty('awaitsMoney');
    expect((await money.history()).filter((type) => type === 'AmendmentLifted')).toHaveLength(1);
  });

  it('two revocations undone of own motion wait each for its money, and what is missing is kept up to date', async () => {
    const other = `${SCHEME}-two`;
    callId = await openScheme(officials.manager, other, 400_000_00, RULES, 2026);
    const { caseworker, decisionMaker, manager } = officials;
    const [one, two] = [
      await granted({ '2026-12-01': 200_000_00 }),
      await granted({ '2026-12-01': 200_000_00 }),
    ];
    for (const each of [one, two]) await each.revoke(0);
    await granted({ '2026-12-01': 300_000_00 });
    // A new decision on the application brings back nothing that was revoked for itself.
    const amount = nok(200_000_00);
    const newDecision = { outcome: 'granted', amount, schedule: [{ dueDate: '2026-12-01', amount }] };
    const at = `/v1/applications/${one.id}/own-reversal`;
    done(await caseworker.post(at, { newDecision, grounds: 'The premises are there.' }));
    expect(await decisionMaker.post(`${at}-approval`)).toMatchObject({
      status: 409,
      body: { type: 'urn:tilsagn:problem:award-revoked' },
    });
    for (const { id } of [one, two]) {
      done(await caseworker.post(`/v1/awards/${id}/reinstatement`, { grounds: 'The premises are there.' }));
      done(await decisionMaker.post(`/v1/awards/${id}/reinstatement-approval`));
      await settled(system);
    }
    // 400 000 − 300 000 = 100 000 are free, of 200 000 each.
    for (const each of [one, two]) {
      expect(await missingOf(each)).toEqual([nok(100_000_00)]);
      // No notice of the revocation is to be recorded before: it does not hold.
      expect(await queued(each)).toMatchObject({ next: 'fund' });
    }
    expect(
      await caseworker.post(`/v1/awards/${two.id}/reinstatement`, { grounds: 'Once more.' }),
    ).toMatchObject({ status: 409 });
    const more = { year: 2026, amount: nok(500_000_00) };
    done(await manager.post(`/v1/budgets/${other}/appropriations`, more));
    await moveTo(system, `${addDays(todayIn(system), 1)}T11:00:00Z`);
    expect(await one.award()).toMatchObject({ state: 'accepted', amount: nok(200_000_00) });
    expect(await missingOf(two)).toEqual([nok(200_000_00)]);
    const { awaitsMoney } = await shown(`/v1/awards/${two.id}`);
    expect(plain(awaitsMoney![0]!.inWords)).toMatch(
      /^The grant is in force again as it was before the revocation, which is undone/,
    );
    done(await manager.post(`/v1/budgets/${other}/appropriations`, { ...more, amount: nok(700_000_00) }));
    await settled(system);
    expect(await two.award()).toMatchObject({ state: 'accepted', amount: nok(200_000_00) });
    expect(await missingOf(two)).toEqual([]);
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  async function signIn(): Promise<void> {
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
  }

  async function granted(schedule: Readonly<Record<string, number>>): Promise<MoneyOfCase> {
    return MoneyOfCase.granted(system, officials, { applicant, callId }, schedule);
  }

  async function forwarded(
    { id: caseId }: MoneyOfCase,
    against: object = { kind: 'revocation', id: caseId },
  ): Promise<string> {
    const appeal = { against, grounds: 'One workshop opened again.' };
    const { id } = done(await applicant.post(`/v1/cases/${caseId}/appeals`, appeal));
    const statement = { impartiality, statement: 'They were closed.' };
    done(await officials.caseworker.post(`/v1/appeals/${id}/forwarding`, statement));
    return id;
  }

  async function shown(path: string) {
    const { body: found } = await applicant.get<{ awaitsMoney?: { inWords: string; missing?: object }[] }>(
      `${path}?after=${await headOf(system)}`,
    );
    return found;
  }

  async function missingOf({ id }: MoneyOfCase): Promise<readonly unknown[]> {
    const { awaitsMoney = [] } = await shown(`/v1/awards/${id}`);
    return awaitsMoney.map(({ missing }) => missing);
  }

  /** What process managers could not do. */
  async function parkedOnes(): Promise<readonly unknown[]> {
    return (await system.standalone.reactions.status()).flatMap(({ parked }) => parked);
  }

  async function queued({ id }: MoneyOfCase): Promise<unknown> {
    const path = `/v1/queue?after=${await headOf(system)}&limit=100`;
    const { items } = (await officials.caseworker.get<{ items: { id: string }[] }>(path)).body;
    return items.find((each) => each.id === id);
  }

  async function storyOf({ id }: MoneyOfCase): Promise<string[]> {
    const path = `/v1/cases/${id}/history?after=${await headOf(system)}&limit=100`;
    const { items } = (await officials.caseworker.get<{ items: { what: string }[] }>(path)).body;
    return items.map(({ what }) => plain(what));
  }

  async function reserved(): Promise<number> {
    const { body: found } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${SCHEME}?after=${await headOf(system)}`,
    );
    return found.years.reduce((all, year) => all + year.reserved.amount, 0);
  }
});

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
