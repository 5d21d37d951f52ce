import { List } from 'immutable';
import { Keyed } from '#eventsourcing/keyed.js';
import type { AmendmentLifted, AwardAmended, AwardContinued } from '../../contract/events.js';
import { reducedBy, reductionBy, without, type Raise } from './reductions.js';
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

/** What was granted beyond the decision, and beyond what was granted before, once an amendment granted more. */
export function addedBy(
  state: AcceptedAward,
  event: AwardAmended | AwardContinued,
): Pick<AcceptedAward, 'additions' | 'raised'> {
  const { amount: before, granted, additions, raised = List() } = state;
  const { amendment, reservationId, amount } = event.data;
  const continued = event.type === 'AwardContinued';
  const more = continued ? event.data.addition.amount : amount.amount - granted;
  const kind = continued ? 'continuation' : event.data.kind;
  const change = amount.amount - before;
  return {
    additions:
      reservationId === undefined || more <= 0 ? additions : additions.push({ reservationId, amount: more }),
    ...(change > 0 ? { raised: raised.push({ amendment, kind, change, after: amount.amount }) } : {}),
  };
}

/** The award without what an amendment took, or granted where that is taken back. */
export function liftedBy(
  state: AcceptedAward,
  { amendment, takenBack }: Pick<AmendmentLifted['data'], 'amendment' | 'takenBack'>,
): AcceptedAward {
  return takenBack ? withoutRaise(state, amendment) : without(state, reductionBy(state, amendment));
}

/** The award without what an amendment granted; what was reduced below that since stays so. */
export function withoutRaise(state: AcceptedAward, amendment: number): AcceptedAward {
  const raise = raiseBy(state, amendment);
  if (!raise) return state;
  const { change, after } = raise;
  return {
    ...state,
    granted: Math.max(0, state.granted - change),
    reductions: state.reductions.map((each) =>
      each.leaves >= after ? { ...each, leaves: each.leaves - change } : each,
    ),
    raised: state.raised?.filter((each) => each !== raise),
  };
}

/** What an amendment granted, while that stands. */
export function raiseBy({ raised }: AcceptedAward, amendment: number): Raise | undefined {
  return raised?.find((each) => each.amendment === amendment);
}
