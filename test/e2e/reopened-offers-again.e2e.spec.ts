import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineAfter } from '#calendar/deadlines.js';
import { addDays } from '#calendar/oslo.js';
import { lapsedOffers, OFFERED } from '#test/support/lapsed-offers.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { done, officialsOf, openScheme, YEAR, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, settled, todayIn } from '#test/support/time.js';

const appeal = {
  period: { weeks: 3 },
  outerLimit: { years: 1 },
  body: 'ministry',
  bodyName: 'The ministry',
};
const stateAid = {
  kind: 'de-minimis',
  limitEuroCents: 300_000_00,
  window: { years: 3 },
  registerWithin: { workingDays: 20 },
};

interface Aid {
  readonly grantedOn: string;
  readonly register: { readonly state: string; readonly due: string };
}

describe('what is found out after an offer has lapsed', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let offers: ReturnType<typeof lapsedOffers>;
  let callId: string;
  let aided: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: `${YEAR}-01-05T11:00:00Z` });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    const body = await system.as('mona', 'appeal-body', 'ministry');
    offers = lapsedOffers(system, { officials, applicant, body });
    const rules = { appeal, acceptance: { weeks: 3 } };
    callId = await openScheme(officials.manager, 'later', 10_000_000, rules);
    aided = await openScheme(officials.manager, 'aided', 10_000_000, { ...rules, stateAid });
    const rate = { currency: 'NOK', date: `${YEAR}-01-01`, rate: '10', source: 'ECB' };
    done(await officials.manager.post('/v1/currency-rates', rate));
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('about when the answer to an appeal came opens it for the days that were taken', async () => {
    const id = await offers.granted(callId);
    const named = (await offers.shown(id)).decision.notified.acceptanceDeadline!;
    await offers.moveToDay(addDays(named, -4));
    const appealId = await offers.posted(id, todayIn(system));
    await offers.moveToDay(offers.day(3));
    await offers.letStand(appealId);
    const answered = todayIn(system);
    await offers.moveToDay(addDays(deadlineAfter(answered, { days: 4 }), 12));
    expect((await offers.shown(id)).state).toBe('lapsed');
    await offers.correct(appealId, addDays(answered, 10), 'appeals');
    expect(await offers.shown(id)).toMatchObject({ state: 'granted' });
    const { acceptanceDue } = await offers.shown(id);
    expect(acceptanceDue! >= offers.day(7)).toBe(true);
    await offers.moveToDay(addDays(acceptanceDue!, 1));
    expect((await offers.shown(id)).state).toBe('lapsed');
  });

  it('opens it by the appeal of somebody else once the legal interest is recognised', async () => {
    const { id, lastDay } = await offers.lapsed(callId);
    const appealId = await offers.posted(id, addDays(lastDay, -3), {
      name: 'Per Nabo',
      interest: 'The noise.',
    });
    expect((await offers.shown(id)).state).toBe('lapsed');
    const recognised = { impartiality: { conflict: false }, grounds: 'It is next door.' };
    done(await officials.caseworker.post(`/v1/appeals/${appealId}/standing`, recognised));
    await settled(system);
    expect((await offers.shown(id)).state).toBe('granted');
  });

  it('twice opens it twice, each time with money of its own', async () => {
    const before = await offers.reserved('later');
    const { id, lastDay } = await offers.lapsed(callId);
    await offers.correct(id, addDays(lastDay, -11));
    const second = (await offers.shown(id)).acceptanceDue!;
    await offers.moveToDay(addDays(second, 1));
    expect((await offers.shown(id)).state).toBe('lapsed');
    expect(await offers.reserved('later')).toBe(before);
    const appealId = await offers.posted(id, addDays(second, -2));
    expect((await offers.shown(id)).state).toBe('granted');
    expect(await offers.reserved('later')).toBe(before + OFFERED);
    await offers.moveToDay(offers.day(9));
    expect((await offers.shown(id)).state).toBe('granted');
    const late = { grounds: 'The letter was misread' };
    done(await officials.caseworker.post(`/v1/appeals/${appealId}/late-acceptance`, late));
    await offers.letStand(appealId);
    // Two days were left of the second time.
    await offers.moveToDay(deadlineAfter(todayIn(system), { days: 2 }));
    expect((await offers.shown(id)).state).toBe('granted');
    await offers.moveToDay(offers.day(1));
    expect((await offers.shown(id)).state).toBe('lapsed');
    expect(await offers.reserved('later')).toBe(before);
  });

  it('grants its state aid anew, which is due in the register from that day', async () => {
    const declared = { stateAid: { group: [], otherAid: [] } };
    const { id, lastDay } = await offers.lapsed(aided, 0, declared);
    expect(await aidOf(id)).toEqual(['released']);
    await offers.correct(id, addDays(lastDay, -11));
    const due = deadlineAfter(todayIn(system), { workingDays: 20 });
    expect(await aidOf(id)).toEqual(['released', `due ${due}`]);
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    expect(await aidOf(id)).toEqual(['released', `due ${due}`]);
  });

  it('leads to nothing more when reactions run again', async () => {
    await settled(system);
    const before = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(before);
  });

  /** What the register of aid says of the case, in the order it was granted. */
  async function aidOf(caseId: string): Promise<string[]> {
    await settled(system);
    const path = `/v1/state-aid?case=${caseId}&after=${await headOf(system)}`;
    const { items } = (await officials.caseworker.get<{ items: Aid[] }>(path)).body;
    return items
      .toSorted((one, other) => (one.grantedOn < other.grantedOn ? -1 : 1))
      .map(({ register: { state, due } }) => (state === 'due' ? `due ${due}` : state));
  }
});
