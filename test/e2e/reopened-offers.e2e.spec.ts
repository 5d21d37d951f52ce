import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReserveCommitment } from '#budget/contract/commands.js';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { derivedId } from '#eventsourcing/ids.js';
import { lapsedBefore } from '#test/support/old-events.js';
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
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const appeal = {
  period: { weeks: 3 },
  outerLimit: { years: 1 },
  body: 'ministry',
  bodyName: 'The ministry',
};
const AMOUNT = 300_000;
const grounds = 'The postal receipt says so';

interface Shown {
  readonly state: string;
  readonly granted: object;
  readonly acceptanceDue?: string;
  readonly decision: {
    readonly standing: string;
    readonly notified: { readonly receivedOn: string; readonly acceptanceDeadline?: string };
    readonly reopening?: object;
  };
}

describe('an offer that lapsed too early', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let body: Person;
  const calls: Record<string, string> = {};

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-01-05T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    body = await system.as('mona', 'appeal-body', 'ministry');
    const rules = { appeal, acceptance: { weeks: 3 } };
    calls['roomy'] = await openScheme(officials.manager, 'roomy', 10_000_000, rules);
    calls['tight'] = await openScheme(officials.manager, 'tight', AMOUNT, rules);
    calls['tight-appeal'] = await openScheme(officials.manager, 'tight-appeal', AMOUNT, rules);
    calls['crash'] = await openScheme(officials.manager, 'crash', 10_000_000, rules);
    calls['untimed'] = await openScheme(officials.manager, 'untimed', 10_000_000, { appeal });
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const day = (count: number) => addDays(todayIn(system), count);
  const moveToDay = (date: string) => moveTo(system, `${date}T11:00:00Z`);

  it('by a receipt that was corrected later is open for the days that were taken from it, its money held anew', async () => {
    const before = await reserved('roomy');
    const { id, lastDay } = await lapsed('roomy');
    expect(await reserved('roomy')).toBe(before);
    const received = addDays(lastDay, -21);
    await correct(id, addDays(received, 10));
    const moved = deadlineAfter(addDays(received, 10), { weeks: 3 });
    // Ten days came off it, and these it gets from now on.
    const anew = deadlineAfter(todayIn(system), { days: daysFrom(lastDay, moved) });
    expect(anew > moved).toBe(true);
    expect(await shown(id)).toMatchObject({
      state: 'granted',
      granted: nok(AMOUNT),
      acceptanceDue: anew,
      decision: {
        standing: 'in-force',
        reopening: { lapsedAfter: lastDay, openedOn: todayIn(system), lastDay: anew },
      },
    });
    expect(await queued(id)).toMatchObject({ state: 'granted', next: 'accept', deadline: anew });
    expect(await reserved('roomy')).toBe(before + AMOUNT);
    await reactAgain(system);
    expect(await reserved('roomy')).toBe(before + AMOUNT);
    await moveToDay(anew);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    expect((await shown(id)).state).toBe('accepted');
    expect(await reserved('roomy')).toBe(before + AMOUNT);
  });

  it('lapses again when nobody accepts it then either, and lets its money go once more', async () => {
    const before = await reserved('roomy');
    const { id, lastDay } = await lapsed('roomy');
    await correct(id, addDays(lastDay, -20));
    const { acceptanceDue } = await shown(id);
    // A day was taken: a week is the least that is given.
    expect(acceptanceDue).toBe(deadlineAfter(todayIn(system), { days: 7 }));
    await moveToDay(addDays(acceptanceDue!, 1));
    expect((await shown(id)).state).toBe('lapsed');
    expect(await reserved('roomy')).toBe(before);
    expect(await ask(id)).toMatchObject(problem(409, 'offer-lapsed-in-time'));
    expect(await applicant.post(`/v1/awards/${id}/acceptance`)).toMatchObject(
      problem(409, 'acceptance-deadline-passed'),
    );
  });

  it('can be declined once it is open again', async () => {
    const before = await reserved('roomy');
    const { id, lastDay } = await lapsed('roomy');
    await correct(id, addDays(lastDay, -11));
    done(await applicant.post(`/v1/awards/${id}/declining`, {}));
    await settled(system);
    expect((await shown(id)).state).toBe('declined');
    expect(await reserved('roomy')).toBe(before);
  });

  it('stays lapsed where the corrected day moves nothing', async () => {
    const { id } = await lapsed('roomy', 3);
    const { receivedOn } = (await shown(id)).decision.notified;
    await correct(id, addDays(receivedOn, -2));
    expect((await shown(id)).state).toBe('lapsed');
    expect(await eventsOf(id)).not.toContain('OfferReopened');
    expect(await ask(id)).toMatchObject(problem(409, 'offer-lapsed-in-time'));
  });

  it('waits for money where none is free, and is open by itself once there is', async () => {
    const { id, lastDay } = await lapsed('tight');
    const other = await granted('tight');
    await correct(id, addDays(lastDay, -11));
    expect(await shown(id)).toMatchObject({
      state: 'awaiting-appropriation',
      decision: {
        standing: 'awaiting-appropriation',
        reopening: {
          lapsedAfter: lastDay,
          waitsFor: 'no money is free for it: it is opened again once there is',
        },
      },
    });
    expect(await queued(id)).toMatchObject({ state: 'awaiting-appropriation', next: 'fund' });
    expect(await applicant.post(`/v1/awards/${id}/acceptance`)).toMatchObject(problem(409, 'not-granted'));
    expect(await reserved('tight')).toBe(AMOUNT);

    // Its time does not run while it waits.
    await moveToDay(day(10));
    done(await applicant.post(`/v1/awards/${other}/declining`, {}));
    await settled(system);
    expect(await shown(id)).toMatchObject({
      state: 'granted',
      acceptanceDue: deadlineAfter(todayIn(system), { days: daysFrom(lastDay, moved(lastDay)) }),
    });
    expect(await reserved('tight')).toBe(AMOUNT);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    expect(await reserved('tight')).toBe(AMOUNT);

    function moved(from: string): string {
      return deadlineAfter(addDays(from, -11), { weeks: 3 });
    }
  });

  it('by an appeal that was posted before is open while that waits, then for the days that were left', async () => {
    const before = await reserved('roomy');
    const { id, lastDay } = await lapsed('roomy');
    const postedOn = addDays(lastDay, -5);
    const appealId = await posted(id, postedOn);
    expect(await shown(id)).toMatchObject({ state: 'granted', granted: nok(AMOUNT) });
    expect((await shown(id)).acceptanceDue).toBeUndefined();
    expect(await reserved('roomy')).toBe(before + AMOUNT);
    await moveToDay(day(10));
    expect((await shown(id)).state).toBe('granted');
    await letStand(appealId);
    const answered = todayIn(system);
    await moveToDay(deadlineAfter(answered, { days: 5 }));
    expect((await shown(id)).state).toBe('granted');
    await moveToDay(day(1));
    expect((await shown(id)).state).toBe('lapsed');
    expect(await reserved('roomy')).toBe(before);
    // What was found out once is not found out again.
    await reactAgain(system);
    expect((await shown(id)).state).toBe('lapsed');
  });

  it('is not opened by an appeal that was posted after the lapse', async () => {
    const { id, lastDay } = await lapsed('roomy');
    await moveToDay(day(5));
    await posted(id, addDays(lastDay, 2));
    expect((await shown(id)).state).toBe('lapsed');
  });

  it('is accepted while the appeal that opened it waits', async () => {
    const { id, lastDay } = await lapsed('roomy');
    await posted(id, addDays(lastDay, -1));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    expect((await shown(id)).state).toBe('accepted');
  });

  it('gets the days that were left of its clock, not those of the appeal, where money comes after the answer', async () => {
    const { id, lastDay } = await lapsed('tight-appeal');
    const other = await granted('tight-appeal');
    const appealId = await posted(id, addDays(lastDay, -12));
    expect((await shown(id)).state).toBe('awaiting-appropriation');
    await moveToDay(day(8));
    await letStand(appealId);
    expect((await shown(id)).state).toBe('awaiting-appropriation');
    await moveToDay(day(5));
    done(await applicant.post(`/v1/awards/${other}/declining`, {}));
    await settled(system);
    const { acceptanceDue } = await shown(id);
    expect(acceptanceDue! >= day(12)).toBe(true);
    expect(acceptanceDue! <= day(17)).toBe(true);
  });

  it('by the day that the agency had set is open again by an appeal as well', async () => {
    const id = await granted('untimed');
    const lastDay = day(10);
    done(await officials.caseworker.post(`/v1/awards/${id}/acceptance-date`, { lastDay }));
    await moveToDay(day(12));
    expect((await shown(id)).state).toBe('lapsed');
    await posted(id, addDays(lastDay, -2));
    expect((await shown(id)).state).toBe('granted');
  });

  it('gives back what was reserved for it when the process died, and is opened with other money', async () => {
    const before = await reserved('crash');
    const { id, lastDay } = await lapsed('crash');
    await reservedAndDied(id);
    expect(await reserved('crash')).toBe(before + AMOUNT);
    await moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + 300_000).toISOString());
    expect(await reserved('crash')).toBe(before);
    await correct(id, addDays(lastDay, -11));
    expect((await shown(id)).state).toBe('granted');
    expect(await reserved('crash')).toBe(before + AMOUNT);
    await moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + 300_000).toISOString());
    expect(await reserved('crash')).toBe(before + AMOUNT);
  });

  it('stays lapsed where it lapsed before this was a rule, until a caseworker asks for it', async () => {
    const before = await reserved('roomy');
    const id = await granted('roomy');
    expect(await ask(id)).toMatchObject(problem(409, 'offer-not-lapsed'));
    await lapsedBefore(system, id);
    expect((await shown(id)).state).toBe('lapsed');
    expect(await reserved('roomy')).toBe(before);
    await reactAgain(system);
    expect((await shown(id)).state).toBe('lapsed');
    expect(await applicant.post(`/v1/awards/${id}/offer-reopening`)).toMatchObject(problem(403, 'forbidden'));
    done(await ask(id));
    await settled(system);
    expect((await shown(id)).state).toBe('granted');
    expect(await reserved('roomy')).toBe(before + AMOUNT);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
  });

  it('leads to nothing more when reactions run again', async () => {
    await settled(system);
    const before = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(before);
  });

  /** Notice of it is received so many days after the decision. */
  async function granted(scheme: string, days = 0): Promise<string> {
    const id = await submitApplication(applicant, calls[scheme]!, AMOUNT);
    await prepareGrant(officials.caseworker, id, AMOUNT);
    done(await officials.decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    if (days > 0) await moveToDay(day(days));
    const notice = { decision: 1, receivedOn: todayIn(system), channel: 'letter' };
    done(await officials.caseworker.post(`/v1/applications/${id}/notification`, notice));
    await settled(system);
    return id;
  }

  /** A grant that nobody accepted, a day after its last one. */
  async function lapsed(
    scheme: string,
    days = 0,
  ): Promise<{ readonly id: string; readonly lastDay: string }> {
    const id = await granted(scheme, days);
    const lastDay = (await shown(id)).decision.notified.acceptanceDeadline!;
    await moveToDay(addDays(lastDay, 1));
    expect((await shown(id)).state).toBe('lapsed');
    return { id, lastDay };
  }

  /** Two persons find that notice was received on that day. */
  async function correct(id: string, receivedOn: string): Promise<void> {
    done(
      await officials.caseworker.post(`/v1/applications/${id}/receipt-correction`, { receivedOn, grounds }),
    );
    done(
      await officials.decisionMaker.post(`/v1/applications/${id}/receipt-correction-approval`, {
        correction: 1,
      }),
    );
    await settled(system);
  }

  async function posted(id: string, sentOn: string): Promise<string> {
    const registered = done(
      await officials.caseworker.post(`/v1/cases/${id}/appeal-registration`, {
        against: { kind: 'decision', number: 1 },
        grounds: 'It is too little',
        arrival: { channel: 'post', sentOn },
      }),
    );
    await settled(system);
    return registered.id;
  }

  async function letStand(appealId: string): Promise<void> {
    const statement = 'Nothing new was said.';
    done(await officials.caseworker.post(`/v1/appeals/${appealId}/forwarding`, { statement }));
    done(
      await body.post(`/v1/appeals/${appealId}/decision`, {
        impartiality,
        outcome: 'stands',
        grounds: 'So.',
      }),
    );
    const notice = { receivedOn: todayIn(system), channel: 'letter' };
    done(await body.post(`/v1/appeals/${appealId}/notification`, notice));
    await settled(system);
  }

  function ask(id: string) {
    return officials.caseworker.post(`/v1/awards/${id}/offer-reopening`);
  }

  /** Reserves as the opening of an offer does, and goes no further. */
  async function reservedAndDied(caseId: string): Promise<void> {
    const { commands, clock } = system.standalone;
    const reservationId = derivedId('reservation', caseId, 'reopening', 'reopening-1', 0, YEAR);
    const commandId = derivedId('dies', caseId);
    const payments = [{ year: YEAR, amount: AMOUNT }];
    const outcome = await commands.execute(
      new ReserveCommitment(
        'crash',
        { reservationId, caseId, currency: 'NOK', budgetYear: YEAR, payments },
        {
          actor: { subject: 'process:reopen-offers', roles: ['process'] },
          commandId,
          commandHash: commandId,
          correlationId: commandId,
          now: clock.now(),
        },
      ),
    );
    expect(outcome.ok).toBe(true);
    await settled(system);
  }

  async function shown(id: string): Promise<Shown> {
    return (await officials.caseworker.get<Shown>(`/v1/cases/${id}?after=${await headOf(system)}`)).body;
  }

  async function queued(id: string) {
    const path = `/v1/queue?limit=200&after=${await headOf(system)}`;
    const { items } = (await officials.caseworker.get<{ items: { id: string }[] }>(path)).body;
    return items.find((each) => each.id === id);
  }

  async function eventsOf(id: string): Promise<string[]> {
    const path = `/v1/cases/${id}/history?after=${await headOf(system)}`;
    const { items } = (await officials.caseworker.get<{ items: { type: string }[] }>(path)).body;
    return items.map(({ type }) => type);
  }

  async function reserved(scheme: string): Promise<number> {
    const path = `/v1/budgets/${scheme}?after=${await headOf(system)}`;
    const { body: budget } = await officials.manager.get<{ years: { reserved: { amount: number } }[] }>(path);
    return budget.years[0]!.reserved.amount;
  }
});

function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
