import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { derivedId } from '#eventsourcing/ids.js';
import { TakeApplicationStep } from '#grants/application/applications/steps.js';
import { ReplaceDecision } from '#grants/application/decisions/replace-decision.js';
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
import { headOf, moveTo, settled } from '#test/support/time.js';

const SCHEME = 'assessed';
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});

describe('an application under assessment', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-03-02T10:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    callId = await openScheme(officials.manager, SCHEME, 1_000_000);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const at = (id: string, step: string) => `/v1/applications/${id}/${step}`;
  const view = async (person: Person, id: string) =>
    (await person.get(`/v1/cases/${id}?after=${await headOf(system)}`)).body;
  const reserved = async () => {
    const path = `/v1/budgets/${SCHEME}?after=${await headOf(system)}`;
    const { body } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(path);
    return body.years[0]!.reserved.amount;
  };
  const command = (name: string, id: string) => ({
    actor: { subject: 'process:test', roles: [] },
    commandId: derivedId(name, id),
    commandHash: '',
    correlationId: id,
    now: system.standalone.clock.now(),
  });
  const approved = async (id: string) =>
    done(await officials.decisionMaker.post(at(id, 'approval'), { impartiality: { conflict: false } }));
  const replaced = async (id: string, amount: number) => {
    const replacement = {
      by: 'appeal',
      appealId: derivedId('appeal', id),
      replaces: 1,
      outcome: 'granted',
      amount: nok(amount),
      conditions: ['A new condition'],
      schedule: [{ number: 1, dueDate: `${YEAR}-01-02`, amount }],
    } as const;
    const outcome = await system.standalone.commands.execute(
      new ReplaceDecision(id, replacement, command('replace', id)),
    );
    expect(outcome).toMatchObject({ ok: true });
    await settled(system);
  };

  it('records the conflict of a decision-maker, refuses the approval, and waits for another', async () => {
    const id = await submitApplication(applicant, callId, 1000);
    await prepareGrant(officials.caseworker, id, 1000);
    const conflicted = { impartiality: { conflict: true, statement: 'My sister works there' } };
    for (const body of [conflicted, { impartiality: { conflict: false } }])
      expect(await officials.decisionMaker.post(at(id, 'approval'), body)).toMatchObject(
        problem(403, 'conflict-of-interest'),
      );
    expect(await view(officials.caseworker, id)).toMatchObject({
      state: 'proposed',
      impartiality: [
        { person: 'anna' },
        { person: 'berit', conflict: true, statement: 'My sister works there' },
      ],
    });
    const standIn = await system.as('bodil', 'decision-maker', 'directorate');
    done(await standIn.post(at(id, 'approval'), { impartiality: { conflict: false } }));
    expect(await view(applicant, id)).toMatchObject({ state: 'granted', decision: { number: 1 } });
  });

  it('asks the applicant for what is missing, who sees it at once, and goes on when nobody answers', async () => {
    const { caseworker } = officials;
    const id = await submitApplication(applicant, callId, 1000);
    done(await caseworker.post(at(id, 'assignment')));
    done(await caseworker.post(at(id, 'impartiality'), { conflict: false }));
    const dueOn = `${YEAR}-03-16`;
    done(await caseworker.post(at(id, 'supplement-request'), { items: ['The accounts'], dueOn }));
    expect(await view(applicant, id)).toMatchObject({
      state: 'awaiting-supplement',
      supplementDue: dueOn,
      supplements: [{ request: 1, items: ['The accounts'], dueOn }],
    });
    const queue = await caseworker.get<{ items: { id: string }[] }>(
      `/v1/queue?state=awaiting-supplement&after=${await headOf(system)}`,
    );
    expect(queue.body.items).toMatchObject([{ id, next: 'supplement', deadline: dueOn }]);

    await moveTo(system, `${YEAR}-03-17T10:00:00Z`);
    expect(await view(caseworker, id)).toMatchObject({
      state: 'under-assessment',
      supplements: [{ overdue: true }],
    });
    expect(await applicant.post(at(id, 'supplement'), { answer: 'Here' })).toMatchObject(
      problem(409, 'wrong-state'),
    );
  });

  it('takes its answer with new numbers, and grants no more than those', async () => {
    const { caseworker } = officials;
    const id = await submitApplication(applicant, callId, 1000);
    done(await caseworker.post(at(id, 'assignment')));
    done(await caseworker.post(at(id, 'impartiality'), { conflict: false }));
    done(
      await caseworker.post(at(id, 'supplement-request'), { items: ['A budget'], dueOn: `${YEAR}-12-01` }),
    );
    const answer = {
      answer: 'We can do with less',
      amount: nok(800),
      budgetLines: [{ text: 'Rent to Per Hansen', amount: nok(800) }],
    };
    done(await applicant.post(at(id, 'supplement'), answer));
    expect(await view(applicant, id)).toMatchObject({
      state: 'under-assessment',
      amount: nok(800),
      budgetLines: [{ text: 'Rent to Per Hansen', amount: nok(800) }],
      supplements: [{ answer: 'We can do with less' }],
    });
    done(
      await caseworker.post(at(id, 'scores'), {
        scores: [{ criterion: 'need', score: 4, rationale: 'Many need it' }],
      }),
    );
    const recommendation = { outcome: 'granted', amount: nok(900), rationale: 'Worth it' };
    expect(await caseworker.post(at(id, 'recommendation'), recommendation)).toMatchObject(
      problem(422, 'amount-invalid'),
    );
    const ranking = await caseworker.get<{ items: { id: string }[] }>(
      `/v1/calls/${callId}/ranking?after=${await headOf(system)}`,
    );
    expect(ranking.body.items).toContainEqual(
      expect.objectContaining({ id, rank: 2, tied: false, points: 4, applied: nok(800) }),
    );
    expect(await applicant.get(`/v1/calls/${callId}/ranking`)).toMatchObject({ status: 404 });
  });

  it('holds what a decision on appeal needs and no more, also when the money comes later', async () => {
    const { manager } = officials;
    const id = await submitApplication(applicant, callId, 900_000);
    await prepareGrant(officials.caseworker, id, 300_000);
    await approved(id);
    const others = (await reserved()) - 300_000;

    const budget = (amount: number) =>
      manager.post(`/v1/budgets/${SCHEME}/appropriations`, { year: YEAR, amount: nok(amount) });
    done(await budget(others + 800_000));
    await replaced(id, 900_000);
    expect(await view(applicant, id)).toMatchObject({
      state: 'awaiting-appropriation',
      granted: nok(900_000),
      decision: { number: 2, standing: 'awaiting-appropriation', conditions: ['A new condition'] },
    });
    expect(await applicant.post(`/v1/awards/${id}/acceptance`)).toMatchObject({ status: 409 });
    expect(await reserved()).toBe(others + 300_000);

    done(await budget(others + 900_000));
    await settled(system);
    expect(await view(applicant, id)).toMatchObject({
      state: 'granted',
      decision: { number: 2, standing: 'in-force', conditions: ['A new condition'] },
      decisions: [{ number: 1, standing: 'replaced' }, { number: 2 }],
    });
    expect(await reserved()).toBe(others + 900_000);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
  });

  it('lets the money of an annulled decision go, and keeps the work that follows from the applicant', async () => {
    done(
      await officials.manager.post(`/v1/budgets/${SCHEME}/appropriations`, {
        year: YEAR,
        amount: nok(3_000_000),
      }),
    );
    const id = await submitApplication(applicant, callId, 500_000);
    await prepareGrant(officials.caseworker, id, 200_000);
    const before = await reserved();
    await approved(id);
    expect(await reserved()).toBe(before + 200_000);
    const annulled = { type: 'ReopenApplication', decision: 1, appealId: derivedId('appeal', id) } as const;
    const reopen = new TakeApplicationStep(id, annulled, command('reopen', id));
    await system.standalone.commands.execute(reopen);
    await settled(system);
    expect(await reserved()).toBe(before);
    await prepareGrant(officials.caseworker, id, 400_000);
    const seen = await view(applicant, id);
    expect(seen).toMatchObject({
      state: 'proposed',
      granted: null,
      decisions: [{ number: 1, standing: 'annulled', amount: nok(200_000) }],
    });
    expect(JSON.stringify(seen)).not.toContain('400000');
    await approved(id);
    expect(await reserved()).toBe(before + 400_000);
    expect(await view(applicant, id)).toMatchObject({
      state: 'granted',
      decision: { number: 2, amount: nok(400_000) },
    });
  });

  it('may be for nothing, which is never granted: of nothing there is a rejection', async () => {
    const { caseworker, decisionMaker } = officials;
    const id = await submitApplication(applicant, callId, 0);
    const step = (name: string, body?: object) => caseworker.post(at(id, name), body);
    done(await step('assignment'));
    done(await step('impartiality', { conflict: false }));
    done(
      await step('scores', { scores: [{ criterion: 'need', score: 1, rationale: 'Nothing is asked for' }] }),
    );
    const rationale = 'Nothing is asked for';
    const nothing = { amount: nok(0), grounds: rationale };
    expect(await step('recommendation', { outcome: 'granted', amount: nok(0), rationale })).toMatchObject(
      problem(422, 'amount-invalid'),
    );
    done(await step('recommendation', { outcome: 'rejected', amount: nok(0), rationale }));
    expect(await step('proposal', { ...nothing, outcome: 'granted', schedule: [] })).toMatchObject(
      problem(422, 'amount-invalid'),
    );
    done(await step('proposal', { ...nothing, outcome: 'rejected' }));
    done(await decisionMaker.post(at(id, 'approval'), { impartiality: { conflict: false } }));
    expect(await view(applicant, id)).toMatchObject({ state: 'rejected' });
  });

  it('keeps what names persons out of the log in clear', async () => {
    const rows = await system.standalone.stores.log.readStream(`application-${(await cases())[0]!}`);
    const text = JSON.stringify(rows);
    for (const words of ['Accounts by 31 March', 'My sister works there', 'It fits the goal'])
      expect(text).not.toContain(words);
  });

  async function cases(): Promise<string[]> {
    const { body } = await officials.caseworker.get<{ items: { id: string }[] }>(
      `/v1/queue?open=any&q=Work&after=${await headOf(system)}`,
    );
    return body.items.map(({ id }) => id);
  }
});
