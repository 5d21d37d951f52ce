import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { castOf, caseIn, openRichScheme, RICH_RULES, type Cast } from '#test/support/case-states.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { DIRECTORATE, documentOf, done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const grounds = 'The need was overlooked';

describe('what comes by post, by e-mail or by word of mouth', () => {
  let system: System;
  let cast: Cast;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'by-post');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const day = (count: number) => addDays(todayIn(system), count);
  const pass = (days: number) => moveTo(system, `${day(days)}T11:00:00Z`);
  const told = async (id: string): Promise<readonly string[]> => {
    const at = `/v1/cases/${id}/history?after=${await headOf(system)}`;
    const { body } = await cast.auditor.get<{ items: { what: string }[] }>(at);
    return body.items.map(({ what }) => what);
  };
  const register = (person: Person, id: string, sentOn: string, more: object = {}) =>
    person.post(`/v1/cases/${id}/appeal-registration`, {
      against: { kind: 'decision', number: 1 },
      grounds,
      arrival: { channel: 'post', sentOn, ...more },
    });

  it('is an answer of the debtor to a forewarning', async () => {
    const { id } = await caseIn('unspent money forewarned', cast, callId);
    await settled(system);
    const { body } = await cast.finance.get<{ items: { id: string }[] }>(
      `/v1/recoveries?case=${id}&after=${await headOf(system)}`,
    );
    const recovery = `/v1/recoveries/${body.items[0]!.id}`;
    const said = (sentOn: string) => ({
      answer: 'It went to salaries',
      arrival: { channel: 'email', sentOn },
    });
    expect(await cast.caseworker.post(`${recovery}/reply-registration`, said(day(-1)))).toMatchObject(
      problem(422, 'date-out-of-range'),
    );
    done(await cast.caseworker.post(`${recovery}/reply-registration`, said(todayIn(system))));
    expect((await told(id)).at(-1)).toBe(
      `The debtor answered the forewarning (by e-mail, sent on ${todayIn(system)}; registered by anna)`,
    );
    // The debtor has answered, so the claim need not wait; whoever registered that proposes it.
    done(
      await cast.caseworker.post(`${recovery}/claim`, {
        amount: { amount: 100_000, currency: 'NOK' },
        grounds: 'The accounts show it',
      }),
    );
  });

  it('is an appeal of the party: in time by the day it was posted, treated as any other', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    const last = deadlineAfter(todayIn(system), { weeks: 3 });
    await pass(40);
    const registered = done(await register(cast.caseworker, id, last));
    const { body } = await cast.caseworker.get<{ state: string }>(`/v1/appeals/${registered.id}`);
    expect(body).toMatchObject({
      state: 'received',
      late: false,
      receivedOn: todayIn(system),
      arrival: { channel: 'post', sentOn: last, receivedOn: todayIn(system), registeredBy: 'anna' },
    });
    expect((await told(id)).at(-1)).toBe(
      `The applicant appealed against decision no. 1 (by post, posted on ${last}; registered by anna)`,
    );
    expect(
      await cast.applicant.post(`/v1/cases/${id}/appeals`, {
        against: { kind: 'decision', number: 1 },
        grounds,
      }),
    ).toMatchObject(problem(409, 'appeal-open'));
    // Whoever registered it did not act for the party.
    done(await cast.caseworker.post(`/v1/appeals/${registered.id}/dismissal`, { grounds: 'No new facts' }));
    done(await cast.approver.post(`/v1/appeals/${registered.id}/dismissal-approval`));
    done(
      await cast.caseworker.post(`/v1/appeals/${registered.id}/notification`, {
        receivedOn: todayIn(system),
        channel: 'letter',
      }),
    );
    const { body: letters } = await cast.applicant.get<{ items: { id: string; kind: string }[] }>(
      `/v1/cases/${id}/letters?after=${await headOf(system)}`,
    );
    const letter = letters.items.find(({ kind }) => kind === 'appeal-outcome')!;
    const answer = await cast.applicant.send(`/v1/cases/${id}/letters/${letter.id}`, {});
    const text = textOf(await readPdf(new Uint8Array(await answer.arrayBuffer())));
    expect(text).toContain('Klagen ble sendt i posten');
    expect(text).toContain('og registrert av anna.');
  });

  it('is late when it was posted late, and on no day that cannot be', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    const decidedOn = todayIn(system);
    const last = deadlineAfter(todayIn(system), { weeks: 3 });
    await pass(40);
    for (const [sentOn, more] of [
      [day(1), {}],
      [addDays(decidedOn, -1), {}],
      [last, { receivedOn: addDays(last, -1) }],
      [last, { receivedOn: day(1) }],
    ] as const)
      expect(await register(cast.caseworker, id, sentOn, more)).toMatchObject(
        problem(422, 'date-out-of-range'),
      );
    const receivedOn = addDays(last, 3);
    const { id: appeal } = done(await register(cast.caseworker, id, addDays(last, 1), { receivedOn }));
    expect((await cast.caseworker.get(`/v1/appeals/${appeal}`)).body).toMatchObject({
      state: 'late',
      receivedOn,
    });
  });

  it('is registered by caseworkers of the directorate, also by one with a conflict: it is no official step', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    const today = todayIn(system);
    const other = await system.as('olav', 'caseworker', 'other-directorate');
    for (const person of [cast.applicant, cast.finance, cast.decisionMaker])
      expect((await register(person, id, today)).status).toBe(403);
    expect((await register(other, id, today)).status).toBe(404);
    const married = await system.as('siv', 'caseworker', DIRECTORATE);
    done(await married.postAsIs(`/v1/applications/${id}/impartiality`, { conflict: true }));
    const { id: appeal } = done(await register(married, id, today));
    expect(await married.post(`/v1/appeals/${appeal}/preparation`)).toMatchObject(
      problem(403, 'conflict-of-interest'),
    );
  });

  it('is an answer that was posted in time, although the case has gone on', async () => {
    const { id } = await caseIn('awaiting supplement', cast, callId);
    const dueOn = deadlineAfter(todayIn(system), { weeks: 3 });
    await pass(40);
    const at = `/v1/applications/${id}/supplement-registration`;
    const said = (sentOn: string, channel = 'post') => ({
      answer: 'The accounts are enclosed',
      arrival: { channel, sentOn },
    });
    expect(await cast.caseworker.post(at, said(addDays(dueOn, 1)))).toMatchObject(
      problem(409, 'wrong-state'),
    );
    expect(await cast.applicant.post(at, said(dueOn))).toMatchObject(problem(403, 'forbidden'));
    done(await cast.caseworker.post(at, said(dueOn)));
    expect(await cast.caseworker.post(at, said(dueOn))).toMatchObject(problem(409, 'wrong-state'));
    expect((await told(id)).at(-1)).toBe(
      `The applicant supplemented the application (by post, posted on ${dueOn}; registered by anna)`,
    );
    done(
      await cast.caseworker.post(`/v1/applications/${id}/supplement-request`, { items: ['The statutes'] }),
    );
    expect(await cast.caseworker.post(at, said(day(-1)))).toMatchObject(problem(422, 'date-out-of-range'));
    done(await cast.caseworker.post(at, said(todayIn(system), 'oral')));
  });

  it('is an application by dispensation, of the organisation and nobody else', async () => {
    const organisation = '910000012';
    const opened = `${todayIn(system)}T00:00:00Z`;
    const closes = day(10);
    const { id: call } = done(
      await cast.manager.post('/v1/calls', {
        code: 'on-paper',
        schemeId: 'by-post',
        regulationVersion: RICH_RULES.version,
        title: 'Call',
        frame: { amount: 10_000_000, currency: 'NOK' },
        opensAt: opened,
        closesAt: `${closes}T11:00:00Z`,
      }),
    );
    const at = `/v1/calls/${call}/application-registration`;
    const paper = (sentOn: string) => ({
      organisation,
      ...documentOf(400_000),
      arrival: { channel: 'post', sentOn },
    });
    expect(await cast.caseworker.post(at, paper(todayIn(system)))).toMatchObject(
      problem(409, 'dispensation-missing'),
    );
    done(
      await cast.manager.post(`/v1/calls/${call}/dispensations`, {
        organisation,
        until: `${day(12)}T11:00:00Z`,
        grounds: 'It has no way into the portal.',
      }),
    );
    const last = day(12);
    await pass(20);
    expect(await cast.caseworker.post(at, paper(addDays(last, 1)))).toMatchObject(
      problem(409, 'call-closed'),
    );
    expect(await cast.applicant.post(at, paper(last))).toMatchObject(problem(403, 'forbidden'));
    const { title: _, ...untitled } = paper(last);
    expect(await cast.caseworker.post(at, untitled)).toMatchObject(problem(422, 'draft-incomplete'));
    const { id } = done(await cast.caseworker.post(at, paper(last)));
    await settled(system);
    expect(await told(id)).toContainEqual(
      expect.stringContaining(`(by post, posted on ${last}; registered by anna)`),
    );
    // The organisation is the party, and whoever registered takes the case.
    const party = await system.as('per', 'applicant', organisation);
    expect((await party.get(`/v1/cases/${id}?after=${await headOf(system)}`)).status).toBe(200);
    done(await cast.caseworker.post(`/v1/applications/${id}/assignment`));
    done(
      await cast.caseworker.post(`/v1/applications/${id}/eligibility`, {
        checks: [{ code: 'no-dividend', met: true }],
      }),
    );
  });

  it('leads to nothing more when reactions run again', async () => {
    await settled(system);
    const before = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(before);
  });
});
