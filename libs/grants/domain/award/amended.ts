import { Keyed } from '#eventsourcing/keyed.js';
import type { AwardAmended, AwardContinued } from '../../contract/events.js';
import { reducedBy } from './reductions.js';
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

/** The award with what an amendment takes as a reduction of its own. */
export function withReduction(
  state: AcceptedAward,
  { amendment: number, amount }: AwardAmended['data'],
): AcceptedAward {
  const leaves = amount.amount;
  if (leaves >= state.amount) return state;
  const { schedule } = state;
  return reducedBy(state, { by: 'amendment', number, leaves, schedule });
}

/** What was granted beyond the decision, once an amendment granted more than all before. */
export function additionsAfter(
  { granted, additions }: AcceptedAward,
  event: AwardAmended | AwardContinued,
): AcceptedAward['additions'] {
  const { reservationId, amount } = event.data;
  const more = event.type === 'AwardContinued' ? event.data.addition.amount : amount.amount - granted;
  return reservationId === undefined || more <= 0
    ? additions
    : additions.push({ reservationId, amount: more });
}
