import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, YEAR } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const NEIGHBOUR = '910000020';
const against = { kind: 'decision', number: 1 };
const impartiality = { conflict: false };
const NOK = (amount: number) => ({ amount, currency: 'NOK' });
const grant = {
  outcome: 'granted',
  amount: NOK(200_000),
  schedule: [{ dueDate: `${YEAR}-01-01`, amount: NOK(200_000) }],
};
const appellant = { name: 'Nabo AS', address: ['Storgata 2'], interest: 'We lose the places we offer.' };
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});

describe('appeals of those who did not apply', () => {
  let system: System;
  let cast: Cast;
  let neighbour: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    neighbour = await system.as('nils', 'applicant', NEIGHBOUR);
    callId = await openRichScheme(cast, 'neighbours');
  });
  afterAll(async () => {
    await reactAgain(system);
    await system.stop();
    system.remove();
  });

  const appealOf = (caseId: string, more: object = {}) => ({
    caseId,
    against,
    grounds: 'The places are there already.',
    appellant,
    ...more,
  });
  const appealed = async (caseId: string) => done(await neighbour.post('/v1/appeals', appealOf(caseId))).id;
  const byParty = async (caseId: string) =>
    done(await cast.applicant.post(`/v1/cases/${caseId}/appeals`, { against, grounds: 'Overlooked.' })).id;
  const step = (person: Person, id: string, name: string, body: object = {}) =>
    person.post(`/v1/appeals/${id}/${name}`, body);
  const recognised = async (caseId: string) => {
    const id = await appealed(caseId);
    done(await step(cast.caseworker, id, 'standing', { grounds: 'It competes for the same places.' }));
    return id;
  };
  const forward = async (id: string) =>
    done(await step(cast.caseworker, id, 'forwarding', { statement: 'Nothing new was said.' }));
  const decide = (id: string, content: object) =>
    step(cast.appealBody, id, 'decision', { impartiality, grounds: 'After a new look.', ...content });
  const stateOf = async (id: string, person: Person = cast.caseworker) =>
    (await person.get<{ state: string }>(`/v1/appeals/${id}`)).body;
  const caseOf = async (id: string) =>
    (
      await cast.caseworker.get<{ decisions: unknown[]; appeals: { id: string; state: string }[] }>(
        `/v1/cases/${id}?after=${await headOf(system)}`,
      )
    ).body;

  it('are treated when the legal interest is recognised; the appellant reads its appeal, not the case', async () => {
    const { id: caseId } = await caseIn('notified', cast, callId);
    expect(
      await neighbour.post('/v1/appeals', appealOf('00000000-0000-4000-8000-000000000000')),
    ).toMatchObject(problem(404, 'not-found'));
    expect(
      await neighbour.post('/v1/appeals', appealOf(caseId, { against: { kind: 'decision', number: 2 } })),
    ).toMatchObject(problem(404, 'not-found'));
    expect(await cast.applicant.post('/v1/appeals', appealOf(caseId))).toMatchObject(
      problem(409, 'appeals-as-party'),
    );

    const id = await appealed(caseId);
    expect(await neighbour.post('/v1/appeals', appealOf(caseId))).toMatchObject(problem(409, 'appeal-open'));
    for (const [name, body] of [
      ['preparation', {}],
      ['forwarding', { statement: 'Nothing new.' }],
    ] as const)
      expect(await step(cast.caseworker, id, name, body)).toMatchObject(problem(409, 'standing-undecided'));
    done(await step(cast.caseworker, id, 'standing', { grounds: 'It competes for the same places.' }));
    done(await step(cast.caseworker, id, 'preparation'));

    expect(await stateOf(id, neighbour)).toMatchObject({
      state: 'under-preparation',
      standing: 'recognised',
      other: { organisation: NEIGHBOUR, name: 'Nabo AS', interest: appellant.interest },
    });
    const { body } = await neighbour.get<{ items: { id: string }[] }>(
      `/v1/appeals?after=${await headOf(system)}`,
    );
    expect(body.items).toMatchObject([{ id, ofOther: true }]);
    for (const path of ['', '/history', '/commands', '/letters'])
      expect(await neighbour.get(`/v1/cases/${caseId}${path}`)).toMatchObject({ status: 404 });
    // The party sees that somebody appealed; it is not the party's to withdraw.
    expect(await stateOf(id, cast.applicant)).toMatchObject({ other: { name: 'Nabo AS' } });
    expect(await step(cast.applicant, id, 'withdrawal')).toMatchObject(problem(403, 'not-a-party'));
    done(await step(neighbour, id, 'withdrawal'));
  });

  it('are dismissed for want of standing by two, which can be appealed against and ends that appeal only', async () => {
    const { id: caseId } = await caseIn('rejected', cast, callId);
    const party = await byParty(caseId);
    const id = await appealed(caseId);
    done(await step(cast.caseworker, id, 'dismissal', { grounds: 'The decision does not concern it.' }));
    done(await step(cast.decisionMaker, id, 'dismissal-approval'));
    await settled(system);
    expect(await stateOf(party)).toMatchObject({ state: 'received' });
    done(await step(cast.caseworker, id, 'notification', { receivedOn: todayIn(system), channel: 'letter' }));

    const dismissal = { kind: 'dismissal', id };
    expect(
      await cast.applicant.post(`/v1/cases/${caseId}/appeals`, { against: dismissal, grounds: 'Why?' }),
    ).toMatchObject(problem(409, 'nothing-to-appeal'));
    const again = done(await neighbour.post('/v1/appeals', appealOf(caseId, { against: dismissal }))).id;
    await forward(again);
    done(await decide(again, { outcome: 'annulled' }));
    await settled(system);
    expect(await stateOf(id)).toMatchObject({ state: 'received', standing: 'recognised' });
  });

  it('end with one outcome for all, of which each is told; what comes later comes too late', async () => {
    const { id: caseId } = await caseIn('rejected', cast, callId);
    const party = await byParty(caseId);
    const other = await recognised(caseId);
    const posted = done(
      await cast.caseworker.post(`/v1/cases/${caseId}/appeal-registration`, {
        against,
        grounds: 'I live next door.',
        arrival: { channel: 'post', sentOn: todayIn(system) },
        appellant: { name: 'Per Nabo', interest: 'The noise.' },
      }),
    ).id;
    await forward(party);
    const changed = { outcome: 'changed', newDecision: grant };
    expect(await decide(party, changed)).toMatchObject({
      ...problem(409, 'other-appeal-unheard'),
      body: { appeals: [other] },
    });
    await forward(other);
    done(await decide(party, changed));
    await settled(system);

    const { decisions, appeals } = await caseOf(caseId);
    expect(decisions).toHaveLength(2);
    expect(appeals.map(({ id, state }) => [id, state])).toEqual(
      expect.arrayContaining([party, other, posted].map((id) => [id, 'changed'])),
    );
    expect(await stateOf(other, neighbour)).toMatchObject({
      joinedTo: party,
      outcome: { grounds: 'After a new look.' },
    });
    for (const id of [party, other, posted])
      done(
        await step(cast.caseworker, id, 'notification', { receivedOn: todayIn(system), channel: 'letter' }),
      );
    const letters = await lettersOf(caseId);
    expect(letters.filter((text) => text.includes('Per Nabo'))).toHaveLength(1);
    expect(letters.filter((text) => text.includes('Nabo AS'))).toHaveLength(1);

    const late = await system.as('liv', 'applicant', '910000039');
    expect(await late.post('/v1/appeals', appealOf(caseId))).toMatchObject(problem(409, 'appeal-decided'));
  });

  it('may be well founded to the detriment of the party, without notice to it', async () => {
    const { id: caseId } = await caseIn('notified', cast, callId);
    const id = await recognised(caseId);
    await forward(id);
    const less = { outcome: 'changed', newDecision: { ...grant, conditions: ['Accounts by 31 March'] } };
    expect(await decide(id, less)).toMatchObject(problem(409, 'to-detriment'));
    const detriment = { ground: 'other-appeal', appeal: id, grounds: 'The neighbour is right.' };
    done(await decide(id, { ...less, detriment }));
    await settled(system);
    expect(await caseOf(caseId)).toMatchObject({ granted: NOK(200_000), appeals: [{ state: 'changed' }] });
  });

  it('have their time from their own knowledge, which an official records', async () => {
    const { id: caseId } = await caseIn('notified', cast, callId);
    const decidedOn = todayIn(system);
    await moveTo(system, `${addDays(decidedOn, 60)}T10:00:00Z`);
    const id = await appealed(caseId);
    expect(await stateOf(id)).toMatchObject({ state: 'received', late: false, deadline: null });
    const know = async (days: number) =>
      done(await step(cast.caseworker, id, 'knowledge', { knownOn: addDays(decidedOn, days) }));
    await know(1);
    expect(await stateOf(id)).toMatchObject({ state: 'late', late: true });
    await know(50);
    expect(await stateOf(id)).toMatchObject({ state: 'received', late: false });
  });

  async function lettersOf(caseId: string): Promise<string[]> {
    const path = `/v1/cases/${caseId}/letters?after=${await headOf(system)}`;
    const { items } = (await cast.caseworker.get<{ items: { id: string; kind: string }[] }>(path)).body;
    const outcomes = items.filter(({ kind }) => kind === 'appeal-outcome');
    return Promise.all(
      outcomes.map(async ({ id }) => {
        const answer = await cast.caseworker.send(`/v1/cases/${caseId}/letters/${id}`, {});
        return textOf(await readPdf(new Uint8Array(await answer.arrayBuffer()))).replace(/\u00a0/g, ' ');
      }),
    );
  }
});
