import { Keyed } from '#eventsourcing/keyed.js';
import type { AwardAmended } from '../../contract/events.js';
import type { AcceptedAward, MadeAmendment } from './state.js';

/** Before the first amendment. */
export const NOTHING_AMENDED: AcceptedAward['amended'] = Keyed.by(
  ({ amendment }: MadeAmendment) => amendment,
);

/** The amendments of an award with one more, so that an appeal can lift it. */
export function withAmended(
  state: AcceptedAward,
  { amendment, kind, amount, conditions }: AwardAmended['data'],
): AcceptedAward['amended'] {
  const kept = new Set(conditions.map(({ number }) => number));
  const dropped = state.conditions.filter(({ number, fulfilled }) => !fulfilled && !kept.has(number));
  return state.amended.with({
    amendment,
    kind,
    change: amount.amount - state.amount,
    schedule: state.schedule,
    dropped: dropped.map(({ fulfilled: _, ...condition }) => condition),
  });
}
