import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { openRecovery } from '#test/support/payout-examples.js';
import { reactAgain } from '#test/support/reactions-again.js';
import {
  done,
  officialsOf,
  openScheme,
  prepareGrant,
  submitApplication,
  YEAR,
  type Officials,
} from '#test/support/scheme.js';
import { startSystem, type Person, type Receipt, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const grounds = 'The letter is in the file.';
const refusedAs = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});

interface Recovery {
  readonly id: string;
  readonly limitationDate: string;
}

interface Shown extends Recovery {
  readonly state: string;
  readonly amount: { readonly amount: number };
  readonly limitationParts: readonly unknown[];
}

describe('the limitation of a claim', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let caseId: string;
  let claims = 0;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    caseId = await submitApplication(
      applicant,
      await openScheme(officials.manager, 'bank', 2_000_000),
      1_000_000,
    );
    await prepareGrant(officials.caseworker, caseId, 1_000_000);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('is computed anew from an acknowledgement and from a legal step, by the provision', async () => {
    const { at, first } = await claim();
    const { caseworker } = officials;
    done(await caseworker.post(`${at}/limitation`, { basis: 'agreement', on: todayIn(system), grounds }));
    const agreed = await limitationOf(at);
    expect(agreed > first).toBe(true);
    const early = { basis: 'acknowledgement', on: todayIn(system), grounds };
    expect(await caseworker.post(`${at}/limitation`, early)).toMatchObject(
      refusedAs(422, 'limitation-not-later'),
    );
    const tomorrow = { ...early, on: addDays(todayIn(system), 1) };
    expect(await caseworker.post(`${at}/limitation`, tomorrow)).toMatchObject(
      refusedAs(422, 'date-out-of-range'),
    );
  });

  it('is prolonged by agreement three years at a time, and ten in all', async () => {
    const { at, first } = await claim();
    const agree = () =>
      officials.caseworker.post(`${at}/limitation`, { basis: 'agreement', on: todayIn(system), grounds });
    const years: number[] = [];
    for (let times = 0; times < 4; times++) {
      done(await agree());
      years.push(Number((await limitationOf(at)).slice(0, 4)) - Number(first.slice(0, 4)));
    }
    expect(years).toEqual([3, 6, 9, 10]);
    expect(await agree()).toMatchObject(refusedAs(422, 'limitation-not-later'));
  });

  it('is moved by no rule only as one proposes and another approves', async () => {
    const { at, first } = await claim();
    const { caseworker, decisionMaker } = officials;
    const limitationDate = `${YEAR + 12}-01-05`;
    done(await caseworker.post(`${at}/limitation-move`, { limitationDate, grounds }));
    expect(await limitationOf(at)).toBe(first);
    const approval = `${at}/limitation-move-approval`;
    expect(await caseworker.post(approval)).toMatchObject({ status: 403 });
    done(await decisionMaker.post(`${at}/limitation-move-return`, { grounds: 'Which judgment?' }));
    expect(await decisionMaker.post(approval)).toMatchObject(refusedAs(409, 'nothing-proposed'));
    done(await caseworker.post(`${at}/limitation-move`, { limitationDate, grounds }));
    const shown = await applicant.get<{ limitationMove: unknown }>(`${at}?after=${await headOf(system)}`);
    expect(shown.body.limitationMove).toBeNull();
    done(await decisionMaker.post(approval));
    expect(await limitationOf(at)).toBe(limitationDate);
  });

  it('is found by its date beside a plan, and of what is written off', async () => {
    const { id, at, first } = await claim();
    const { caseworker, decisionMaker, finance } = officials;
    const today = todayIn(system);
    const owed = { amount: 10_000, currency: 'NOK' };
    done(await applicant.post(`${at}/reply`, { answer: 'We agree.' }));
    done(await caseworker.post(`${at}/claim`, { amount: owed, grounds, dueOn: addDays(today, 30) }));
    done(await decisionMaker.post(`${at}/claim-approval`));
    const late = addDays(first, 400);
    done(await caseworker.post(`${at}/instalments`, { instalments: [{ dueOn: late, amount: owed }] }));
    expect(await until(addDays(first, -1))).not.toContain(id);
    expect(await until(first)).toContain(id);
    const shown = await finance.get<{ dates: unknown; deadline: unknown }>(
      `${at}?after=${await headOf(system)}`,
    );
    expect(shown.body).toMatchObject({
      deadline: late,
      dates: [
        { what: 'limitation', on: first },
        { what: 'repayment', on: late },
      ],
    });
    const beate = await system.as('beate', 'decision-maker', 'directorate');
    done(await caseworker.post(`${at}/write-off`, { authority: 'Section 8', grounds }));
    done(await beate.post(`${at}/giving-up-approval`));
    expect(await until(first)).toContain(id);
    done(await caseworker.post(`${at}/waiver`, { grounds }));
    done(await beate.post(`${at}/giving-up-approval`));
    expect(await until(first)).not.toContain(id);
  });

  it('is barred when its day has passed with something owed, and is taken all the same where it is paid', async () => {
    const { id, at, first } = await claim();
    await claimed(at, 10_000);
    const plan = [{ dueOn: addDays(first, 30), amount: nok(10_000) }];
    done(await officials.caseworker.post(`${at}/instalments`, { instalments: plan }));
    await moveTo(system, `${first}T12:00:00Z`);
    expect(await shownAt(at)).toMatchObject({ state: 'in-instalments', barred: nok(0) });
    await moveTo(system, `${addDays(first, 1)}T12:00:00Z`);
    expect(await shownAt(at)).toMatchObject({
      state: 'barred',
      owed: nok(10_000),
      barred: nok(10_000),
      plan: [],
      dates: [],
      deadline: null,
    });
    expect(await until(addDays(first, 30))).not.toContain(id);
    const { caseworker, finance } = officials;
    const late = { basis: 'acknowledgement', on: todayIn(system), grounds };
    expect(await caseworker.post(`${at}/limitation`, late)).toMatchObject(
      refusedAs(409, 'barred-by-limitation'),
    );
    expect(await caseworker.post(`${at}/waiver`, { grounds })).toMatchObject({ status: 409 });
    const paid = { amount: nok(4_000), receivedOn: todayIn(system), bankReference: 'IN-1' };
    done(await finance.post(`${at}/repayments`, paid));
    expect(await shownAt(at)).toMatchObject({ state: 'barred', repaid: nok(4_000), barred: nok(6_000) });
  });

  it('is a year from when the agency could know of it, also where it counted as barred by then', async () => {
    const { at, first } = await claim();
    await moveTo(system, `${addDays(first, 1)}T12:00:00Z`);
    expect(await shownAt(at)).toMatchObject({ state: 'barred', claimed: null, barred: nok(10_000) });
    const { caseworker } = officials;
    const tenth = { amount: nok(10_000), grounds, dueOn: addDays(first, 60) };
    expect(await caseworker.post(`${at}/claim`, tenth)).toMatchObject(refusedAs(409, 'barred-by-limitation'));
    const on = `${first.slice(0, 4)}-01-15`;
    done(await caseworker.post(`${at}/limitation`, { basis: 'knowledge', on, grounds }));
    expect(await shownAt(at)).toMatchObject({
      state: 'forewarned',
      barred: nok(0),
      limitationDate: deadlineAfter(on, { years: 1 }),
    });
    done(await caseworker.post(`${at}/claim`, tenth));
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  async function claim() {
    const id = await openRecovery(system, caseId, `claim ${++claims}`, 10_000);
    const at = `/v1/recoveries/${id}`;
    return { id, at, first: await limitationOf(at) };
  }

  async function claimed(at: string, amount: number): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    done(await applicant.post(`${at}/reply`, { answer: 'We agree.' }));
    const dueOn = addDays(todayIn(system), 30);
    done(await caseworker.post(`${at}/claim`, { amount: nok(amount), grounds, dueOn }));
    done(await decisionMaker.post(`${at}/claim-approval`));
  }

  async function shownAt(at: string) {
    return (await officials.caseworker.get(`${at}?after=${await headOf(system)}`)).body;
  }

  async function limitationOf(at: string): Promise<string> {
    return (await officials.caseworker.get<Recovery>(`${at}?after=${await headOf(system)}`)).body
      .limitationDate;
  }

  async function until(day: string): Promise<string[]> {
    const path = `/v1/recoveries?limit=200&until=${day}&after=${await headOf(system)}`;
    const { body } = await officials.finance.get<{ items: Recovery[] }>(path);
    return body.items.map(({ id }) => id);
  }
});

