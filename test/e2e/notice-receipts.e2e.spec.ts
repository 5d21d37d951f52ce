import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { castOf, caseIn, openRichScheme, type Cast } from '#test/support/case-states.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { DIRECTORATE, done, YEAR } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const PERIOD = { weeks: 3 } as const;
const grounds = 'The postal receipt says so';
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});

interface Told {
  readonly of: { readonly kind: string; readonly number?: number; readonly id?: string };
  readonly receivedOn: string;
  readonly appealDeadline: string;
  readonly receiptCorrection?: object;
}
interface Appealed {
  readonly state: string;
  readonly deadline: string;
  readonly late: boolean;
}

/** Notice of one decision in a case, and an appeal against that. */
interface Noticed {
  readonly id: string;
  readonly of: Told['of'];
  readonly against: object;
}

const KINDS = ['amendment', 'revocation', 'recovery'] as const;

describe('a day on which a later notice was received, where it was wrong', () => {
  let system: System;
  let cast: Cast;
  let callId: string;
  const noticed: Partial<Record<(typeof KINDS)[number], Noticed>> = {};
  const appeals: Record<string, string> = {};
  /** The day that was recorded of all of them, and the one that is right. */
  let recorded: string;
  let came: string;

  beforeAll(async () => {
    // Early, so that no day the clock moves to is of a year without money.
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-02-02T11:00:00Z` });
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'notice-receipts');
    const { id: amended } = await caseIn('amendment proposed', cast, callId);
    done(await cast.decisionMaker.post(`/v1/awards/${amended}/amendments/1/approval`));
    const amendment = { kind: 'amendment', number: 1 };
    noticed.amendment = { id: amended, of: amendment, against: amendment };

    const { id: revoked } = await caseIn('revocation forewarned', cast, callId);
    await pass(21);
    const proposal = { amountInForce: { amount: 100_000, currency: 'NOK' }, grounds: 'It stays stopped' };
    done(await cast.caseworker.post(`/v1/awards/${revoked}/revocation`, proposal));
    done(await cast.decisionMaker.post(`/v1/awards/${revoked}/revocation-approval`));
    await settled(system);
    const against = { kind: 'revocation', id: revoked };
    noticed.revocation = { id: revoked, of: { kind: 'revocation' }, against };

    const path = `/v1/recoveries?case=${revoked}&after=${await headOf(system)}`;
    const { id: recovery } = (await cast.caseworker.get<{ items: { id: string }[] }>(path)).body.items[0]!;
    await pass(21);
    const claim = { amount: { amount: 200_000, currency: 'NOK' }, grounds: 'As forewarned' };
    done(await cast.caseworker.post(`/v1/recoveries/${recovery}/claim`, claim));
    done(await cast.approver.post(`/v1/recoveries/${recovery}/claim-approval`));
    await settled(system);
    const claimed = { kind: 'recovery', id: recovery };
    noticed.recovery = { id: revoked, of: claimed, against: claimed };

    await pass(1);
    recorded = todayIn(system);
    came = addDays(recorded, 10);
    for (const kind of KINDS) {
      const { id, of } = noticed[kind]!;
      const notice = { of, receivedOn: recorded, channel: 'letter' };
      done(await cast.caseworker.post(`/v1/cases/${id}/notices`, notice));
    }
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const day = (count: number) => addDays(todayIn(system), count);
  const pass = (days: number) => moveTo(system, `${day(days)}T11:00:00Z`);
  const propose = (person: Person, { id, of }: Noticed, receivedOn: string) =>
    person.post(`/v1/cases/${id}/notices/receipt-correction`, { of, receivedOn, grounds });
  const approve = (person: Person, { id, of }: Noticed, correction = 1) =>
    person.post(`/v1/cases/${id}/notices/receipt-correction-approval`, { of, correction });
  const reject = (person: Person, { id, of }: Noticed, correction = 1) =>
    person.post(`/v1/cases/${id}/notices/receipt-correction-rejection`, { of, correction, grounds });
  const shown = async (person: Person, { id, of }: Noticed): Promise<Told> => {
    const { items } = (await person.get<{ items: Told[] }>(`/v1/cases/${id}/notices`)).body;
    return items.find(({ of: { kind } }) => kind === of.kind)!;
  };
  const appealOf = async (kind: string): Promise<Appealed> =>
    (await cast.caseworker.get<Appealed>(`/v1/appeals/${appeals[kind]}`)).body;

  it('has appeals late that came after it: one waits, one is to be dismissed, one was dismissed', async () => {
    await moveTo(system, `${addDays(deadlineAfter(recorded, PERIOD), 2)}T11:00:00Z`);
    for (const kind of KINDS) {
      const { id, against } = noticed[kind]!;
      const sent = { against, grounds: 'It was not read in full' };
      appeals[kind] = done(await cast.applicant.post(`/v1/cases/${id}/appeals`, sent)).id;
      expect(await appealOf(kind)).toMatchObject({ state: 'late' });
    }
    for (const kind of ['amendment', 'revocation'])
      done(
        await cast.caseworker.post(`/v1/appeals/${appeals[kind]}/dismissal`, { grounds: 'It came too late' }),
      );
    done(await cast.approver.post(`/v1/appeals/${appeals['amendment']}/dismissal-approval`));
    await settled(system);
    const notice = { receivedOn: todayIn(system), channel: 'portal' };
    done(await cast.caseworker.post(`/v1/appeals/${appeals['amendment']}/notification`, notice));
    expect(await appealOf('amendment')).toMatchObject({ state: 'dismissed', late: true });
  });

  it('is an official step: nobody with a conflict takes it, nor the party', async () => {
    const revocation = noticed.revocation!;
    const married = await system.as('siv', 'caseworker', DIRECTORATE);
    done(await married.postAsIs(`/v1/applications/${revocation.id}/impartiality`, { conflict: true }));
    expect(await propose(married, revocation, came)).toMatchObject(problem(403, 'conflict-of-interest'));
    expect(await propose(cast.applicant, revocation, came)).toMatchObject(problem(403, 'forbidden'));
    const elsewhere = await system.as('olav', 'caseworker', 'other-directorate');
    expect((await propose(elsewhere, revocation, came)).status).toBe(404);
  });

  it.each(KINDS)('is corrected by two persons: of a notice of the %s', async (kind) => {
    const notice = noticed[kind]!;
    expect(await propose(cast.caseworker, notice, recorded)).toMatchObject(problem(409, 'nothing-new'));
    expect(await propose(cast.caseworker, notice, day(1))).toMatchObject(problem(422, 'date-invalid'));
    expect(await propose(cast.caseworker, notice, addDays(recorded, -60))).toMatchObject(
      problem(422, 'date-invalid'),
    );
    expect(await approve(cast.approver, notice)).toMatchObject(problem(409, 'no-receipt-correction'));
    done(await propose(cast.caseworker, notice, came));
    expect(await approve(cast.caseworker, notice)).toMatchObject(problem(403, 'four-eyes'));
    const deadline = deadlineAfter(recorded, PERIOD);
    expect(await shown(cast.caseworker, notice)).toMatchObject({
      receivedOn: recorded,
      appealDeadline: deadline,
      receiptCorrection: { correction: 1, proposer: 'anna', receivedOn: came, grounds },
    });
    expect(await shown(cast.applicant, notice)).not.toHaveProperty('receiptCorrection');
    done(await approve(cast.approver, notice));
    const after = await shown(cast.caseworker, notice);
    expect(after).toMatchObject({ receivedOn: came, appealDeadline: deadlineAfter(came, PERIOD) });
    expect(after).not.toHaveProperty('receiptCorrection');
    expect(await approve(cast.approver, notice)).toMatchObject(problem(409, 'no-receipt-correction'));
  });

  it('makes the appeals timely that were late by the wrong day, also the one that was dismissed', async () => {
    await settled(system);
    const deadline = deadlineAfter(came, PERIOD);
    for (const kind of KINDS) {
      expect([kind, await appealOf(kind)]).toMatchObject([
        kind,
        { state: 'received', deadline, late: false },
      ]);
      const path = `/v1/appeals?case=${noticed[kind]!.id}&after=${await headOf(system)}`;
      const { items } = (await cast.caseworker.get<{ items: (Appealed & { id: string })[] }>(path)).body;
      expect(items.find(({ id }) => id === appeals[kind])).toMatchObject({ state: 'received', deadline });
    }
    expect(await cast.approver.post(`/v1/appeals/${appeals['revocation']}/dismissal-approval`)).toMatchObject(
      problem(409, 'wrong-state'),
    );
    done(await cast.caseworker.post(`/v1/appeals/${appeals['amendment']}/preparation`));
  });

  it.each(KINDS)('takes nothing from the party by an earlier day: of a notice of the %s', async (kind) => {
    const notice = noticed[kind]!;
    const { appealDeadline } = await shown(cast.caseworker, notice);
    done(await propose(cast.caseworker, notice, addDays(recorded, 1)));
    expect(await approve(cast.approver, notice)).toMatchObject(problem(409, 'no-receipt-correction'));
    done(await approve(cast.approver, notice, 2));
    expect(await shown(cast.caseworker, notice)).toMatchObject({
      receivedOn: addDays(recorded, 1),
      appealDeadline,
    });
    await settled(system);
    expect(await appealOf(kind)).toMatchObject({ deadline: appealDeadline, late: false });
  });

  it('stays on record where another person rejects the other one', async () => {
    const notice = noticed.recovery!;
    const before = await shown(cast.caseworker, notice);
    done(await propose(cast.caseworker, notice, came));
    expect(await reject(cast.caseworker, notice, 3)).toMatchObject(problem(403, 'four-eyes'));
    done(await reject(cast.approver, notice, 3));
    expect(await shown(cast.caseworker, notice)).toEqual(before);
    expect(await approve(cast.decisionMaker, notice, 3)).toMatchObject(problem(409, 'no-receipt-correction'));
  });

  it('is among the commands of the case once a notice is recorded, with bodies that post', async () => {
    const { id } = noticed.amendment!;
    const path = `/v1/cases/${id}?after=${await headOf(system)}`;
    interface Possible {
      readonly name: string;
      readonly href: string;
      readonly allowed: boolean;
      readonly example: object;
    }
    const { body } = await cast.caseworker.get<{ commands: Possible[] }>(path);
    const ofNotices = body.commands.filter(({ name }) => name.endsWith('-notice-correction'));
    expect(ofNotices.map(({ name, allowed }) => [name, allowed])).toEqual([
      ['propose-notice-correction', true],
      ['approve-notice-correction', false],
      ['reject-notice-correction', false],
    ]);
    done(await cast.caseworker.post(ofNotices[0]!.href, ofNotices[0]!.example));
  });

  it('is of a notice that was recorded, of a decision that stands', async () => {
    const { id } = noticed.amendment!;
    const unknown = { id, of: { kind: 'amendment', number: 7 }, against: {} };
    expect(await propose(cast.caseworker, unknown, came)).toMatchObject(problem(409, 'nothing-to-notify'));
    const unnamed = { id, of: { kind: 'amendment' }, against: {} };
    expect((await propose(cast.caseworker, unnamed, came)).status).toBe(400);
    expect((await approve(cast.approver, unnamed)).status).toBe(400);
    expect((await reject(cast.approver, unnamed)).status).toBe(400);
  });

  it('is corrected of the outcome of an appeal as well: an appeal against the dismissal is then in time', async () => {
    const { id } = await caseIn('rejected', cast, callId);
    const appeal = async (against: object) =>
      done(await cast.applicant.post(`/v1/cases/${id}/appeals`, { against, grounds: 'It was overlooked' }))
        .id;
    const first = await appeal({ kind: 'decision', number: 1 });
    const at = `/v1/appeals/${first}`;
    done(await cast.caseworker.post(`${at}/dismissal`, { grounds: 'Whoever appeals is no party' }));
    done(await cast.approver.post(`${at}/dismissal-approval`));
    await settled(system);
    const before = todayIn(system);
    const body = { receivedOn: addDays(before, 10), grounds };
    expect(await cast.caseworker.post(`${at}/receipt-correction`, body)).toMatchObject(
      problem(409, 'not-notified'),
    );
    done(await cast.caseworker.post(`${at}/notification`, { receivedOn: before, channel: 'letter' }));
    await moveTo(system, `${addDays(deadlineAfter(before, PERIOD), 2)}T11:00:00Z`);
    const second = await appeal({ kind: 'dismissal', id: first });
    const state = async (person: Person, of: string) => (await person.get(`/v1/appeals/${of}`)).body;
    expect(await state(cast.caseworker, second)).toMatchObject({ state: 'late' });

    expect(await cast.applicant.post(`${at}/receipt-correction`, body)).toMatchObject(
      problem(403, 'forbidden'),
    );
    done(await cast.caseworker.post(`${at}/receipt-correction`, body));
    const waiting = { correction: 1, proposer: 'anna', receivedOn: body.receivedOn, grounds };
    expect(await state(cast.caseworker, first)).toMatchObject({ receiptCorrection: waiting });
    expect(await state(cast.applicant, first)).not.toHaveProperty('receiptCorrection');
    const approval = `${at}/receipt-correction-approval`;
    expect(await cast.caseworker.post(approval, { correction: 1 })).toMatchObject(problem(403, 'four-eyes'));
    done(await cast.approver.post(approval, { correction: 1 }));
    await settled(system);
    const deadline = deadlineAfter(body.receivedOn, PERIOD);
    const after = await state(cast.caseworker, first);
    expect(after).toMatchObject({ notice: { receivedOn: body.receivedOn, appealDeadline: deadline } });
    expect(after).not.toHaveProperty('receiptCorrection');
    expect(await state(cast.caseworker, second)).toMatchObject({ state: 'received', deadline, late: false });

    done(await cast.caseworker.post(`${at}/receipt-correction`, { ...body, receivedOn: addDays(before, 1) }));
    const rejection = { correction: 2, grounds: 'That receipt is of another letter' };
    done(await cast.approver.post(`${at}/receipt-correction-rejection`, rejection));
    expect(await state(cast.caseworker, first)).toMatchObject({ notice: { receivedOn: body.receivedOn } });
  });

  it('leads to nothing more when reactions run again', async () => {
    await settled(system);
    const before = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(before);
  });
});
