import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { documentOf, done, officialsOf, openScheme, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type Receipt, type System } from '#test/support/system.js';
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
const othersNeedIt = { ground: 'other-interests', grounds: 'The children next door.' };

describe('a decision reversed of own motion', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let mona: Person;
  let mia: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2026-03-02T10:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    mona = await system.as('mona', 'appeal-body', 'ministry');
    mia = await system.as('mia', 'appeal-body', 'ministry');
    const appeal = {
      period: { weeks: 3 },
      outerLimit: { years: 1 },
      body: 'ministry',
      bodyName: 'Departementet',
    };
    callId = await openScheme(officials.manager, 'own-motion', 500_000_000, { appeal }, 2026);
  });
  afterAll(async () => {
    await reactAgain(system);
    await system.stop();
    system.remove();
  });

  it('gives what a wrong rejection withheld, by two persons; a pending appeal is over', async () => {
    const id = await decided('rejected');
    const against = { kind: 'decision', number: 1 };
    const appeal = done(await applicant.post(`/v1/cases/${id}/appeals`, { against, grounds: 'Wrong.' })).id;
    const { caseworker, decisionMaker } = officials;
    const grounds = 'A letter of the municipality had been overlooked.';
    const both = await system.as('anna', ['caseworker', 'decision-maker'], 'directorate');
    done(await act(caseworker, id, 'own-reversal', { newDecision: grantOf(200_000), grounds }));
    expect(await act(both, id, 'own-reversal-approval')).toMatchObject(problem(403, 'four-eyes'));
    done(await act(decisionMaker, id, 'own-reversal-return', { grounds: 'Say how much is needed.' }));
    expect(await act(decisionMaker, id, 'own-reversal-approval')).toMatchObject(problem(409, 'no-reversal'));
    // What is proposed is not the applicant's to read.
    done(await act(caseworker, id, 'own-reversal', { newDecision: grantOf(300_000), grounds }));
    expect(JSON.stringify((await applicant.get(`/v1/cases/${id}/history`)).body)).not.toContain(grounds);
    const before = await reserved();
    done(await act(decisionMaker, id, 'own-reversal-approval'));
    await settled(system);

    expect(await caseOf(id)).toMatchObject({
      state: 'granted',
      decision: { number: 2, by: 'own-motion', replaces: 1, amount: nok(300_000), grounds },
      appeals: [{ id: appeal, state: 'superseded' }],
    });
    expect(await reserved()).toBe(before + nok(300_000).amount);
    await notified(id, 2);
    expect(await letterOn(id, 'grant')).toContain(
      'Vi har gjort om vedtaket av 2. mars 2026 av eget tiltak. Dette vedtaket erstatter det.',
    );
    const anew = { against: { kind: 'decision', number: 2 }, grounds: 'More is needed.' };
    done(await applicant.post(`/v1/cases/${id}/appeals`, anew));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
  });

  it('opens a case that was found inadmissible by mistake', async () => {
    const id = await decided('inadmissible');
    done(await act(officials.caseworker, id, 'own-reversal', { grounds: 'The statutes had come.' }));
    done(await act(officials.decisionMaker, id, 'own-reversal-approval'));
    await settled(system);
    expect(await caseOf(id)).toMatchObject({ state: 'under-assessment' });
  });

  it('cuts 300 000 to 100 000 by the superior body only after its notice in time, and within three months', async () => {
    await moveTo(system, '2026-03-02T10:00:00Z');
    const [warned, unwarned, late] = [
      await decided('granted'),
      await decided('granted'),
      await decided('granted'),
    ];
    for (const id of [warned, unwarned, late]) await notified(id, 1);
    const less = {
      newDecision: grantOf(100_000),
      detriment: othersNeedIt,
      grounds: 'The frame is too small.',
    };
    expect(await act(officials.caseworker, warned, 'own-reversal', less)).toMatchObject(
      problem(422, 'ground-not-open'),
    );
    expect(await act(mona, unwarned, 'own-reversal', less)).toMatchObject({ status: 404 });

    await moveTo(system, '2026-03-23T10:00:00Z');
    for (const id of [warned, late]) done(await act(mona, id, 'review-notice', { sentOn: todayIn(system) }));
    expect((await mona.get(`/v1/cases/${warned}?after=${await headOf(system)}`)).status).toBe(200);
    await moveTo(system, '2026-03-24T10:00:00Z');
    done(await act(mona, unwarned, 'review-notice', { sentOn: todayIn(system) }));
    expect(await act(mona, unwarned, 'own-reversal', less)).toMatchObject({
      ...problem(409, 'detriment-not-warned'),
      body: { by: '2026-03-23', sentOn: '2026-03-24' },
    });
    for (const id of [warned, late]) done(await act(mona, id, 'own-reversal', less));
    expect(await act(officials.decisionMaker, warned, 'own-reversal-approval')).toMatchObject(
      problem(403, 'other-body'),
    );
    expect(await act(mona, warned, 'own-reversal-approval')).toMatchObject(problem(403, 'four-eyes'));
    done(await act(mia, warned, 'own-reversal-approval'));
    await settled(system);
    await moveTo(system, '2026-06-03T10:00:00Z');
    expect(await act(mia, late, 'own-reversal-approval')).toMatchObject({
      ...problem(409, 'reversal-too-late'),
      body: { until: '2026-06-02' },
    });

    expect(await caseOf(warned)).toMatchObject({
      decision: { by: 'superior', amount: nok(100_000), detriment: { worse: ['amount'], ...othersNeedIt } },
    });
    await notified(warned, 2);
    const text = await letterOn(warned, 'grant');
    for (const said of ['av eget tiltak, til skade for dere', 'The children next door.', 'Departementet'])
      expect(text).toContain(said);
    const final = { against: { kind: 'decision', number: 2 }, grounds: 'Too little.' };
    expect(await applicant.post(`/v1/cases/${warned}/appeals`, final)).toMatchObject(
      problem(409, 'not-appealable'),
    );
  });

  it('is approved within the delegation, with an appeal as without one', async () => {
    await moveTo(system, '2026-07-01T10:00:00Z');
    const [appealed, unasked] = [await decided('rejected'), await decided('rejected')];
    const delegation = {
      person: officials.decisionMaker.subject,
      upTo: nok(250_000),
      validFrom: '2026-01-01',
      reference: 'Letter 26/40',
    };
    done(await officials.manager.post('/v1/schemes/own-motion/delegations', delegation));
    const reversal = { newDecision: grantOf(300_000), grounds: 'A letter had been overlooked.' };
    const within = { ...reversal, newDecision: grantOf(250_000) };
    done(await act(officials.caseworker, unasked, 'own-reversal', reversal));
    const approval = 'own-reversal-approval';
    expect(await act(officials.decisionMaker, unasked, approval)).toMatchObject(
      problem(403, 'outside-delegation'),
    );
    done(await act(officials.caseworker, unasked, 'own-reversal', within));
    // It took the place of the one before.
    const replaced = await act(officials.decisionMaker, unasked, approval);
    expect(replaced).toMatchObject(problem(409, 'proposal-replaced'));
    const seen = { 'if-match': `"${(replaced.body as unknown as Receipt).revision}"` };
    done(
      await officials.decisionMaker.post(`/v1/applications/${unasked}/${approval}`, { impartiality }, seen),
    );

    const against = { kind: 'decision', number: 1 };
    const { id } = done(
      await applicant.post(`/v1/cases/${appealed}/appeals`, { against, grounds: 'Wrong.' }),
    );
    const at = `/v1/appeals/${id}`;
    done(await officials.caseworker.post(`${at}/reversal`, { ...reversal, impartiality }));
    expect(await officials.decisionMaker.post(`${at}/reversal-approval`, { impartiality })).toMatchObject(
      problem(403, 'outside-delegation'),
    );
    const { revision } = done(await officials.caseworker.post(`${at}/reversal`, within));
    expect(await officials.decisionMaker.post(`${at}/reversal-approval`, { impartiality })).toMatchObject(
      problem(409, 'proposal-replaced'),
    );
    const shown = { 'if-match': `"${revision}"` };
    done(await officials.decisionMaker.post(`${at}/reversal-approval`, { impartiality }, shown));
  });

  function act(person: Person, id: string, name: string, content?: object) {
    return person.post(`/v1/applications/${id}/${name}`, content);
  }

  async function decided(outcome: 'granted' | 'rejected' | 'inadmissible'): Promise<string> {
    const { caseworker, decisionMaker } = officials;
    const { id } = done(
      await applicant.post('/v1/applications', {
        callId,
        ...documentOf(nok(400_000).amount),
        language: 'nb',
      }),
    );
    done(await act(applicant, id, 'submission'));
    done(await act(caseworker, id, 'assignment'));
    const scores = [{ criterion: 'need', score: 5, rationale: 'Many need it' }];
    done(await act(caseworker, id, 'scores', { scores }));
    const content = outcome === 'granted' ? grantOf(300_000) : { outcome, amount: nok(0) };
    const { amount } = content;
    done(await act(caseworker, id, 'recommendation', { outcome, amount, rationale: 'As scored' }));
    done(await act(caseworker, id, 'proposal', { ...content, grounds: 'As scored.' }));
    done(await act(decisionMaker, id, 'approval', { impartiality }));
    return id;
  }

  async function notified(id: string, decision: number): Promise<void> {
    const notice = { decision, receivedOn: todayIn(system), channel: 'letter' };
    done(await act(officials.caseworker, id, 'notification', notice));
  }

  async function caseOf(id: string): Promise<unknown> {
    return (await officials.caseworker.get(`/v1/cases/${id}?after=${await headOf(system)}`)).body;
  }

  async function reserved(): Promise<number> {
    const path = `/v1/budgets/own-motion?after=${await headOf(system)}`;
    const { body } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(path);
    return body.years[0]!.reserved.amount;
  }

  /** The text of the last letter of a kind. */
  async function letterOn(caseId: string, kind: string): Promise<string> {
    const path = `/v1/cases/${caseId}/letters?after=${await headOf(system)}`;
    const { items } = (await applicant.get<{ items: { id: string; kind: string }[] }>(path)).body;
    const answers = items.filter((each) => each.kind === kind);
    const answer = await applicant.send(`/v1/cases/${caseId}/letters/${answers.at(-1)!.id}`, {});
    return textOf(await readPdf(new Uint8Array(await answer.arrayBuffer()))).replace(/\u00a0/g, ' ');
  }
});
