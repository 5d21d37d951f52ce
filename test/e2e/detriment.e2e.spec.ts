import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { documentOf, done, officialsOf, openScheme, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const nok = (kroner: number) => ({ amount: kroner * 100, currency: 'NOK' });
const impartiality = { conflict: false };
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const grantOf = (kroner: number) => ({
  outcome: 'granted',
  amount: nok(kroner),
  conditions: ['Accounts by 31 March'],
  schedule: [{ dueDate: '2026-12-01', amount: nok(kroner) }],
});
const less = {
  impartiality,
  outcome: 'changed',
  newDecision: grantOf(100_000),
  grounds: 'The frame does not suffice for all.',
};
const othersNeedIt = { ground: 'other-interests', grounds: 'The children next door.' };

describe('a decision to the detriment of its party', () => {
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
    const appeal = {
      period: { weeks: 3 },
      outerLimit: { years: 1 },
      body: 'ministry',
      bodyName: 'Departementet',
    };
    callId = await openScheme(officials.manager, 'detriment', 500_000_000, { appeal }, 2026);
  });
  afterAll(async () => {
    await reactAgain(system);
    await system.stop();
    system.remove();
  });

  it('is not made by the appeal body five months later without notice: 300 000 stay 300 000', async () => {
    await moveTo(system, '2026-03-02T10:00:00Z');
    const { caseId, id } = await forwarded('nb');
    await moveTo(system, '2026-08-03T10:00:00Z');
    const decide = (content: object) => body.post(`/v1/appeals/${id}/decision`, content);
    expect(await decide(less)).toMatchObject({
      ...problem(409, 'to-detriment'),
      body: { worse: ['amount'] },
    });
    expect(await decide({ ...less, detriment: othersNeedIt })).toMatchObject({
      ...problem(409, 'detriment-not-warned'),
      body: { by: '2026-06-02' },
    });
    // Told too late: the appeal came on 2 March.
    done(await body.post(`/v1/appeals/${id}/detriment-notice`, { sentOn: '2026-06-03' }));
    expect(await decide({ ...less, detriment: othersNeedIt })).toMatchObject({
      ...problem(409, 'detriment-not-warned'),
      body: { by: '2026-06-02', sentOn: '2026-06-03' },
    });
    const other = { ground: 'other-appeal', appeal: id, grounds: 'The neighbour is right.' };
    expect(await decide({ ...less, detriment: other })).toMatchObject(problem(409, 'other-appeal-unknown'));
    done(await decide({ impartiality, outcome: 'stands', grounds: 'It is too late for anything else.' }));
    expect(await awardedIn(caseId)).toEqual(nok(300_000));
  });

  it.each([
    ['nb', 'Vi har endret vedtaket til skade for dere. Tilskuddet er nå på 100 000 kroner.'],
    ['nn', 'Vi har endra vedtaket til skade for dykk. Tilskotet er no på 100 000 kroner.'],
    ['en', 'We have changed the decision to your detriment. The grant now amounts to NOK 100,000.'],
  ])('is made where notice went out in time, and the letter says so: %s', async (language, said) => {
    const { caseId, id } = await forwarded(language);
    for (const sentOn of ['2199-12-31', '2026-03-01'])
      expect(await officials.caseworker.post(`/v1/appeals/${id}/detriment-notice`, { sentOn })).toMatchObject(
        problem(422, 'date-invalid'),
      );
    done(await officials.caseworker.post(`/v1/appeals/${id}/detriment-notice`, { sentOn: todayIn(system) }));
    done(await body.post(`/v1/appeals/${id}/decision`, { ...less, detriment: othersNeedIt }));
    await settled(system);
    expect(await awardedIn(caseId)).toEqual(nok(100_000));
    const costs = { amount: nok(12_000), grounds: 'A lawyer' };
    expect(await body.post(`/v1/appeals/${id}/costs`, costs)).toMatchObject(problem(409, 'wrong-state'));
    expect((await applicant.get(`/v1/appeals/${id}`)).body).toMatchObject({
      detrimentNotice: { sentOn: todayIn(system) },
      outcome: { detriment: { worse: ['amount'], ...othersNeedIt } },
    });

    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    done(await body.post(`/v1/appeals/${id}/notification`, notice));
    const text = await letterOn(caseId);
    expect(text).toContain(said);
    expect(text).toContain('The children next door.');
    expect(text).not.toMatch(/ført fram|succeeded/);
  });

  it('is not made by the deciding body, unless a ground allows it: a grant got by fraud is reversed', async () => {
    const { caseId, id } = await appealed('nb', { notified: true });
    const { caseworker, decisionMaker } = officials;
    const propose = (changes: object) =>
      caseworker.post(`/v1/appeals/${id}/reversal`, {
        newDecision: { outcome: 'rejected', amount: nok(0) },
        grounds: 'The accounts were made up.',
        ...changes,
      });
    expect(await propose({})).toMatchObject(problem(409, 'to-detriment'));
    expect(
      await propose({ detriment: { ground: 'not-notified', grounds: 'It lay in a drawer.' } }),
    ).toMatchObject(problem(409, 'decision-notified'));
    expect(await propose({ detriment: othersNeedIt })).toMatchObject({ status: 400 });
    done(await propose({ detriment: { ground: 'invalid', grounds: 'It was got by fraud.' } }));
    done(await decisionMaker.post(`/v1/appeals/${id}/reversal-approval`, { impartiality }));
    await settled(system);
    expect((await caseworker.get(`/v1/cases/${caseId}?after=${await headOf(system)}`)).body).toMatchObject({
      state: 'rejected',
    });
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    done(await caseworker.post(`/v1/appeals/${id}/notification`, notice));
    const text = await letterOn(caseId);
    for (const said of [
      'Vi har endret vedtaket til skade for dere. Dere får ikke lenger tilskudd.',
      'Vedtaket er ugyldig.',
      'It was got by fraud.',
    ])
      expect(text).toContain(said);
  });

  it('is made by the deciding body as long as nobody was told of the decision', async () => {
    const { caseId, id } = await appealed('nb', {});
    const detriment = { ground: 'not-notified', grounds: 'It had not gone out.' };
    const proposal = { newDecision: grantOf(100_000), detriment, grounds: 'A slip of the pen.' };
    done(await officials.caseworker.post(`/v1/appeals/${id}/reversal`, proposal));
    done(await officials.decisionMaker.post(`/v1/appeals/${id}/reversal-approval`, { impartiality }));
    await settled(system);
    expect(await awardedIn(caseId)).toEqual(nok(100_000));
  });

  /** An appeal against a grant of 300 000 where 400 000 were applied for. */
  async function appealed(language: string, { notified = false }) {
    const { caseworker, decisionMaker } = officials;
    const document = { ...documentOf(nok(400_000).amount), language };
    const { id: caseId } = done(await applicant.post('/v1/applications', { callId, ...document }));
    const at = (name: string) => `/v1/applications/${caseId}/${name}`;
    done(await applicant.post(at('submission')));
    done(await caseworker.post(at('assignment')));
    const scores = [{ criterion: 'need', score: 5, rationale: 'Many need it' }];
    done(await caseworker.post(at('scores'), { scores }));
    const { outcome, amount } = grantOf(300_000);
    done(await caseworker.post(at('recommendation'), { outcome, amount, rationale: 'Worth it' }));
    done(await caseworker.post(at('proposal'), { ...grantOf(300_000), grounds: 'It fits the goal.' }));
    done(await decisionMaker.post(at('approval'), { impartiality }));
    const notice = { decision: 1, receivedOn: todayIn(system), channel: 'letter' };
    if (notified) done(await caseworker.post(at('notification'), notice));
    const against = { kind: 'decision', number: 1 };
    const appeal = { against, grounds: 'The premises cost more.' };
    return { caseId, id: done(await applicant.post(`/v1/cases/${caseId}/appeals`, appeal)).id };
  }

  async function forwarded(language: string) {
    const found = await appealed(language, { notified: true });
    const statement = { statement: 'Nothing new was said.' };
    done(await officials.caseworker.post(`/v1/appeals/${found.id}/forwarding`, statement));
    return found;
  }

  async function awardedIn(caseId: string): Promise<unknown> {
    const path = `/v1/cases/${caseId}?after=${await headOf(system)}`;
    return (await officials.caseworker.get<{ decision: { amount: object } }>(path)).body.decision.amount;
  }

  /** The text of the letter on the appeal. */
  async function letterOn(caseId: string): Promise<string> {
    const path = `/v1/cases/${caseId}/letters?after=${await headOf(system)}`;
    const { items } = (await applicant.get<{ items: { id: string; kind: string; size: number }[] }>(path))
      .body;
    const { id } = items.find(({ kind }) => kind === 'appeal-outcome')!;
    const answer = await applicant.send(`/v1/cases/${caseId}/letters/${id}`, {});
    return textOf(await readPdf(new Uint8Array(await answer.arrayBuffer()))).replace(/\u00a0/g, ' ');
  }
});
