import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { derivedId } from '#eventsourcing/ids.js';
import { NotifyDecision } from '#grants/application/decisions/notify-decision.js';
import { done, officialsOf, submitApplication, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type Receipt, type System } from '#test/support/system.js';
import { headOf, moveTo, todayIn } from '#test/support/time.js';

const SCHEME = 'follow-up';
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});

interface Planned {
  readonly dueDate: string;
  readonly amount: number;
}

describe('an award after the decision', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-03-02T10:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('lapses when nobody accepts it in time, and its money is free again', async () => {
    const id = await granted(400_000, [{ dueDate: '2026-03-01', amount: 400_000 }]);
    await notify(id, '2026-03-02');
    const reserved = await reservedIn(2026);
    await moveTo(system, '2026-03-24T10:00:00Z');

    expect(await applicant.post(`/v1/awards/${id}/acceptance`)).toMatchObject(
      problem(409, 'acceptance-deadline-passed'),
    );
    const { body } = await officials.caseworker.get(`/v1/cases/${id}?after=${await headOf(system)}`);
    expect(body).toMatchObject({ state: 'lapsed' });
    expect(await reservedIn(2026)).toBe(reserved - 400_000);
  });

  it('is continued only with money, and a continuation without it leaves nothing behind', async () => {
    const id = await accepted(300_000, [{ dueDate: '2026-03-01', amount: 300_000 }]);
    const { caseworker, decisionMaker, manager } = officials;
    done(
      await caseworker.post(`/v1/awards/${id}/amendments`, {
        kind: 'continuation',
        amount: nok(500_000),
        payments: [{ dueDate: '2027-02-01', amount: nok(500_000) }],
        grounds: 'Half of them have work.',
      }),
    );
    const approval = `/v1/awards/${id}/amendments/1/approval`;
    const both = await system.as('anna', ['caseworker', 'decision-maker'], 'directorate');
    for (const preparer of [caseworker, both])
      expect(await preparer.post(approval)).toMatchObject(problem(403, 'four-eyes'));

    const before = await reservedIn(2027);
    expect(await decisionMaker.post(approval)).toMatchObject(problem(409, 'budget-exceeded'));
    expect(await reservedIn(2027)).toBe(before);
    expect(await awardOf(id)).toMatchObject({ amount: nok(300_000), amendment: { number: 1 } });

    done(
      await manager.post(`/v1/budgets/${SCHEME}/commitment-authorities`, {
        year: 2026,
        amount: nok(1_000_000),
      }),
    );
    done(await decisionMaker.post(approval));
    expect(await reservedIn(2027)).toBe(before + 500_000);
    expect(await awardOf(id)).toMatchObject({
      amount: nok(800_000),
      schedule: [{ status: 'due' }, { dueDate: '2027-02-01', status: 'planned' }],
    });
    expect(await reportsOf(id)).toMatchObject([{ dueOn: '2027-03-31' }, { dueOn: '2028-03-31' }]);
  });

  it('is never amended to nothing: that is a revocation', async () => {
    const id = await accepted(300_000, [{ dueDate: '2026-12-01', amount: 300_000 }]);
    const amend = (amount: number, payments: readonly object[]) =>
      officials.caseworker.post(`/v1/awards/${id}/amendments`, {
        kind: 'amount',
        amount: nok(amount),
        payments,
        grounds: 'The project was given up.',
      });
    expect(await amend(0, [])).toMatchObject(problem(422, 'amount-invalid'));
    done(await amend(1, [{ dueDate: '2026-12-01', amount: nok(1) }]));
  });

  it('is revoked after a forewarning: what is not paid is stopped, what is paid is due back', async () => {
    const id = await accepted(300_000, [
      { dueDate: '2026-03-01', amount: 100_000 },
      { dueDate: '2026-03-02', amount: 200_000 },
    ]);
    const { caseworker, decisionMaker } = officials;
    await pay(id, 1);
    const step = (name: string) => `/v1/awards/${id}/${name}`;
    const revocation = { amountInForce: nok(40_000), grounds: 'The workshop closed in March.' };
    expect(await caseworker.post(step('revocation'), revocation)).toMatchObject(
      problem(409, 'not-forewarned'),
    );
    done(await caseworker.post(step('revocation-forewarning'), { grounds: 'The workshop closed.' }));
    expect(await caseworker.post(step('revocation'), revocation)).toMatchObject(
      problem(409, 'forewarning-running'),
    );
    await moveTo(system, '2026-05-20T10:00:00Z');
    done(await caseworker.post(step('revocation'), revocation));
    const both = await system.as('anna', ['caseworker', 'decision-maker'], 'directorate');
    expect(await both.post(step('revocation-approval'))).toMatchObject(problem(403, 'four-eyes'));
    done(await decisionMaker.post(step('revocation-approval')));

    expect(await awardOf(id)).toMatchObject({
      state: 'paid',
      amount: nok(40_000),
      dueBack: nok(60_000),
      schedule: [{ status: 'settled' }, { status: 'cancelled' }],
    });
    expect(await eventsOf(id)).toEqual(
      expect.arrayContaining(['AwardRevoked', 'PayoutCancelled', 'DueBackReduced', 'RecoveryForewarned']),
    );
  });

  it('pays nothing while a report is overdue; an approved one opens the way, and unspent money is due back', async () => {
    const id = await accepted(300_000, [
      { dueDate: '2026-03-01', amount: 100_000 },
      { dueDate: '2027-05-03', amount: 200_000 },
    ]);
    await pay(id, 1);
    const [report] = await reportsOf(id);
    await moveTo(system, '2027-03-01T10:00:00Z');
    expect(await reportsOf(id, 'due=soon')).toMatchObject([{ id: report!.id }]);
    await moveTo(system, '2027-04-01T10:00:00Z');
    expect(await reportsOf(id, 'due=overdue')).toMatchObject([{ id: report!.id }]);
    await moveTo(system, '2027-05-04T10:00:00Z');
    expect(await awardOf(id)).toMatchObject({ released: nok(100_000), blockedBy: [report!.id] });

    const path = `/v1/reports/${report!.id}`;
    const document = {
      text: 'Seven of eleven have work now.',
      accounts: [{ text: 'Salaries', amount: nok(60_000) }],
      spent: nok(70_000),
    };
    expect(await applicant.post(`${path}/submission`, document)).toMatchObject(
      problem(422, 'accounts-do-not-add-up'),
    );
    const whole = { ...document, spent: nok(60_000) };
    expect(await applicant.post(`${path}/submission`, whole)).toMatchObject(
      problem(422, 'auditor-statement-missing'),
    );
    expect(await applicant.post(`${path}/submission`, { ...whole, auditorStatement: 'x' })).toMatchObject(
      problem(422, 'attachment-unknown'),
    );
    const auditorStatement = await uploaded(id, 'Revisors uttalelse');
    done(await applicant.post(`${path}/submission`, { ...whole, auditorStatement }));
    expect(await awardOf(id)).toMatchObject({ released: nok(100_000) });
    done(await officials.caseworker.post(`${path}/approval`));

    expect(await awardOf(id)).toMatchObject({
      released: nok(300_000),
      blockedBy: [],
      dueBack: nok(40_000),
    });
    const detail = await applicant.get(`${path}?after=${await headOf(system)}`);
    expect(detail.body).toMatchObject({
      status: 'approved',
      unspent: nok(40_000),
      submission: {
        text: document.text,
        accounts: [{ text: 'Salaries' }],
        auditorStatement: { id: auditorStatement, mediaType: 'text/plain' },
      },
    });
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['UnspentClaimed', 'RecoveryForewarned']));

    expect(await officials.caseworker.post(`/v1/awards/${id}/closing`)).toMatchObject({
      ...problem(409, 'award-not-finished'),
      body: { unpaidInstalments: [2], openReports: [expect.any(String)] },
    });
  });

  async function granted(amount: number, schedule: readonly Planned[]): Promise<string> {
    const { caseworker, decisionMaker } = officials;
    const id = await submitApplication(applicant, callId, amount);
    const step = async (name: string, body?: unknown) =>
      done(await caseworker.post(`/v1/applications/${id}/${name}`, body));
    await step('assignment');
    await step('impartiality', { conflict: false });
    await step('scores', { scores: [{ criterion: 'need', score: 5, rationale: 'Many need it' }] });
    await step('recommendation', { outcome: 'granted', amount: nok(amount), rationale: 'Worth it' });
    await step('proposal', {
      outcome: 'granted',
      amount: nok(amount),
      grounds: 'It fits the goal of the scheme',
      schedule: schedule.map((each) => ({ dueDate: each.dueDate, amount: nok(each.amount) })),
    });
    const approval = { impartiality: { conflict: false } };
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, approval));
    return id;
  }

  async function accepted(amount: number, schedule: readonly Planned[]): Promise<string> {
    const id = await granted(amount, schedule);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    return id;
  }

  async function notify(id: string, receivedOn: string): Promise<void> {
    const notice = { decision: 1, receivedOn, channel: 'portal', language: 'nb' } as const;
    const commandId = derivedId('test', id, 'notify');
    const outcome = await system.standalone.commands.execute(
      new NotifyDecision(id, notice, {
        actor: { subject: 'anna', roles: ['caseworker'], organisation: 'directorate' },
        commandId,
        commandHash: commandId,
        correlationId: commandId,
        now: system.standalone.clock.now(),
      }),
    );
    expect(outcome).toMatchObject({ ok: true });
  }

  async function pay(id: string, instalment: number): Promise<void> {
    const { attester, decisionMaker, finance } = officials;
    const { body } = await finance.get<{ items: { id: string; instalment: number }[] }>(
      `/v1/payouts?case=${id}&after=${await headOf(system)}`,
    );
    const path = `/v1/payouts/${body.items.find((each) => each.instalment === instalment)!.id}`;
    done(await attester.post(`${path}/attestation`));
    done(await decisionMaker.post(`${path}/approval`));
    done(await finance.post(`${path}/instruction`));
    const settled = { status: 'settled', settledOn: todayIn(system), bankReference: 'B-1' };
    done(await finance.post(`${path}/settlement`, settled));
  }

  async function reservedIn(year: number): Promise<number> {
    const { body } = await officials.manager.get<{
      years: { year: number; reserved: { amount: number } }[];
    }>(`/v1/budgets/${SCHEME}?after=${await headOf(system)}`);
    return body.years.find((each) => each.year === year)?.reserved.amount ?? 0;
  }

  async function awardOf(id: string): Promise<unknown> {
    return (await officials.caseworker.get(`/v1/awards/${id}?after=${await headOf(system)}`)).body;
  }

  async function reportsOf(id: string, filter = ''): Promise<{ id: string }[]> {
    const path = `/v1/reports?case=${id}&after=${await headOf(system)}&${filter}`;
    return (await officials.caseworker.get<{ items: { id: string }[] }>(path)).body.items;
  }

  async function uploaded(id: string, text: string): Promise<string> {
    const answer = await applicant.send(`/v1/applications/${id}/attachments?name=statement.txt`, {
      method: 'POST',
      headers: {
        'content-type': 'text/plain',
        'content-digest': `sha-256=:${createHash('sha256').update(text).digest('base64')}:`,
      },
      body: Buffer.from(text),
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as Receipt).id;
  }

  async function eventsOf(id: string): Promise<string[]> {
    const { body } = await officials.caseworker.get<{ items: { type: string }[] }>(
      `/v1/cases/${id}/history?after=${await headOf(system)}`,
    );
    return body.items.map(({ type }) => type);
  }
});

