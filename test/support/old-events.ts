import { startOfDayInOslo } from '#calendar/oslo.js';
import type { JsonObject } from '#eventsourcing/event.js';
import { Applications } from '#grants/application/applications/applications.js';
import { offerOf } from '#grants/application/awards/offer.js';
import { streams } from '#grants/contract/events.js';
import { onRecord } from './on-record.js';
import type { System } from './system.js';
import { settled, todayIn } from './time.js';

/** Has the offer of a case lapse yesterday, as an earlier program wrote it: without the number of its decision. */
export async function lapsedBefore(system: System, caseId: string): Promise<void> {
  const state = await system.standalone.app.get(Applications, { strict: false }).find(caseId);
  const { awardId, schemeId, directorate, regulationVersion, reservationId, recipient, amount } = offerOf(
    caseId,
    state,
  )!;
  const offered = { awardId, schemeId, directorate, regulationVersion, reservationId, recipient, amount };
  const data = { ...offered, dueAt: startOfDayInOslo(todayIn(system)) } as unknown as JsonObject;
  await onRecord(system, streams.award(caseId), { type: 'AwardLapsed', caseId, data });
  await settled(system);
}

/** Has an accepted grant's decision annulled and its application withdrawn, as an earlier program wrote it: nothing follows for the award. */
export async function withdrawnBefore(system: System, caseId: string): Promise<void> {
  const stream = streams.application(caseId);
  await onRecord(system, stream, {
    type: 'ApplicationReopened',
    caseId,
    data: { decision: 1, person: 'sara' },
  });
  await onRecord(system, stream, { type: 'ApplicationWithdrawn', caseId, data: {} });
  await settled(system);
}