describe('the limitation of what is claimed of a grant of 300 000 that is revoked to 50 000 in between', () => {
  let system: System;
  let officials: Officials;
  let caseId: string;
  let payouts: readonly string[];

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2027-02-01T10:00:00Z' });
    officials = await officialsOf(system);
    const applicant = await system.as('ola', 'applicant', '987654325');
    const rules = { forewarning: { weeks: 2 }, limitation: { years: 3 } };
    const callId = await openScheme(officials.manager, 'starts', 2_000_000, rules, 2027);
    caseId = await submitApplication(applicant, callId, 300_000);
    await granted();
    done(await applicant.post(`/v1/awards/${caseId}/acceptance`));
    await settled(system);
    const found = await officials.finance.get<{ items: { id: string; instalment: number }[] }>(
      `/v1/payouts?case=${caseId}&after=${await headOf(system)}`,
    );
    payouts = found.body.items.toSorted((a, b) => a.instalment - b.instalment).map(({ id }) => id);
    for (const payout of payouts) await sendToTheBank(payout);
    await settle(0, '2027-02-03');
    done(await step(officials.caseworker, 'revocation-forewarning', { grounds: 'It closed.' }));
    await moveTo(system, '2027-04-06T10:00:00Z');
    const inForce = { amountInForce: nok(50_000), grounds: 'It stays closed.' };
    done(await step(officials.caseworker, 'revocation', inForce));
    done(await step(officials.decisionMaker, 'revocation-approval', {}));
    await settled(system);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('runs from the revocation where it was paid before, and else from each payment', async () => {
    await settle(1, '2027-05-03');
    await settle(2, '2027-05-10');
    expect(await claims()).toEqual([
      // 6 April 2030 is a Saturday.
      [
        50_000,
        '2030-04-08',
        [{ amount: nok(50_000), since: '2027-04-06', limitationDate: '2030-04-08', barred: false }],
      ],
      [
        100_000,
        '2030-05-03',
        [{ amount: nok(100_000), since: '2027-05-03', limitationDate: '2030-05-03', barred: false }],
      ],
      [
        100_000,
        '2030-05-10',
        [{ amount: nok(100_000), since: '2027-05-10', limitationDate: '2030-05-10', barred: false }],
      ],
    ]);
  });

  it('bars each on its own day, whatever the others are about, and the award claims none of it anew', async () => {
    await moveTo(system, '2030-05-04T10:00:00Z');
    expect(await states()).toEqual(['barred', 'barred', 'forewarned']);
    await moveTo(system, '2030-05-11T10:00:00Z');
    expect(await states()).toEqual(['barred', 'barred', 'barred']);
    const award = await officials.caseworker.get(`/v1/awards/${caseId}?after=${await headOf(system)}`);
    expect(award.body).toMatchObject({ amount: nok(50_000), dueBack: nok(250_000) });
  });

  it('takes what is paid of what was barred before anybody claimed it, and lowers it by what the bank sends back', async () => {
    const { finance } = officials;
    const [, second] = await shown();
    const paid = { amount: nok(30_000), receivedOn: '2030-05-11', bankReference: 'IN-1' };
    done(await finance.post(`/v1/recoveries/${second!.id}/repayments`, paid));
    const back = {
      amount: nok(60_000),
      returnedOn: '2030-05-11',
      bankReference: 'B-BACK',
      reasonCode: 'AC04',
    };
    done(await finance.post(`/v1/payouts/${payouts[2]}/return`, back));
    await settled(system);
    expect(await states()).toEqual(['barred', 'barred', 'barred']);
    expect(await shown()).toMatchObject([
      { barred: nok(50_000), repaid: nok(0) },
      { barred: nok(70_000), repaid: nok(30_000), amount: nok(100_000) },
      { barred: nok(40_000), repaid: nok(0), amount: nok(40_000) },
    ]);
    const unasked = {
      amount: nok(45_000),
      receivedOn: '2030-05-11',
      bankReference: 'IN-2',
      payer: 'The heirs',
    };
    const payout = `/v1/payouts/${payouts[1]}`;
    done(await finance.post(`${payout}/received-money`, unasked));
    const came = await finance.get<{ received: { id: string }[] }>(`${payout}?after=${await headOf(system)}`);
    const [received] = came.body.received;
    const allocation = { recoveryId: second!.id };
    done(await officials.caseworker.post(`${payout}/received-money/${received!.id}/allocation`, allocation));
    await settled(system);
    expect((await shown())[1]).toMatchObject({ state: 'barred', barred: nok(25_000), repaid: nok(75_000) });
    const rest = { ...paid, amount: nok(25_000), bankReference: 'IN-3' };
    done(await finance.post(`/v1/recoveries/${second!.id}/repayments`, rest));
    expect((await shown())[1]).toMatchObject({ state: 'settled', barred: nok(0), repaid: nok(100_000) });
    const award = await officials.caseworker.get(`/v1/awards/${caseId}?after=${await headOf(system)}`);
    expect(award.body).toMatchObject({ amount: nok(50_000), dueBack: nok(190_000) });
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });

  async function granted(): Promise<void> {
    const { caseworker, decisionMaker } = officials;
    const at = `/v1/applications/${caseId}`;
    const amount = nok(300_000);
    const rationale = 'Many need it';
    done(await caseworker.post(`${at}/assignment`));
    done(await caseworker.post(`${at}/impartiality`, { conflict: false }));
    done(await caseworker.post(`${at}/scores`, { scores: [{ criterion: 'need', score: 5, rationale }] }));
    done(await caseworker.post(`${at}/recommendation`, { outcome: 'granted', amount, rationale }));
    const schedule = ['2027-01-10', '2027-01-11', '2027-01-12'].map((dueDate) => {
      return { dueDate, amount: nok(100_000) };
    });
    const proposal = { outcome: 'granted', amount, grounds: 'It fits.', conditions: [], schedule };
    done(await caseworker.post(`${at}/proposal`, proposal));
    done(await decisionMaker.post(`${at}/approval`, { impartiality: { conflict: false } }));
  }

  function step(person: Person, name: string, content: object) {
    return person.post<Receipt>(`/v1/awards/${caseId}/${name}`, content);
  }

  async function sendToTheBank(payout: string): Promise<void> {
    const { attester, decisionMaker, finance } = officials;
    done(await attester.post(`/v1/payouts/${payout}/attestation`));
    done(await decisionMaker.post(`/v1/payouts/${payout}/approval`));
    done(await finance.post(`/v1/payouts/${payout}/instruction`));
  }

  async function settle(which: number, settledOn: string): Promise<void> {
    await moveTo(system, `${settledOn}T10:00:00Z`);
    const report = { status: 'settled', settledOn, bankReference: `B-${which}` };
    done(await officials.finance.post(`/v1/payouts/${payouts[which]}/settlement`, report));
    await settled(system);
  }

  async function shown(): Promise<readonly Shown[]> {
    const path = `/v1/recoveries?case=${caseId}&after=${await headOf(system)}`;
    const { body } = await officials.caseworker.get<{ items: Shown[] }>(path);
    return body.items.toSorted((a, b) => a.limitationDate.localeCompare(b.limitationDate));
  }

  async function claims(): Promise<unknown> {
    return (await shown()).map(({ amount, limitationDate, limitationParts }) => [
      amount.amount,
      limitationDate,
      limitationParts,
    ]);
  }

  async function states(): Promise<readonly string[]> {
    return (await shown()).map(({ state }) => state);
  }
});
