import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReserveCommitment } from '#budget/contract/commands.js';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { derivedId } from '#eventsourcing/ids.js';
import { lapsedOffers, OFFERED } from '#test/support/lapsed-offers.js';
import { lapsedBefore } from '#test/support/old-events.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, officialsOf, openScheme, YEAR, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

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

describe('an offer that lapsed too early', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let offers: ReturnType<typeof lapsedOffers>;
  const calls: Record<string, string> = {};

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-01-05T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    const body = await system.as('mona', 'appeal-body', 'ministry');
    offers = lapsedOffers(system, { officials, applicant, body });
    const rules = { appeal, acceptance: { weeks: 3 } };
    calls['roomy'] = await openScheme(officials.manager, 'roomy', 10_000_000, rules);
    calls['tight'] = await openScheme(officials.manager, 'tight', OFFERED, rules);
    calls['tight-appeal'] = await openScheme(officials.manager, 'tight-appeal', OFFERED, rules);
    calls['crash'] = await openScheme(officials.manager, 'crash', 10_000_000, rules);
    calls['untimed'] = await openScheme(officials.manager, 'untimed', 10_000_000, { appeal });
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('by a receipt that was corrected later is open for the days that were taken from it, its money held anew', async () => {
    const before = await offers.reserved('roomy');
    const { id, lastDay } = await offers.lapsed(calls['roomy']!);
    expect(await offers.reserved('roomy')).toBe(before);
    const received = addDays(lastDay, -21);
    await offers.correct(id, addDays(received, 10));
    const moved = deadlineAfter(addDays(received, 10), { weeks: 3 });
    // Ten days came off it, and these it gets from now on.
    const anew = deadlineAfter(todayIn(system), { days: daysFrom(lastDay, moved) });
    expect(anew > moved).toBe(true);
    expect(await offers.shown(id)).toMatchObject({
      state: 'granted',
      granted: nok(OFFERED),
      acceptanceDue: anew,
      decision: {
        standing: 'in-force',
        reopening: { lapsedAfter: lastDay, openedOn: todayIn(system), lastDay: anew },
      },
    });
    expect(await offers.queued(id)).toMatchObject({ state: 'granted', next: 'notify-reopened-offer' });
    await offers.noticed(id);
    expect(await offers.queued(id)).toMatchObject({ state: 'granted', next: 'accept', deadline: anew });
    expect(await offers.reserved('roomy')).toBe(before + OFFERED);
    await reactAgain(system);
    // Neither the money that was let go nor the new is given up as if nobody had decided with it.
    await moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + 300_000).toISOString());
    expect(await offers.eventsOf(id)).not.toContain('ReservationAbandoned');
    expect(await offers.reserved('roomy')).toBe(before + OFFERED);
    await offers.moveToDay(anew);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    expect((await offers.shown(id)).state).toBe('accepted');
    expect(await offers.reserved('roomy')).toBe(before + OFFERED);
  });

  it('lapses again when nobody accepts it then either, and lets its money go once more', async () => {
    const before = await offers.reserved('roomy');
    const { id, lastDay } = await offers.lapsed(calls['roomy']!);
    await offers.correct(id, addDays(lastDay, -20));
    const { acceptanceDue } = await offers.shown(id);
    // A day was taken: a week is the least that is given.
    expect(acceptanceDue).toBe(deadlineAfter(todayIn(system), { days: 7 }));
    await offers.moveToDay(addDays(acceptanceDue!, 1));
    expect((await offers.shown(id)).state).toBe('lapsed');
    expect(await offers.reserved('roomy')).toBe(before);
    expect(await offers.ask(id)).toMatchObject(problem(409, 'offer-lapsed-in-time'));
    expect(await applicant.post(`/v1/awards/${id}/acceptance`)).toMatchObject(
      problem(409, 'acceptance-deadline-passed'),
    );
  });

  it('can be declined once it is open again', async () => {
    const before = await offers.reserved('roomy');
    const { id, lastDay } = await offers.lapsed(calls['roomy']!);
    await offers.correct(id, addDays(lastDay, -11));
    done(await applicant.post(`/v1/awards/${id}/declining`, {}));
    await settled(system);
    expect((await offers.shown(id)).state).toBe('declined');
    expect(await offers.reserved('roomy')).toBe(before);
  });

  it('stays lapsed where the corrected day moves nothing', async () => {
    const { id } = await offers.lapsed(calls['roomy']!, 3);
    const { receivedOn } = (await offers.shown(id)).decision.notified;
    await offers.correct(id, addDays(receivedOn, -2));
    expect((await offers.shown(id)).state).toBe('lapsed');
    expect(await offers.eventsOf(id)).not.toContain('OfferReopened');
    expect(await offers.ask(id)).toMatchObject(problem(409, 'offer-lapsed-in-time'));
  });

  it('waits for money where none is free, and is open by itself once there is', async () => {
    const { id, lastDay } = await offers.lapsed(calls['tight']!);
    const other = await offers.granted(calls['tight']!);
    await offers.correct(id, addDays(lastDay, -11));
    expect(await offers.shown(id)).toMatchObject({
      state: 'awaiting-appropriation',
      decision: {
        standing: 'awaiting-appropriation',
        reopening: {
          lapsedAfter: lastDay,
          waitsFor: 'no money is free for it: it is opened again once there is',
        },
      },
    });
    expect(await offers.queued(id)).toMatchObject({ state: 'awaiting-appropriation', next: 'fund' });
    expect(await applicant.post(`/v1/awards/${id}/acceptance`)).toMatchObject(problem(409, 'not-granted'));
    expect(await offers.reserved('tight')).toBe(OFFERED);

    // Its time does not run while it waits.
    await offers.moveToDay(offers.day(10));
    done(await applicant.post(`/v1/awards/${other}/declining`, {}));
    await settled(system);
    expect(await offers.shown(id)).toMatchObject({
      state: 'granted',
      acceptanceDue: deadlineAfter(todayIn(system), { days: daysFrom(lastDay, moved(lastDay)) }),
    });
    expect(await offers.reserved('tight')).toBe(OFFERED);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    expect(await offers.reserved('tight')).toBe(OFFERED);

    function moved(from: string): string {
      return deadlineAfter(addDays(from, -11), { weeks: 3 });
    }
  });

  it('by an appeal that was posted before is open while that waits, then for the days that were left', async () => {
    const before = await offers.reserved('roomy');
    const { id, lastDay } = await offers.lapsed(calls['roomy']!);
    const postedOn = addDays(lastDay, -5);
    const appealId = await offers.posted(id, postedOn);
    expect(await offers.shown(id)).toMatchObject({ state: 'granted', granted: nok(OFFERED) });
    expect((await offers.shown(id)).acceptanceDue).toBeUndefined();
    expect(await offers.reserved('roomy')).toBe(before + OFFERED);
    await offers.moveToDay(offers.day(10));
    expect((await offers.shown(id)).state).toBe('granted');
    await offers.letStand(appealId);
    const answered = todayIn(system);
    await offers.moveToDay(deadlineAfter(answered, { days: 5 }));
    expect((await offers.shown(id)).state).toBe('granted');
    await offers.moveToDay(offers.day(1));
    expect((await offers.shown(id)).state).toBe('lapsed');
    expect(await offers.reserved('roomy')).toBe(before);
    // What was found out once is not found out again.
    await reactAgain(system);
    expect((await offers.shown(id)).state).toBe('lapsed');
  });

  it('is not opened by an appeal that was posted after the lapse', async () => {
    const { id, lastDay } = await offers.lapsed(calls['roomy']!);
    await offers.moveToDay(offers.day(5));
    await offers.posted(id, addDays(lastDay, 2));
    expect((await offers.shown(id)).state).toBe('lapsed');
  });

  it('is accepted while the appeal that opened it waits', async () => {
    const { id, lastDay } = await offers.lapsed(calls['roomy']!);
    await offers.posted(id, addDays(lastDay, -1));
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    expect((await offers.shown(id)).state).toBe('accepted');
  });

  it('gets the days that were left of its clock, not those of the appeal, where money comes after the answer', async () => {
    const { id, lastDay } = await offers.lapsed(calls['tight-appeal']!);
    const other = await offers.granted(calls['tight-appeal']!);
    const appealId = await offers.posted(id, addDays(lastDay, -12));
    expect((await offers.shown(id)).state).toBe('awaiting-appropriation');
    await offers.moveToDay(offers.day(8));
    await offers.letStand(appealId);
    expect((await offers.shown(id)).state).toBe('awaiting-appropriation');
    await offers.moveToDay(offers.day(5));
    done(await applicant.post(`/v1/awards/${other}/declining`, {}));
    await settled(system);
    const { acceptanceDue } = await offers.shown(id);
    expect(acceptanceDue! >= offers.day(12)).toBe(true);
    expect(acceptanceDue! <= offers.day(17)).toBe(true);
  });

  it('by the day that the agency had set is open again by an appeal as well', async () => {
    const id = await offers.granted(calls['untimed']!);
    const lastDay = offers.day(10);
    done(await officials.caseworker.post(`/v1/awards/${id}/acceptance-date`, { lastDay }));
    await offers.moveToDay(offers.day(12));
    expect((await offers.shown(id)).state).toBe('lapsed');
    await offers.posted(id, addDays(lastDay, -2));
    expect((await offers.shown(id)).state).toBe('granted');
  });

  it('gives back what was reserved for it when the process died, and is opened with other money', async () => {
    const before = await offers.reserved('crash');
    const { id, lastDay } = await offers.lapsed(calls['crash']!);
    await reservedAndDied(id);
    expect(await offers.reserved('crash')).toBe(before + OFFERED);
    await moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + 300_000).toISOString());
    expect(await offers.reserved('crash')).toBe(before);
    await offers.correct(id, addDays(lastDay, -11));
    expect((await offers.shown(id)).state).toBe('granted');
    expect(await offers.reserved('crash')).toBe(before + OFFERED);
    await moveTo(system, new Date(Date.parse(system.standalone.clock.now()) + 300_000).toISOString());
    expect(await offers.reserved('crash')).toBe(before + OFFERED);
  });

  it('stays lapsed where it lapsed before this was a rule, until a caseworker asks for it', async () => {
    const before = await offers.reserved('roomy');
    const id = await offers.granted(calls['roomy']!);
    expect(await offers.ask(id)).toMatchObject(problem(409, 'offer-not-lapsed'));
    await lapsedBefore(system, id);
    expect((await offers.shown(id)).state).toBe('lapsed');
    expect(await offers.reserved('roomy')).toBe(before);
    await reactAgain(system);
    expect((await offers.shown(id)).state).toBe('lapsed');
    expect(await applicant.post(`/v1/awards/${id}/offer-reopening`)).toMatchObject(problem(403, 'forbidden'));
    done(await offers.ask(id));
    await settled(system);
    expect((await offers.shown(id)).state).toBe('granted');
    expect(await offers.reserved('roomy')).toBe(before + OFFERED);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
  });

  it('leads to nothing more when reactions run again', async () => {
    await settled(system);
    const before = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(before);
  });

  /** Reserves as the opening of an offer does, and goes no further. */
  async function reservedAndDied(caseId: string): Promise<void> {
    const { commands, clock } = system.standalone;
    const reservationId = derivedId('reservation', caseId, 'reopening', 'reopening-1', 0, YEAR);
    const commandId = derivedId('dies', caseId);
    const payments = [{ year: YEAR, amount: OFFERED }];
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
});

function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
