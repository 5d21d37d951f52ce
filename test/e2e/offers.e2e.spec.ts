import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const impartiality = { conflict: false };
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const appeal = {
  period: { weeks: 3 },
  outerLimit: { years: 1 },
  body: 'ministry',
  bodyName: 'The ministry',
};
const AMOUNT = 300_000;

describe('a grant that is offered', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  const calls: Record<string, string> = {};

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    calls['timed'] = await openScheme(officials.manager, 'timed', 10_000_000, {
      appeal,
      acceptance: { weeks: 3 },
    });
    calls['untimed'] = await openScheme(officials.manager, 'untimed', 10_000_000, { appeal });
  });
  afterAll(async () => {
    await reactAgain(system);
    await system.stop();
    system.remove();
  });

  it('is declined by the recipient: its money is free, and nothing brings it back', async () => {
    const before = await reserved('untimed');
    const id = await offered('untimed');
    expect(await reserved('untimed')).toBe(before + AMOUNT);
    const stranger = await system.as('fremmed', 'applicant', '123456785');
    expect(await stranger.post(`/v1/awards/${id}/declining`, {})).toMatchObject({ status: 404 });
    expect(
      await officials.decisionMaker.post(`/v1/awards/${id}/declining`, { channel: 'email' }),
    ).toMatchObject(problem(403, 'forbidden'));
    done(await applicant.post(`/v1/awards/${id}/declining`, { grounds: 'The premises were let.' }));
    await settled(system);
    expect(await reserved('untimed')).toBe(before);
    expect(await stateOf(id)).toBe('declined');
    expect(await applicant.post(`/v1/awards/${id}/acceptance`)).toMatchObject(problem(409, 'offer-declined'));
    expect(await applicant.post(`/v1/awards/${id}/declining`, {})).toMatchObject(
      problem(409, 'offer-declined'),
    );
  });

  it('is declined by whoever the recipient told, with the day and the way', async () => {
    const id = await offered('untimed');
    const decline = (declinedOn: string) =>
      officials.caseworker.post(`/v1/awards/${id}/declining`, { declinedOn, channel: 'word-of-mouth' });
    expect(await decline('2199-12-31')).toMatchObject(problem(422, 'date-out-of-range'));
    expect(await decline(`${YEAR}-01-31`)).toMatchObject(problem(422, 'date-out-of-range'));
    done(await decline(todayIn(system)));
    await settled(system);
    expect(await stateOf(id)).toBe('declined');
    const path = `/v1/cases/${id}/history?after=${await headOf(system)}`;
    const { items } = (await applicant.get<{ items: { type: string; data: object }[] }>(path)).body;
    expect(items.find(({ type }) => type === 'AwardDeclined')).toMatchObject({
      data: { byRecipient: false, declinedOn: todayIn(system), channel: 'word-of-mouth' },
    });
  });

  it('once accepted is not declined', async () => {
    const id = await offered('untimed');
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    expect(await applicant.post(`/v1/awards/${id}/declining`, {})).toMatchObject(
      problem(409, 'already-accepted'),
    );
  });

  it('without a time to accept ends on a day that the agency sets, of which the recipient is reminded', async () => {
    const before = await reserved('untimed');
    const id = await offered('untimed', { notified: false });
    const set = (lastDay: string, remindOn?: string) =>
      officials.caseworker.post(`/v1/awards/${id}/acceptance-date`, { lastDay, remindOn });
    expect(await set(`${YEAR}-03-31`)).toMatchObject(problem(409, 'not-notified'));
    await notify(id);
    for (const [day, reminder] of [
      [`${YEAR}-02-02`],
      [`${YEAR}-03-31`, `${YEAR}-04-01`],
      [`${YEAR}-03-31`, `${YEAR}-02-02`],
    ] as const)
      expect(await set(day, reminder)).toMatchObject(problem(422, 'acceptance-date-invalid'));
    done(await set(`${YEAR}-03-31`, `${YEAR}-03-20`));
    expect(await set(`${YEAR}-03-30`)).toMatchObject(problem(422, 'acceptance-date-invalid'));
    expect(await dueOf(id)).toBe(`${YEAR}-03-31`);

    await moveTo(system, `${YEAR}-03-21T10:00:00Z`);
    expect(await eventsOf(id)).toContain('AcceptanceReminderSent');
    await moveTo(system, `${YEAR}-04-03T10:00:00Z`);
    expect(await stateOf(id)).toBe('lapsed');
    expect(await reserved('untimed')).toBe(before);
  });

  it('does not end while an appeal against it waits: the days that were left are left after the answer', async () => {
    await moveTo(system, `${YEAR}-05-04T10:00:00Z`);
    const id = await offered('timed');
    const named = await dueOf(id);
    const body = await system.as('mona', 'appeal-body', 'ministry');
    const against = { kind: 'decision', number: 1 };
    const { id: appealId } = done(
      await applicant.post(`/v1/cases/${id}/appeals`, { against, grounds: 'It is too little.' }),
    );
    await moveTo(system, `${YEAR}-06-15T10:00:00Z`);
    expect(todayIn(system) > named!).toBe(true);
    expect(await stateOf(id)).toBe('granted');
    expect(await shown(id)).toMatchObject({ acceptanceStopped: true });
    expect(await dueOf(id)).toBeUndefined();
    const statement = 'Nothing new was said.';
    done(await officials.caseworker.post(`/v1/appeals/${appealId}/forwarding`, { statement }));
    done(
      await body.post(`/v1/appeals/${appealId}/decision`, {
        impartiality,
        outcome: 'stands',
        grounds: 'So.',
      }),
    );
    // Nobody loses time before the answer has come.
    await moveTo(system, `${YEAR}-08-03T10:00:00Z`);
    expect(await stateOf(id)).toBe('granted');
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    done(await body.post(`/v1/appeals/${appealId}/notification`, notice));
    // The days that were left count from the answer.
    expect((await dueOf(id))! > `${YEAR}-08-20`).toBe(true);
    await moveTo(system, `${YEAR}-08-20T10:00:00Z`);
    expect(await stateOf(id)).toBe('granted');
    await moveTo(system, `${YEAR}-09-01T10:00:00Z`);
    expect(await stateOf(id)).toBe('lapsed');
  });

  it('is accepted late where an appeal had stopped the clock', async () => {
    const id = await offered('timed');
    const against = { kind: 'decision', number: 1 };
    const { id: appealId } = done(
      await applicant.post(`/v1/cases/${id}/appeals`, { against, grounds: 'It is too little.' }),
    );
    await moveTo(system, `${YEAR}-10-15T10:00:00Z`);
    done(await applicant.post(`/v1/appeals/${appealId}/withdrawal`, {}));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await moveTo(system, `${YEAR}-12-01T10:00:00Z`);
    expect(await eventsOf(id)).not.toContain('AwardLapsed');
  });

  async function offered(scheme: string, { notified = true } = {}): Promise<string> {
    const id = await submitApplication(applicant, calls[scheme]!, AMOUNT);
    await prepareGrant(officials.caseworker, id, AMOUNT);
    done(await officials.decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    if (notified) await notify(id);
    return id;
  }

  async function notify(id: string): Promise<void> {
    const notice = { decision: 1, receivedOn: todayIn(system), channel: 'letter' };
    done(await officials.caseworker.post(`/v1/applications/${id}/notification`, notice));
    await settled(system);
  }

  async function shown(id: string): Promise<{ state: string; acceptanceDue?: string }> {
    const path = `/v1/cases/${id}?after=${await headOf(system)}`;
    return (await officials.caseworker.get<{ state: string; acceptanceDue?: string }>(path)).body;
  }

  async function stateOf(id: string): Promise<string> {
    return (await shown(id)).state;
  }

  async function dueOf(id: string): Promise<string | undefined> {
    return (await shown(id)).acceptanceDue;
  }

  async function eventsOf(id: string): Promise<string[]> {
    const path = `/v1/cases/${id}/history?after=${await headOf(system)}`;
    return (await officials.caseworker.get<{ items: { type: string }[] }>(path)).body.items.map(
      ({ type }) => type,
    );
  }

  async function reserved(scheme: string): Promise<number> {
    const path = `/v1/budgets/${scheme}?after=${await headOf(system)}`;
    const { body } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(path);
    return body.years[0]!.reserved.amount;
  }
});
