import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import { historyOf } from '#test/support/case-log.js';
import { instructedBeyond, instructedDespite } from '#test/support/instructed.js';
import { MoneyOfCase, nok } from '#test/support/money-of-case.js';
import { done, officialsOf, openScheme, YEAR, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { settled, todayIn } from '#test/support/time.js';

const RULES = {
  appeal: { period: { weeks: 3 }, outerLimit: { years: 1 }, body: 'ministry', bodyName: 'The ministry' },
  forewarning: { weeks: 2 },
  repayment: { weeks: 4 },
  limitation: { years: 3 },
};
const impartiality = { conflict: false };
const RUNS = [1, 2, 3, 4, 5];

describe('payouts that are instructed while the case is decided', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let mona: Person;
  let callId: string;
  let slow = 0;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    mona = await system.as('mona', 'appeal-body', 'ministry');
    callId = await openScheme(officials.manager, 'decided-at-once', 1_000_000_000, RULES);
    slowDownAppends();
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it.each(RUNS)('220 000 come down to 120 000 of own motion: no more is instructed (%d)', async (run) => {
    const grant = await approved();
    const newDecision = {
      outcome: 'granted',
      amount: nok(120_000),
      conditions: [],
      schedule: [{ dueDate: todayIn(system), amount: nok(120_000) }],
    };
    const detriment = { ground: 'invalid', grounds: 'It rests on a false account.' };
    await proposeReversal(grant, { newDecision, detriment });
    await together(run, grant, () => reversal(grant));
    for (const { id, status } of await grant.payouts()) {
      if (status === 'due') await grant.pay(id);
      if (status === 'approved') done(await officials.finance.post(`/v1/payouts/${id}/instruction`));
      if (status === 'instructed' || status === 'approved') await grant.settle(id, `B-${id}`);
    }
    const paid = (await grant.payouts()).reduce((all, each) => all + each.paid.amount, 0);
    const claimed = (await grant.recoveries()).reduce((all, each) => all + each.amount.amount, 0);
    expect(paid - claimed).toBe(120_000);
  });

  it.each(RUNS)(
    'the decision is annulled of own motion: nothing is instructed after that (%d)',
    async (run) => {
      const grant = await approved();
      await proposeReversal(grant, {});
      await together(run, grant, () => reversal(grant));
    },
  );

  it.each(RUNS)('the decision is annulled on appeal: nothing is instructed after that (%d)', async (run) => {
    const grant = await approved();
    const against = { kind: 'decision', number: 1 };
    const { id } = done(
      await applicant.post(`/v1/cases/${grant.id}/appeals`, { against, grounds: 'Too little.' }),
    );
    const at = `/v1/appeals/${id}`;
    done(await officials.caseworker.post(`${at}/preparation`, { impartiality }));
    done(await officials.caseworker.post(`${at}/forwarding`, { statement: 'Nothing new.' }));
    const outcome = { outcome: 'annulled', grounds: 'Not looked into.', impartiality };
    await together(run, grant, () => mona.post(`${at}/decision`, outcome));
  });

  it.each(RUNS)(
    'its maker declares a conflict of interest: nothing is instructed after that (%d)',
    async (run) => {
      const grant = await approved();
      const married = { conflict: true, statement: 'I am married to the manager' };
      await together(run, grant, () =>
        officials.decisionMaker.postAsIs(`/v1/applications/${grant.id}/impartiality`, married),
      );
      const chief = await system.as('solveig', 'superior', 'directorate');
      const grounds = 'Others would have decided the same.';
      done(await chief.post(`/v1/applications/${grant.id}/upholding`, { grounds }));
      await settled(system);
      for (const { id, status } of await grant.payouts())
        if (status === 'approved') done(await officials.finance.post(`/v1/payouts/${id}/instruction`));
    },
  );

  /** Two payouts that may be instructed now. */
  async function approved(): Promise<MoneyOfCase> {
    const today = todayIn(system);
    const schedule = { [today]: 120_000, [addDays(today, 1)]: 100_000 };
    const grant = await MoneyOfCase.granted(system, officials, { applicant, callId }, schedule);
    await grant.wait(1);
    for (const { id } of await grant.payouts()) {
      done(await officials.attester.post(`/v1/payouts/${id}/attestation`));
      done(await officials.decisionMaker.post(`/v1/payouts/${id}/approval`));
    }
    return grant;
  }

  async function proposeReversal({ id }: MoneyOfCase, content: object): Promise<void> {
    const grounds = 'The account was false.';
    done(await officials.caseworker.post(`/v1/applications/${id}/own-reversal`, { ...content, grounds }));
  }

  function reversal({ id }: MoneyOfCase) {
    return officials.decisionMaker.post(`/v1/applications/${id}/own-reversal-approval`);
  }

  /** Both payouts are instructed and the case is decided, at one moment; which comes first is left to chance. */
  async function together(
    run: number,
    grant: MoneyOfCase,
    decide: () => Promise<{ readonly status: number }>,
  ): Promise<void> {
    const payouts = await grant.payouts();
    slow = run;
    const [decided] = await Promise.all([
      decide(),
      ...payouts.map(({ id }) => officials.finance.post(`/v1/payouts/${id}/instruction`)),
    ]);
    slow = 0;
    expect(decided.status).toBeLessThan(300);
    await settled(system);
    const history = await historyOf(system, grant.id);
    expect(instructedDespite(history)).toEqual([]);
    expect(instructedBeyond(history)).toEqual([]);
    const times = (type: string) => history.filter((each) => each.type === type).length;
    expect(times('InstructionsHeld')).toBe(1);
    expect(times('InstructionsFreed')).toBe(1);
  }

  /** While it is asked for, whoever appended goes on a good many turns later, now these, now those. */
  function slowDownAppends(): void {
    const { log } = system.standalone.stores;
    const append = log.append.bind(log);
    let appended = 0;
    log.append = async (...args) => {
      const answer = await append(...args);
      const turns = slow === 0 ? 0 : (++appended * 7 * slow) % 23;
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      return answer;
    };
  }
});
