import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { derivedId } from '#eventsourcing/ids.js';
import { NotifyDecision } from '#grants/application/decisions/notify-decision.js';
import { done, officialsOf, submitApplication, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type Receipt, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const SCHEME = 'with-appeals';
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const impartiality = { conflict: false };
const grantOf = (amount: number) => ({
  outcome: 'granted',
  amount: nok(amount),
  conditions: ['Accounts by 31 March'],
  schedule: [{ dueDate: '2026-06-01', amount: nok(amount) }],
});

interface Listed {
  readonly id: string;
  readonly state: string;
  readonly provisionalReplyOverdue: boolean;
}

describe('appeals', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-03-02T10:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
    callId = await openScheme(officials.manager);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('are decided by another body, which sees the case once it is asked: a rejection stands', async () => {
    const caseId = await rejected(400_000, '2026-03-02');
    const id = await appealed(caseId);
    expect(await body.get(`/v1/appeals/${id}`)).toMatchObject({ status: 404 });
    expect(await body.get(`/v1/cases/${caseId}?after=${await headOf(system)}`)).toMatchObject({
      status: 404,
    });
    expect(await applicant.post(`/v1/cases/${caseId}/appeals`, appealOf(1))).toMatchObject(
      problem(409, 'appeal-open'),
    );

    await step(officials.caseworker, id, 'preparation');
    await step(officials.caseworker, id, 'forwarding', { statement: 'Nothing new was said.' });
    expect(await listed(body)).toMatchObject([{ id, state: 'forwarded' }]);
    expect(await body.get(`/v1/cases/${caseId}?after=${await headOf(system)}`)).toMatchObject({
      status: 200,
      body: { state: 'rejected' },
    });
    const another = await system.as('nils', 'appeal-body', 'another-ministry');
    expect(await another.get(`/v1/cases/${caseId}`)).toMatchObject({ status: 404 });

    const stands = { impartiality, outcome: 'stands', grounds: 'All were treated alike.' };
    const decider = await system.as('berit', 'appeal-body', 'ministry');
    expect(await decider.post(`/v1/appeals/${id}/decision`, stands)).toMatchObject(problem(403, 'four-eyes'));
    await step(body, id, 'decision', stands);
    for (const receivedOn of ['2199-12-31', '2026-03-01'])
      expect(
        await body.post(`/v1/appeals/${id}/notification`, { receivedOn, channel: 'portal' }),
      ).toMatchObject(problem(422, 'received-on-invalid'));
    await step(body, id, 'notification', { receivedOn: '2026-03-02', channel: 'portal' });

    expect(await caseOf(caseId)).toMatchObject({ state: 'rejected', appeals: [{ id, state: 'stands' }] });
    expect(await applicant.get(`/v1/appeals/${id}`)).toMatchObject({
      body: {
        state: 'stands',
        grounds: 'The need was overlooked.',
        outcome: { person: 'mona', grounds: 'All were treated alike.' },
        notice: { receivedOn: '2026-03-02', appealDeadline: null },
      },
    });
    expect(await applicant.post(`/v1/cases/${caseId}/appeals`, appealOf(1))).toMatchObject(
      problem(409, 'appeal-decided'),
    );
  });

  it('change a rejection into a grant, whose money is reserved and which can be accepted', async () => {
    const caseId = await rejected(400_000, '2026-03-02');
    const id = await appealed(caseId);
    const before = await reserved();
    await step(officials.caseworker, id, 'forwarding', { statement: 'Nothing new was said.' });
    await step(body, id, 'decision', {
      impartiality,
      outcome: 'changed',
      newDecision: grantOf(300_000),
      grounds: 'The need is documented.',
    });
    await settled(system);

    expect(await caseOf(caseId)).toMatchObject({ state: 'granted', appeals: [{ id, state: 'changed' }] });
    expect(await reserved()).toBe(before + 300_000);
    expect(await applicant.post(`/v1/cases/${caseId}/appeals`, appealOf(2))).toMatchObject(
      problem(409, 'not-appealable'),
    );
    done(await applicant.post(`/v1/awards/${caseId}/acceptance`));
    const history = withoutLetter(await eventsOf(caseId));
    expect(history.slice(history.indexOf('AppealSubmitted'))).toEqual([
      'AppealSubmitted',
      'AppealForwarded',
      'AppealImpartialityDeclared',
      'AppealChangedDecision',
      'CommitmentReserved',
      'DecisionReplaced',
      'AwardAccepted',
    ]);
  });

  it('lead the directorate to reverse its own decision, under four eyes', async () => {
    const caseId = await rejected(400_000, '2026-03-02');
    const id = await appealed(caseId);
    await step(officials.caseworker, id, 'reversal', {
      newDecision: grantOf(200_000),
      grounds: 'The need was overlooked.',
    });
    // What is proposed is not the applicant's to read before it is decided.
    expect((await applicant.get(`/v1/appeals/${id}`)).body).not.toHaveProperty('proposedReversal');
    const both = await system.as('anna', ['caseworker', 'decision-maker'], 'directorate');
    for (const preparer of [officials.caseworker, both])
      expect(await preparer.post(`/v1/appeals/${id}/reversal-approval`, {})).toMatchObject(
        problem(403, 'four-eyes'),
      );
    await step(officials.decisionMaker, id, 'reversal-approval');
    await settled(system);

    expect(await caseOf(caseId)).toMatchObject({ state: 'granted', appeals: [{ id, state: 'reversed' }] });
    await step(officials.decisionMaker, id, 'costs', { amount: nok(12_500), grounds: 'Legal advice.' });
    expect((await applicant.get(`/v1/appeals/${id}`)).body).toMatchObject({
      proposedReversal: { person: 'anna', newDecision: { conditions: ['Accounts by 31 March'] } },
      outcome: { person: 'berit' },
      costs: { amount: nok(12_500) },
    });
  });

  it('annul a decision: the case is assessed again and decided anew', async () => {
    const caseId = await rejected(400_000, '2026-03-02');
    const id = await appealed(caseId);
    await step(officials.caseworker, id, 'forwarding', { statement: 'Nothing new was said.' });
    await step(body, id, 'decision', {
      impartiality,
      outcome: 'annulled',
      grounds: 'The offers were not looked at.',
    });
    await settled(system);

    expect(await caseOf(caseId)).toMatchObject({ state: 'under-assessment' });
    await assessed(caseId, {
      outcome: 'granted',
      amount: nok(100_000),
      schedule: [{ dueDate: '2026-06-01', amount: nok(100_000) }],
    });
    done(await officials.decisionMaker.post(`/v1/applications/${caseId}/approval`, {}));
    expect(await caseOf(caseId)).toMatchObject({ state: 'granted', granted: nok(100_000) });
  });

  it('that are won without free budget wait for an appropriation', async () => {
    const [caseId, unwanted] = [await rejected(900_000, '2026-03-02'), await rejected(900_000, '2026-03-02')];
    for (const each of [caseId, unwanted]) {
      const id = await appealed(each);
      await step(officials.caseworker, id, 'forwarding', { statement: 'Nothing new was said.' });
      await step(body, id, 'decision', {
        impartiality,
        outcome: 'changed',
        newDecision: grantOf(900_000),
        grounds: 'The need is documented.',
      });
      await settled(system);
      expect(await caseOf(each)).toMatchObject({ state: 'awaiting-appropriation' });
    }
    // What is not wanted any more does not wait.
    const declining = `/v1/awards/${unwanted}/declining`;
    expect(await officials.decisionMaker.post(declining, {})).toMatchObject(problem(403, 'forbidden'));
    done(await applicant.post(declining, { grounds: 'It comes too late.' }));
    await settled(system);
    expect(await caseOf(unwanted)).toMatchObject({ state: 'declined' });
    expect(await applicant.post(declining, {})).toMatchObject(problem(409, 'offer-declined'));
    expect(await applicant.post(`/v1/awards/${caseId}/acceptance`)).toMatchObject(
      problem(409, 'not-granted'),
    );

    const more = { year: 2026, amount: nok(3_000_000) };
    done(await officials.manager.post(`/v1/budgets/${SCHEME}/appropriations`, more));
    await settled(system);
    expect(await caseOf(unwanted)).toMatchObject({ state: 'declined' });
    expect(await caseOf(caseId)).toMatchObject({ state: 'granted' });
    expect(withoutLetter(await eventsOf(caseId)).slice(-4)).toEqual([
      'AppealChangedDecision',
      'DecisionAwaitsAppropriation',
      'CommitmentReserved',
      'DecisionReplaced',
    ]);
    done(await applicant.post(`/v1/awards/${caseId}/acceptance`));
  });

  it('that are late are dismissed, unless there is a reason to treat them', async () => {
    const caseId = await rejected(400_000, '2026-03-02');
    const other = await rejected(400_000, '2026-03-02');
    await moveTo(system, '2026-03-24T08:00:00Z');
    const id = await appealed(caseId);
    const { caseworker, decisionMaker } = officials;
    expect(await caseworker.post(`/v1/appeals/${id}/forwarding`, { statement: 'Late.' })).toMatchObject(
      problem(409, 'wrong-state'),
    );
    await step(caseworker, id, 'dismissal', { grounds: 'It came a day late, for no reason given.' });
    expect(await caseworker.post(`/v1/appeals/${id}/dismissal-approval`, {})).toMatchObject(
      problem(403, 'four-eyes'),
    );
    await step(decisionMaker, id, 'dismissal-approval');
    await step(caseworker, id, 'notification', { receivedOn: '2026-03-24', channel: 'letter' });
    expect((await applicant.get(`/v1/appeals/${id}`)).body).toMatchObject({
      state: 'dismissed',
      late: true,
      deadline: '2026-03-23',
      // Three weeks on is the Tuesday after, for nothing in it is a holiday.
      notice: { appealDeadline: '2026-04-14' },
    });

    const accepted = await appealed(other);
    await step(caseworker, accepted, 'late-acceptance', { grounds: 'The applicant was in hospital.' });
    await step(caseworker, accepted, 'preparation');
    done(await applicant.post(`/v1/appeals/${accepted}/withdrawal`, {}));

    const against = { kind: 'dismissal', id };
    const grounds = 'The notice came on another day.';
    const second = done(await applicant.post(`/v1/cases/${caseId}/appeals`, { against, grounds })).id;
    await step(caseworker, second, 'forwarding', { statement: 'The day is documented.' });
    await step(body, second, 'decision', { impartiality, outcome: 'annulled', grounds: 'It is not.' });
    await settled(system);
    expect((await applicant.get(`/v1/appeals/${id}`)).body).toMatchObject({ state: 'received' });
  });

  it('are answered for the time being when they take long, once the time has passed', async () => {
    const caseId = await rejected(400_000, '2026-03-24');
    const id = await appealed(caseId);
    expect(await overdue()).toEqual([]);
    await moveTo(system, '2026-04-25T08:00:00Z');
    expect(await overdue()).toContain(id);
    expect(await queued(caseId)).toMatchObject({ state: 'rejected', next: 'send-provisional-reply' });
    await step(officials.caseworker, id, 'provisional-reply', {
      text: 'It takes until May.',
      expectedBy: '2026-05-15',
    });
    expect(await overdue()).not.toContain(id);
    expect(await queued(caseId)).toMatchObject({ next: 'prepare-appeal', deadline: null });
    await step(officials.decisionMaker, id, 'deferral', { grounds: 'Jobs would be lost.' });
    expect((await applicant.get(`/v1/appeals/${id}`)).body).toMatchObject({
      provisionalReply: 'sent',
      deferral: { until: null, grounds: 'Jobs would be lost.' },
    });
    expect(await eventsOf(caseId)).toEqual(expect.arrayContaining(['ProvisionalReplyBecameDue']));
  });

  it('undo a revocation, and annul a claim for repayment', async () => {
    const { caseworker, decisionMaker } = officials;
    const caseId = await paidGrant(300_000, '2026-04-01');
    const award = async (name: string, person: Person, content: object = {}) =>
      done(await person.post(`/v1/awards/${caseId}/${name}`, content));
    await award('revocation-forewarning', caseworker, { grounds: 'The workshop closed.' });
    await moveTo(system, '2026-05-20T08:00:00Z');
    await award('revocation', caseworker, { amountInForce: nok(0), grounds: 'It stays closed.' });
    await award('revocation-approval', decisionMaker);
    await settled(system);
    const [recovery] = await recoveriesOf(caseId);
    await moveTo(system, '2026-06-20T08:00:00Z');
    const claim = `/v1/recoveries/${recovery!.id}`;
    done(await caseworker.post(`${claim}/claim`, { amount: nok(300_000), grounds: 'It was not spent.' }));
    done(await decisionMaker.post(`${claim}/claim-approval`, {}));

    const won = async (against: object, outcome: string) => {
      const grounds = 'The workshop was closed for a month only.';
      const { id } = done(await applicant.post(`/v1/cases/${caseId}/appeals`, { against, grounds }));
      await step(caseworker, id, 'forwarding', { impartiality, statement: 'It was closed.' });
      const berit = await system.as('berit', 'appeal-body', 'ministry');
      const decision = { impartiality, outcome, grounds: 'It is open again.' };
      expect(await berit.post(`/v1/appeals/${id}/decision`, decision)).toMatchObject(
        problem(403, 'four-eyes'),
      );
      await step(body, id, 'decision', decision);
      await settled(system);
    };
    await won({ kind: 'recovery', id: recovery!.id }, 'annulled');
    expect(await recoveriesOf(caseId)).toMatchObject([{ id: recovery!.id, state: 'annulled' }]);
    await won({ kind: 'revocation', id: caseId }, 'changed');
    expect(await caseOf(caseId)).toMatchObject({ state: 'accepted', granted: nok(300_000) });
    expect(await eventsOf(caseId)).toEqual(expect.arrayContaining(['ClaimAnnulled', 'AwardReinstated']));
  });

  it('have a claim wait while its enforcement is deferred: nothing is claimed, and no day to pay counts', async () => {
    const { caseworker, decisionMaker } = officials;
    const caseId = await paidGrant(200_000, '2026-06-01');
    const award = async (name: string, person: Person, content: object = {}) =>
      done(await person.post(`/v1/awards/${caseId}/${name}`, content));
    await award('revocation-forewarning', caseworker, { grounds: 'The workshop closed.' });
    await moveTo(system, '2026-07-20T08:00:00Z');
    await award('revocation', caseworker, { amountInForce: nok(0), grounds: 'It stays closed.' });
    await award('revocation-approval', decisionMaker);
    await moveTo(system, '2026-08-10T08:00:00Z');
    const [recovery] = await recoveriesOf(caseId);
    const claim = `/v1/recoveries/${recovery!.id}`;
    const content = { amount: nok(200_000), grounds: 'It was not spent.' };
    done(await caseworker.post(`${claim}/claim`, content));

    const deferred = async (against: object) => {
      const grounds = 'The workshop was closed for a month only.';
      const { id } = done(await applicant.post(`/v1/cases/${caseId}/appeals`, { against, grounds }));
      await step(decisionMaker, id, 'deferral', { grounds: 'Jobs would be lost.' });
      await settled(system);
      return id;
    };
    const first = await deferred({ kind: 'revocation', id: caseId });
    for (const [person, path, sent] of [
      [caseworker, `${claim}/claim`, content],
      [decisionMaker, `${claim}/claim-approval`, {}],
    ] as const)
      expect(await person.post(path, sent)).toMatchObject(problem(409, 'enforcement-deferred'));
    done(await applicant.post(`/v1/appeals/${first}/withdrawal`, {}));
    await settled(system);
    done(await decisionMaker.post(`${claim}/claim-approval`, {}));

    // Four weeks to pay by the regulation pass while the second appeal has them wait.
    const second = await deferred({ kind: 'recovery', id: recovery!.id });
    await moveTo(system, '2026-09-10T08:00:00Z');
    expect(await recoveriesOf(caseId)).toMatchObject([
      { state: 'claimed', deadline: '2026-09-07', overdue: false },
    ]);
    await step(caseworker, second, 'forwarding', { statement: 'It was closed.' });
    await step(body, second, 'decision', { impartiality, outcome: 'stands', grounds: 'It is due.' });
    await settled(system);
    await moveTo(system, '2026-09-10T09:00:00Z');
    expect(await recoveriesOf(caseId)).toMatchObject([{ state: 'claimed', overdue: true }]);
  });

  function appealOf(number: number) {
    return { against: { kind: 'decision', number }, grounds: 'The need was overlooked.' };
  }

  async function appealed(caseId: string): Promise<string> {
    return done(await applicant.post(`/v1/cases/${caseId}/appeals`, appealOf(1))).id;
  }

  async function step(person: Person, id: string, name: string, content: object = {}): Promise<Receipt> {
    return done(await person.post(`/v1/appeals/${id}/${name}`, content));
  }

  async function assessed(id: string, proposal: object): Promise<void> {
    const { caseworker } = officials;
    const prepare = async (name: string, content?: object) =>
      done(await caseworker.post(`/v1/applications/${id}/${name}`, content));
    const rationale = 'As far as can be seen';
    await prepare('scores', { scores: [{ criterion: 'need', score: 2, rationale }] });
    const { outcome, amount } = proposal as { outcome: string; amount: object };
    await prepare('recommendation', { outcome, amount, rationale });
    await prepare('proposal', { grounds: 'Others need it more.', ...proposal });
  }

  async function rejected(amount: number, receivedOn: string): Promise<string> {
    const { caseworker, decisionMaker } = officials;
    const id = await submitApplication(applicant, callId, amount);
    done(await caseworker.post(`/v1/applications/${id}/assignment`));
    done(await caseworker.post(`/v1/applications/${id}/impartiality`, impartiality));
    await assessed(id, { outcome: 'rejected', amount: nok(0) });
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    const commandId = derivedId('test', id, 'notify');
    const outcome = await system.standalone.commands.execute(
      new NotifyDecision(
        id,
        { decision: 1, receivedOn, channel: 'portal', language: 'nb' },
        {
          actor: { subject: 'anna', roles: ['caseworker'], organisation: 'directorate' },
          commandId,
          commandHash: commandId,
          correlationId: commandId,
          now: system.standalone.clock.now(),
        },
      ),
    );
    expect(outcome).toMatchObject({ ok: true });
    return id;
  }

  async function paidGrant(amount: number, dueDate: string): Promise<string> {
    const { caseworker, decisionMaker, attester, finance } = officials;
    const id = await submitApplication(applicant, callId, amount);
    done(await caseworker.post(`/v1/applications/${id}/assignment`));
    done(await caseworker.post(`/v1/applications/${id}/impartiality`, impartiality));
    const schedule = [{ dueDate, amount: nok(amount) }];
    await assessed(id, { outcome: 'granted', amount: nok(amount), schedule });
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    const { body: payouts } = await finance.get<{ items: { id: string }[] }>(
      `/v1/payouts?case=${id}&after=${await headOf(system)}`,
    );
    const payout = `/v1/payouts/${payouts.items[0]!.id}`;
    done(await attester.post(`${payout}/attestation`));
    done(await decisionMaker.post(`${payout}/approval`));
    done(await finance.post(`${payout}/instruction`));
    const settlement = { status: 'settled', settledOn: todayIn(system), bankReference: 'B-1' };
    done(await finance.post(`${payout}/settlement`, settlement));
    return id;
  }

  async function recoveriesOf(caseId: string): Promise<readonly { id: string; state: string }[]> {
    const path = `/v1/recoveries?case=${caseId}&after=${await headOf(system)}`;
    return (await officials.caseworker.get<{ items: { id: string; state: string }[] }>(path)).body.items;
  }

  async function caseOf(id: string): Promise<unknown> {
    return (await officials.caseworker.get(`/v1/cases/${id}?after=${await headOf(system)}`)).body;
  }

  async function listed(person: Person): Promise<readonly Listed[]> {
    const path = `/v1/appeals?open=true&after=${await headOf(system)}`;
    return (await person.get<{ items: Listed[] }>(path)).body.items;
  }

  async function queued(caseId: string): Promise<unknown> {
    const path = `/v1/queue?after=${await headOf(system)}`;
    const { body: queue } = await officials.caseworker.get<{ items: { id: string }[] }>(path);
    return queue.items.find((each) => each.id === caseId);
  }

  async function overdue(): Promise<string[]> {
    const appeals = await listed(officials.caseworker);
    return appeals.filter((each) => each.provisionalReplyOverdue).map((each) => each.id);
  }

  async function reserved(): Promise<number> {
    const { body: budget } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(
      `/v1/budgets/${SCHEME}?after=${await headOf(system)}`,
    );
    return budget.years[0]!.reserved.amount;
  }

  async function eventsOf(id: string): Promise<string[]> {
    const { body: history } = await officials.caseworker.get<{ items: { type: string }[] }>(
      `/v1/cases/${id}/history?after=${await headOf(system)}`,
    );
    return history.items.map(({ type }) => type);
  }
});