/** A scheme that asks for a report a year, and gives three weeks to accept and to answer; answers its call. */
async function openScheme(manager: Person): Promise<string> {
  const regulation = {
    version: '1',
    inForceFrom: '2026-01-01',
    criteria: [{ code: 'need', title: 'Need', min: 1, max: 5, weight: 1 }],
    multiYear: true,
    acceptance: { weeks: 3 },
    forewarning: { weeks: 3 },
    limitation: { years: 3 },
    reporting: [
      {
        code: 'annual',
        title: 'Annual report',
        every: 'year',
        dueMonth: 3,
        dueDay: 31,
        withAccounts: true,
        withAuditorStatement: true,
        remindDaysBefore: 30,
      },
    ],
    legalReferences: [],
  };
  const made = async (path: string, body: unknown): Promise<Receipt> => done(await manager.post(path, body));
  await made('/v1/schemes', {
    code: SCHEME,
    name: 'Social entrepreneurship',
    ministry: 'Ministry of Labour',
    budgetChapter: '0621',
    budgetPost: '70',
    goal: 'New solutions',
    targetGroup: 'People outside working life',
    currency: 'NOK',
    regulation,
  });
  await made(`/v1/budgets/${SCHEME}/appropriations`, { year: 2026, amount: nok(2_000_000) });
  await made(`/v1/budgets/${SCHEME}/appropriations`, { year: 2027, amount: nok(2_000_000) });
  const call = await made('/v1/calls', {
    code: `${SCHEME}-call`,
    schemeId: SCHEME,
    regulationVersion: '1',
    title: 'Call',
    frame: nok(2_000_000),
    opensAt: '2026-01-01T00:00:00Z',
    closesAt: '2030-01-01T00:00:00Z',
  });
  return call.id;
}
