import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { castOf, caseIn, openRichScheme, type Cast } from '#test/support/case-states.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { DIRECTORATE, done, YEAR } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const grounds = 'The postal receipt says so';

interface Decided {
  readonly state: string;
  readonly decision: {
    readonly notified: {
      readonly receivedOn: string;
      readonly appealDeadline: string;
      readonly acceptanceDeadline?: string;
    };
    readonly receiptCorrection?: object;
  };
}

describe('a day of receipt that was wrong', () => {
  let system: System;
  let cast: Cast;
  let callId: string;

  beforeAll(async () => {
    // Early, so that no day the clock moves to is of a year without money.
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'receipts');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const day = (count: number) => addDays(todayIn(system), count);
  const pass = (days: number) => moveTo(system, `${day(days)}T11:00:00Z`);
  const shown = async (id: string): Promise<Decided> =>
    (await cast.caseworker.get<Decided>(`/v1/cases/${id}?after=${await headOf(system)}`)).body;
  const propose = (person: Person, id: string, receivedOn: string) =>
    person.post(`/v1/applications/${id}/receipt-correction`, { receivedOn, grounds });
  const approve = (person: Person, id: string, correction = 1) =>
    person.post(`/v1/applications/${id}/receipt-correction-approval`, { correction });

  it('is an official step: nobody with a conflict takes it', async () => {
    const { id } = await caseIn('notified', cast, callId);
    await pass(2);
    const married = await system.as('siv', 'caseworker', DIRECTORATE);
    done(await married.postAsIs(`/v1/applications/${id}/impartiality`, { conflict: true }));
    expect(await propose(married, id, day(-1))).toMatchObject(problem(403, 'conflict-of-interest'));
    done(await propose(cast.caseworker, id, day(-1)));
    expect(await approve(married, id)).toMatchObject(problem(403, 'conflict-of-interest'));
  });

  it('is corrected by two persons, and the deadlines move to the later day', async () => {
    const { id } = await caseIn('notified', cast, callId);
    const { notified } = (await shown(id)).decision;
    const recorded = notified.receivedOn;
    const came = addDays(recorded, 6);
    await pass(8);
    expect(await propose(cast.caseworker, id, recorded)).toMatchObject(problem(409, 'nothing-new'));
    expect(await propose(cast.caseworker, id, day(1))).toMatchObject(problem(422, 'date-invalid'));
    expect((await propose(cast.applicant, id, came)).status).toBe(403);
    done(await propose(cast.caseworker, id, came));
    expect(await approve(cast.caseworker, id)).toMatchObject(problem(403, 'four-eyes'));
    expect((await shown(id)).decision).toMatchObject({
      notified,
      receiptCorrection: { correction: 1, proposer: 'anna', receivedOn: came, grounds },
    });
    done(await approve(cast.approver, id));
    const deadline = deadlineAfter(came, { weeks: 3 });
    const after = (await shown(id)).decision;
    expect(after.notified).toMatchObject({
      receivedOn: came,
      appealDeadline: deadline,
      acceptanceDeadline: deadline,
    });
    expect(after.receiptCorrection).toBeUndefined();
    // The offer stands until the day it leads to.
    await moveTo(system, `${deadline}T11:00:00Z`);
    expect((await shown(id)).state).toBe('granted');
    await pass(1);
    expect((await shown(id)).state).toBe('lapsed');
  });

  it('never takes from the party what it was told', async () => {
    const { id } = await caseIn('granted', cast, callId);
    await pass(5);
    done(
      await cast.caseworker.post(`/v1/applications/${id}/notification`, {
        receivedOn: todayIn(system),
        channel: 'letter',
      }),
    );
    const { notified } = (await shown(id)).decision;
    done(await propose(cast.caseworker, id, day(-4)));
    done(await approve(cast.decisionMaker, id));
    expect((await shown(id)).decision.notified).toEqual({ ...notified, receivedOn: day(-4) });
  });

  it('stays on record where another person rejects the other one', async () => {
    const { id } = await caseIn('notified', cast, callId);
    const before = (await shown(id)).decision;
    await pass(3);
    done(await propose(cast.caseworker, id, day(-1)));
    const reject = (person: Person) =>
      person.post(`/v1/applications/${id}/receipt-correction-rejection`, { correction: 1, grounds });
    expect(await reject(cast.caseworker)).toMatchObject(problem(403, 'four-eyes'));
    done(await reject(cast.approver));
    expect((await shown(id)).decision).toEqual(before);
    expect(await approve(cast.approver, id)).toMatchObject(problem(409, 'no-receipt-correction'));
  });

  it('makes an appeal timely that was late by the wrong day, which falls as a reason to dismiss it', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    const { notified } = (await shown(id)).decision;
    const came = addDays(notified.receivedOn, 14);
    await moveTo(system, `${deadlineAfter(came, { weeks: 3 })}T11:00:00Z`);
    const { id: appeal } = done(
      await cast.applicant.post(`/v1/cases/${id}/appeals`, {
        against: { kind: 'decision', number: 1 },
        grounds: 'The need was overlooked',
      }),
    );
    const state = async () => {
      const { body } = await cast.caseworker.get<{ state: string; deadline: string }>(
        `/v1/appeals/${appeal}`,
      );
      return body;
    };
    const listed = async () => {
      const at = `/v1/appeals?case=${id}&after=${await headOf(system)}`;
      return (await cast.caseworker.get<{ items: { state: string; deadline: string }[] }>(at)).body.items;
    };
    expect((await state()).state).toBe('late');
    done(await cast.caseworker.post(`/v1/appeals/${appeal}/dismissal`, { grounds: 'It is late' }));
    done(await propose(cast.caseworker, id, came));
    done(await approve(cast.approver, id));
    await settled(system);
    const deadline = deadlineAfter(came, { weeks: 3 });
    expect(await state()).toMatchObject({ state: 'received', deadline });
    expect(await listed()).toMatchObject([{ state: 'received', deadline }]);
    expect(await cast.approver.post(`/v1/appeals/${appeal}/dismissal-approval`)).toMatchObject(
      problem(409, 'wrong-state'),
    );
    done(await cast.caseworker.post(`/v1/appeals/${appeal}/preparation`));
  });

  it('has an appeal treated after all that was dismissed as late by the wrong day', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    const { notified } = (await shown(id)).decision;
    const came = addDays(notified.receivedOn, 14);
    await moveTo(system, `${deadlineAfter(came, { weeks: 3 })}T11:00:00Z`);
    const { id: appeal } = done(
      await cast.applicant.post(`/v1/cases/${id}/appeals`, {
        against: { kind: 'decision', number: 1 },
        grounds: 'The need was overlooked',
      }),
    );
    done(await cast.caseworker.post(`/v1/appeals/${appeal}/dismissal`, { grounds: 'It is late' }));
    done(await cast.approver.post(`/v1/appeals/${appeal}/dismissal-approval`));
    const state = async () => (await cast.caseworker.get(`/v1/appeals/${appeal}`)).body;
    expect(await state()).toMatchObject({ state: 'dismissed', late: true });
    done(await propose(cast.caseworker, id, addDays(notified.receivedOn, 1)));
    done(await approve(cast.approver, id));
    await settled(system);
    // By that day it came too late as well.
    expect(await state()).toMatchObject({ state: 'dismissed', late: true });
    done(await propose(cast.caseworker, id, came));
    done(await approve(cast.approver, id, 2));
    await settled(system);
    const deadline = deadlineAfter(came, { weeks: 3 });
    expect(await state()).toMatchObject({ state: 'received', deadline, late: false });
    const queue = `/v1/queue?limit=200&after=${await headOf(system)}`;
    const { items } = (await cast.caseworker.get<{ items: { id: string; next: string }[] }>(queue)).body;
    expect(items.find((each) => each.id === id)).toMatchObject({ next: 'prepare-appeal' });
    done(await cast.caseworker.post(`/v1/appeals/${appeal}/preparation`));
  });

  it('leads to nothing more when reactions run again', async () => {
    await settled(system);
    const before = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(before);
  });
});