/** A scheme whose regulation gives three weeks to appeal and a month to answer; answers its call. */
async function openScheme(manager: Person): Promise<string> {
  const regulation = {
    version: '1',
    inForceFrom: '2026-01-01',
    criteria: [{ code: 'need', title: 'Need', min: 1, max: 5, weight: 1 }],
    multiYear: true,
    appeal: {
      period: { weeks: 3 },
      outerLimit: { years: 1 },
      body: 'ministry',
      bodyName: 'The ministry of labour',
      provisionalReply: { months: 1 },
    },
    forewarning: { weeks: 2 },
    repayment: { weeks: 4 },
    legalReferences: [],
  };
  const made = async (path: string, content: unknown): Promise<Receipt> =>
    done(await manager.post(path, content));
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
  await made(`/v1/budgets/${SCHEME}/appropriations`, { year: 2026, amount: nok(1_000_000) });
  const call = await made('/v1/calls', {
    code: `${SCHEME}-call`,
    schemeId: SCHEME,
    regulationVersion: '1',
    title: 'Call',
    frame: nok(1_000_000),
    opensAt: '2026-01-01T00:00:00Z',
    closesAt: '2030-01-01T00:00:00Z',
  });
  return call.id;
}

/** The letter on the outcome is written beside all else that follows. */
function withoutLetter(types: readonly string[]): string[] {
  expect(types.filter((type) => type === 'LetterSent')).toHaveLength(1);
  return types.filter((type) => type !== 'LetterSent');
}
