import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#eventsourcing/event.js';
import { caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { done, YEAR } from '#test/support/scheme.js';
import { startSystem, type System } from '#test/support/system.js';
import { settled } from '#test/support/time.js';

/** Long after every deadline of the cases below. */
const LATER = `${YEAR + 2}-01-15T12:00:00Z`;

describe('deadlines that pass while the system is down', () => {
  let system: System;
  let cast: Cast;
  const cases: Record<string, string> = {};

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    const callId = await openRichScheme(cast, 'deadlines');
    for (const state of ['awaiting supplement', 'rejected', 'notified', 'paid'])
      cases[state] = (await caseIn(state, cast, callId)).id;
    const closing = await cast.manager.post('/v1/calls', {
      code: 'closes-soon',
      schemeId: 'deadlines',
      regulationVersion: '1',
      title: 'A call that closes',
      frame: { amount: 1000, currency: 'NOK' },
      opensAt: `${YEAR - 1}-01-01T00:00:00Z`,
      closesAt: `${YEAR + 1}-06-01T10:00:00Z`,
    });
    done(closing);
    await settled(system);
    await system.stop();

    system = await system.restart({ TILSAGN_NOW: LATER });
    await system.standalone.timers.fireDue();
    await settled(system);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const eventsOf = (type: string, caseId?: string): Promise<RecordedEvent[]> => all(system, type, caseId);

  it.each([
    ['the closing of a call', 'CallClosed', undefined],
    ['the answer to a request for supplement', 'SupplementOverdue', 'awaiting supplement'],
    ['the acceptance of a grant', 'AwardLapsed', 'notified'],
    ['the time to appeal', 'AppealPeriodEnded', 'rejected'],
    ['a report', 'ReportBecameOverdue', 'paid'],
  ])(
    '%s: its step happens once, late, and says both when it was due and when it was taken',
    async (_, type, state) => {
      const events = await eventsOf(type, state === undefined ? undefined : cases[state]);
      expect(events).toHaveLength(1);
      const [{ data, metadata }] = events as [RecordedEvent];
      const { dueAt } = data as { dueAt: string };
      expect(Date.parse(dueAt)).toBeLessThan(Date.parse(LATER));
      expect(Date.parse(metadata.recordedAt)).toBeGreaterThanOrEqual(Date.parse(LATER));
      expect(metadata.actor.roles).toEqual(['process']);
    },
  );

  it('do not happen again at the next start', async () => {
    const before = await system.standalone.stores.log.head();
    await system.stop();
    system = await system.restart({ TILSAGN_NOW: `${YEAR + 2}-01-16T12:00:00Z` });
    await system.standalone.timers.fireDue();
    await settled(system);
    expect(await system.standalone.stores.log.head()).toBe(before);
  });
});

async function all(system: System, type: string, caseId?: string): Promise<RecordedEvent[]> {
  const { events } = await system.standalone.stores.log.readAll({ types: [type], limit: 100 });
  return events.filter(({ metadata }) => caseId === undefined || metadata.caseId === caseId);
}
