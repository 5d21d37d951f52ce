import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Receipt } from '#eventsourcing/command.js';
import { MoneyOfCase, nok } from '#test/support/money-of-case.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { DIRECTORATE, done, officialsOf, openScheme, type Officials } from '#test/support/scheme.js';
import { startSystem, type Answer, type Person, type System } from '#test/support/system.js';
import { headOf, settled, todayIn } from '#test/support/time.js';

const SCHEME = 'fallen-claims';
const GRANTED = 300_000_00;
const IN_FORCE = 100_000_00;
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

describe('of a grant of 300 000 that was paid and revoked to 100 000, a claim of 200 000 that an appeal annuls', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;
  let second: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-02-02T11:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
    second = await system.as('beate', 'decision-maker', DIRECTORATE);
    callId = await openScheme(officials.manager, SCHEME, 500_000_000_00, RULES, 2026);
    const next = { year: 2027, amount: nok(500_000_000_00) };
    done(await officials.manager.post(`/v1/budgets/${SCHEME}/appropriations`, next));
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is paid back by two persons as far as it was repaid, and the award is not closed before', async () => {
    const money = await paidAndRevoked();
    const claim = await claimed(money);
    await repay(claim, 200_000_00);
    done(await decided(await forwarded(money, claim), { outcome: 'changed', amount: nok(120_000_00) }));
    await settled(system);
    const [only] = await money.recoveries();
    expect(only).toMatchObject({ state: 'settled', owedBack: nok(80_000_00), paidBack: nok(0) });
    expect(await money.award()).toMatchObject({ kept: nok(100_000_00), owedBack: nok(80_000_00) });
    expect(await nextOf(money)).toBe('propose-paying-back');
    expect(await closing(money)).toMatchObject(problem(409, 'claims-fell'));

    const { caseworker, decisionMaker, finance } = officials;
    const at = `/v1/recoveries/${claim}`;
    const tooMuch = await finance.post(`${at}/paying-back`, { amount: nok(80_000_01) });
    expect(tooMuch).toMatchObject(problem(409, 'exceeds-owed-back'));
    done(await caseworker.post(`${at}/paying-back`, { grounds: 'The appeal body left 120 000.' }));
    expect(await nextOf(money)).toBe('approve-paying-back');
    const told = { paidOn: todayIn(system), bankReference: 'OUT-1' };
    expect(await finance.post(`${at}/paid-back`, told)).toMatchObject(problem(409, 'nothing-proposed'));
    done(await decisionMaker.post(`${at}/paying-back-approval`));
    expect(await nextOf(money)).toBe('pay-back');
    const before = await yearOfBudget();
    done(await finance.post(`${at}/paid-back`, told));
    // The same report again counts once.
    done(await finance.post(`${at}/paid-back`, told));
    await settled(system);
    // It is money of the year in which it went out, on top of what is reserved for it.
    expect(await yearOfBudget()).toEqual(
      before.map((each, index) => each + [1, 1, -1, -1][index]! * 80_000_00),
    );
    expect(await nextOf(money)).toBeUndefined();
    expect(await money.recoveries()).toMatchObject([
      { state: 'settled', owedBack: nok(0), paidBack: nok(80_000_00), payingBack: null },
    ]);
    // 300 000 paid − 200 000 repaid + 80 000 paid back.
    expect(await money.award()).toMatchObject({
      kept: nok(180_000_00),
      owedBack: nok(0),
      dueBack: nok(120_000_00),
      payable: nok(0),
    });
    done(await closing(money));
  });

  it('is not paid back where the plan pays it again, once the revocation is undone as well', async () => {
    const money = await paidAndRevoked();
    const claim = await claimed(money);
    await repay(claim, 200_000_00);
    done(await decided(await forwarded(money, claim), { outcome: 'changed', amount: nok(120_000_00) }));
    await settled(system);
    const { caseworker, decisionMaker } = officials;
    const at = `/v1/recoveries/${claim}`;
    done(await caseworker.post(`${at}/paying-back`, {}));
    const revocation = await forwarded(money, { kind: 'revocation', id: money.id });
    done(await decided(revocation, { outcome: 'annulled' }));
    await settled(system);
    // 300 000 are in force again and 100 000 are kept: 200 000 are payable, and what the claim left is part of that.
    expect(await money.award()).toMatchObject({ payable: nok(200_000_00), owedBack: nok(0) });
    expect(await money.recoveries()).toMatchObject([{ owedBack: nok(0), payingBack: null }]);
    expect(await decisionMaker.post(`${at}/paying-back-approval`)).toMatchObject(
      problem(409, 'nothing-proposed'),
    );
    await money.pay((await money.payouts())[1]!.id);
    expect(await money.award()).toMatchObject({ kept: nok(GRANTED), owedBack: nok(0), payable: nok(0) });
    done(await closing(money));
  });

  it('is decided anew where the appeal body sent it back: shown, in the queue, and forewarned again when a person asks', async () => {
    const money = await paidAndRevoked();
    const claim = await claimed(money);
    done(await decided(await forwarded(money, claim), { outcome: 'annulled' }));
    await settled(system);
    expect(await money.recoveries()).toMatchObject([{ state: 'annulled', undecided: nok(200_000_00) }]);
    expect(await money.award()).toMatchObject({
      kept: nok(GRANTED),
      amount: nok(IN_FORCE),
      dueBack: nok(200_000_00),
      claimed: nok(0),
      undecided: nok(200_000_00),
    });
    expect(await nextOf(money)).toBe('decide-claim-anew');
    expect(await closing(money)).toMatchObject(problem(409, 'claims-fell'));

    const grounds = { grounds: 'The accounts were gone through again.' };
    done(await officials.caseworker.post(`/v1/recoveries/${claim}/new-claim`, grounds));
    await settled(system);
    const both = await money.recoveries();
    expect(both.find(({ id }) => id === claim)).toMatchObject({ state: 'annulled', undecided: nok(0) });
    expect(both.find(({ id }) => id !== claim)).toMatchObject({
      state: 'forewarned',
      amount: nok(200_000_00),
    });
    expect(await money.award()).toMatchObject({ claimed: nok(200_000_00), undecided: nok(0) });
    expect(await nextOf(money)).toBe('await-reply');
    const again = await officials.caseworker.post(`/v1/recoveries/${claim}/new-claim`, grounds);
    expect(again).toMatchObject(problem(409, 'wrong-state'));
    await repay(await claimed(money), 200_000_00);
    expect(await money.award()).toMatchObject({ kept: nok(IN_FORCE), payable: nok(0) });
  });

  it('is given up by two where the appeal body sent it back and it is left', async () => {
    const money = await paidAndRevoked();
    const claim = await claimed(money);
    await repay(claim, 50_000_00);
    done(await decided(await forwarded(money, claim), { outcome: 'annulled' }));
    await settled(system);
    const at = `/v1/recoveries/${claim}`;
    const { caseworker, decisionMaker, finance } = officials;
    // What was repaid is paid back first: nothing is claimed by now.
    expect(await nextOf(money)).toBe('propose-paying-back');
    done(await caseworker.post(`${at}/paying-back`, {}));
    done(await decisionMaker.post(`${at}/paying-back-approval`));
    done(await finance.post(`${at}/paid-back`, { paidOn: todayIn(system), bankReference: 'OUT-2' }));
    await settled(system);
    expect(await nextOf(money)).toBe('decide-claim-anew');
    done(await caseworker.post(`${at}/dropping`, { grounds: 'Nothing more can be shown.' }));
    expect(await nextOf(money)).toBe('approve-giving-up');
    expect(await decisionMaker.post(`${at}/giving-up-approval`)).toMatchObject(
      problem(403, 'decided-the-basis'),
    );
    done(await second.post(`/v1/applications/${money.id}/impartiality`, impartiality));
    done(await second.post(`${at}/giving-up-approval`));
    await settled(system);
    expect(await nextOf(money)).toBeUndefined();
    expect(await money.award()).toMatchObject({
      kept: nok(GRANTED),
      dueBack: nok(0),
      undecided: nok(0),
      owedBack: nok(0),
    });
    done(await closing(money));
  });

  it('is no more what an appeal is about once the revocation is undone: that appeal is over, and nothing is said on it', async () => {
    const money = await paidAndRevoked();
    const claim = await claimed(money);
    const appeal = await forwarded(money, claim);
    done(
      await decided(await forwarded(money, { kind: 'revocation', id: money.id }), { outcome: 'annulled' }),
    );
    await settled(system);
    expect(await money.recoveries()).toMatchObject([{ state: 'annulled', undecided: nok(0) }]);
    expect((await applicant.get(`/v1/appeals/${appeal}`)).body).toMatchObject({ state: 'superseded' });
    const decision = { impartiality, outcome: 'stands', grounds: 'It stands.' };
    expect(await body.post(`/v1/appeals/${appeal}/decision`, decision)).toMatchObject(
      problem(409, 'not-open'),
    );
    const path = `/v1/cases/${money.id}/history?after=${await headOf(system)}&limit=100`;
    const { items } = (await applicant.get<{ items: { what: string }[] }>(path)).body;
    expect(items.map(({ what }) => what)).toContain(
      'The claim fell with what it rests on: the appeal is over',
    );
    // The outcome of the other appeal was notified: who decided it may still find out that they should not have.
    const declaring = `/v1/applications/${money.id}/impartiality`;
    const elsewhere = await system.as('nina', 'appeal-body', '983887457');
    expect((await elsewhere.post(declaring, { conflict: true })).status).toBe(404);
    done(await body.post(declaring, { conflict: true, statement: 'My sister works there.' }));
  });

  it('waits while the decision it rests on is annulled, and the case is not decided anew', async () => {
    const money = await paid();
    const ground = { ground: 'invalid', grounds: 'It rested on wrong figures.' };
    const at = `/v1/applications/${money.id}`;
    const rejection = {
      newDecision: { outcome: 'rejected', amount: nok(0), schedule: [] },
      detriment: ground,
      grounds: 'Wrong figures.',
    };
    done(await officials.caseworker.post(`${at}/own-reversal`, rejection));
    done(await officials.decisionMaker.post(`${at}/own-reversal-approval`, {}));
    await settled(system);
    const [claim] = await money.recoveries();
    expect(claim).toMatchObject({ state: 'forewarned', amount: nok(GRANTED) });
    done(await decided(await forwarded(money, { kind: 'decision', number: 2 }), { outcome: 'annulled' }));
    await money.wait(21);
    const proposal = { amount: nok(GRANTED), grounds: 'As forewarned.' };
    expect(await officials.caseworker.post(`/v1/recoveries/${claim!.id}/claim`, proposal)).toMatchObject(
      problem(409, 'basis-annulled'),
    );
  });

  it('is overdue once the decision it rests on stands again, where its day passed while that was annulled', async () => {
    const { caseworker, decisionMaker } = officials;
    const money = await paid();
    const appeal = await forwarded(money, { kind: 'decision', number: 1 });
    await money.revoke(IN_FORCE);
    const claim = await claimed(money);
    const shown = async () => (await money.recoveries()).find(({ id }) => id === claim);
    const at = `/v1/applications/${money.id}`;
    done(await decided(appeal, { outcome: 'annulled' }));
    await money.wait(60);
    await money.wait(1);
    expect(await shown()).toMatchObject({ state: 'claimed', overdue: false });
    const recommended = { outcome: 'granted', amount: nok(GRANTED), rationale: 'Worth it' };
    const scores = [{ criterion: 'need', score: 5, rationale: 'Many need it' }];
    done(await caseworker.post(`${at}/scores`, { scores }));
    done(await caseworker.post(`${at}/recommendation`, recommended));
    const schedule = [{ dueDate: todayIn(system), amount: nok(GRANTED) }];
    const proposal = {
      outcome: 'granted',
      amount: nok(GRANTED),
      grounds: 'It fits.',
      conditions: [],
      schedule,
    };
    done(await caseworker.post(`${at}/proposal`, proposal));
    done(await decisionMaker.post(`${at}/approval`, { impartiality }));
    await settled(system);
    expect(await money.award()).toMatchObject({ amount: nok(IN_FORCE) });
    await money.wait(1);
    expect(await shown()).toMatchObject({ state: 'claimed', overdue: true });
    expect((await money.history()).filter((type) => type === 'ClaimBecameOverdue')).toHaveLength(1);
  });

  describe('in which somebody with a conflict had a part', () => {
    const grounds = 'Others came to the same.';
    const review = async (money: MoneyOfCase, how: string, by = 'solveig') =>
      (await system.as(by, 'superior', DIRECTORATE)).post(`/v1/applications/${money.id}/${how}`, { grounds });
    const declare = async (who: Person, money: MoneyOfCase) => {
      const married = { conflict: true, statement: 'I am married to the manager' };
      done(await who.postAsIs(`/v1/applications/${money.id}/impartiality`, married));
      await settled(system);
    };
    const flaggedIn = async (money: MoneyOfCase) => {
      const path = `/v1/cases/${money.id}?after=${await headOf(system)}`;
      return (await officials.caseworker.get<{ decision: { flagged?: object } }>(path)).body.decision.flagged;
    };
    /** By two who had no other part in the case. */
    const claimedByOthers = async (money: MoneyOfCase, dueOn?: string) => {
      const { id } = (await money.recoveries()).find(({ state }) => state === 'forewarned')!;
      await money.wait(21);
      const claim = { amount: nok(200_000_00), grounds: 'As forewarned.', ...(dueOn ? { dueOn } : {}) };
      const [proposer, approver] = [
        await system.as('clap', 'caseworker', DIRECTORATE),
        await system.as('clar', 'decision-maker', DIRECTORATE),
      ];
      done(await proposer.post(`/v1/recoveries/${id}/claim`, claim));
      done(await approver.post(`/v1/recoveries/${id}/claim-approval`));
      await settled(system);
      return { id, proposer, approver };
    };

    it.each(['proposer', 'approver'] as const)('waits, found of its %s, until it is upheld', async (part) => {
      const money = await paidAndRevoked();
      const { id, ...makers } = await claimedByOthers(money);
      await declare(makers[part], money);
      expect(await flaggedIn(money)).toMatchObject({ of: { kind: 'recovery', id } });
      expect(await nextOf(money)).toBe('review-flagged-decision');
      const instalments = [{ dueOn: todayIn(system), amount: nok(200_000_00) }];
      expect(
        await officials.caseworker.post(`/v1/recoveries/${id}/instalments`, { instalments }),
      ).toMatchObject(problem(409, 'claim-flagged'));
      // The day to pay passes, and does not count.
      await money.wait(30);
      expect(await money.recoveries()).toMatchObject([{ state: 'claimed', overdue: false }]);
      done(await review(money, 'upholding'));
      await money.wait(1);
      expect(await flaggedIn(money)).toBeUndefined();
      expect(await money.recoveries()).toMatchObject([{ state: 'claimed', overdue: true }]);
    });

    it('is sent back where it is taken again: appeals against it are over, others forewarn and claim it anew', async () => {
      const money = await paidAndRevoked();
      const { id, approver } = await claimedByOthers(money);
      await repay(id, 50_000_00);
      const appeal = await forwarded(money, id);
      await declare(approver, money);
      done(await review(money, 'retaking'));
      await settled(system);
      expect(await flaggedIn(money)).toBeUndefined();
      expect(await review(money, 'upholding')).toMatchObject(problem(409, 'decision-not-flagged'));
      const { body: over } = await officials.caseworker.get(
        `/v1/appeals/${appeal}?after=${await headOf(system)}`,
      );
      expect(over).toMatchObject({ state: 'superseded' });
      expect(await money.recoveries()).toMatchObject([
        { state: 'annulled', owedBack: nok(50_000_00), undecided: nok(150_000_00) },
      ]);
      expect(await money.award()).toMatchObject({ kept: nok(250_000_00), amount: nok(IN_FORCE) });
      done(await officials.caseworker.post(`/v1/recoveries/${id}/new-claim`, { grounds }));
      await settled(system);
      expect((await money.recoveries()).map(({ state }) => state).toSorted()).toEqual([
        'annulled',
        'forewarned',
      ]);
    });

    it('is looked at also after another decision on the case', async () => {
      const money = await paidAndRevoked();
      const { approver } = await claimedByOthers(money);
      await declare(approver, money);
      const at = `/v1/applications/${money.id}`;
      const newDecision = {
        outcome: 'granted',
        amount: nok(GRANTED),
        schedule: [{ dueDate: todayIn(system), amount: nok(GRANTED) }],
      };
      done(await officials.caseworker.post(`${at}/own-reversal`, { newDecision, grounds }));
      done(await second.post(`${at}/own-reversal-approval`, { impartiality }));
      await settled(system);
      expect(await nextOf(money)).toBe('review-flagged-decision');
      done(await review(money, 'upholding'));
      await settled(system);
      expect(await nextOf(money)).not.toBe('review-flagged-decision');
    });
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  async function paidAndRevoked(): Promise<MoneyOfCase> {
    const money = await paid();
    await money.revoke(IN_FORCE);
    return money;
  }

  async function paid(): Promise<MoneyOfCase> {
    const schedule = { [todayIn(system)]: GRANTED };
    const money = await MoneyOfCase.granted(system, officials, { applicant, callId }, schedule);
    await money.pay(await money.payout(1));
    for (const { id } of await money.reports()) done(await waived(id));
    return money;
  }

  async function waived(report: string): Promise<Answer<Receipt>> {
    const grounds = { grounds: 'It is all reported.' };
    done(await officials.caseworker.post(`/v1/reports/${report}/waiver`, grounds));
    return officials.decisionMaker.post(`/v1/reports/${report}/waiver-approval`);
  }

  /** The claim of what was forewarned; answers its id. */
  async function claimed(money: MoneyOfCase): Promise<string> {
    const { id } = (await money.recoveries()).find(({ state }) => state === 'forewarned')!;
    await money.wait(21);
    const claim = { amount: nok(200_000_00), grounds: 'As forewarned.' };
    done(await officials.caseworker.post(`/v1/recoveries/${id}/claim`, claim));
    done(await officials.decisionMaker.post(`/v1/recoveries/${id}/claim-approval`));
    await settled(system);
    const received = { receivedOn: todayIn(system), channel: 'letter' };
    for (const decision of [{ kind: 'revocation' }, { kind: 'recovery', id }])
      await officials.caseworker.post(`/v1/cases/${money.id}/notices`, { of: decision, ...received });
    return id;
  }

  /** What is paid and reserved of 2026, and what is left and free of it. */
  async function yearOfBudget(): Promise<number[]> {
    type Year = Readonly<Record<'paid' | 'reserved' | 'left' | 'free', { readonly amount: number }>>;
    const path = `/v1/budgets/${SCHEME}?after=${await headOf(system)}`;
    const { body: found } = await officials.manager.get<{ years: readonly (Year & { year: number })[] }>(
      path,
    );
    const { paid: out, reserved, left, free } = found.years.find(({ year }) => year === 2026)!;
    return [out, reserved, left, free].map(({ amount }) => amount);
  }

  async function repay(claim: string, amount: number): Promise<void> {
    const repayment = { amount: nok(amount), receivedOn: todayIn(system), bankReference: `IN-${amount}` };
    done(await officials.finance.post(`/v1/recoveries/${claim}/repayments`, repayment));
    await settled(system);
  }

  async function forwarded(money: MoneyOfCase, what: string | object): Promise<string> {
    const against = typeof what === 'string' ? { kind: 'recovery', id: what } : what;
    const appeal = { against, grounds: 'One workshop opened again.' };
    const { id } = done(await applicant.post(`/v1/cases/${money.id}/appeals`, appeal));
    const statement = { impartiality, statement: 'They were closed.' };
    done(await officials.caseworker.post(`/v1/appeals/${id}/forwarding`, statement));
    return id;
  }

  /** Decided by the appeal body, and notified. */
  async function decided(id: string, outcome: object): Promise<Answer<Receipt>> {
    const decision = { impartiality, ...outcome, grounds: 'One of them is open.' };
    done(await body.post(`/v1/appeals/${id}/decision`, decision));
    await settled(system);
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    return officials.caseworker.post(`/v1/appeals/${id}/notification`, notice);
  }

  function closing({ id }: MoneyOfCase): Promise<Answer<Receipt>> {
    return officials.caseworker.post(`/v1/awards/${id}/closing`, {});
  }

  async function nextOf({ id }: MoneyOfCase): Promise<string | undefined> {
    const path = `/v1/queue?after=${await headOf(system)}&limit=100`;
    const { items } = (await officials.caseworker.get<{ items: { id: string; next: string }[] }>(path)).body;
    return items.find((each) => each.id === id)?.next;
  }
});
