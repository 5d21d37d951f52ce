import { List, OrderedSet } from 'immutable';
import { yearOf } from '#calendar/oslo.js';
import { Keyed } from '#eventsourcing/keyed.js';
import type { AwardAccepted, AwardInstalment } from '../../contract/events.js';
import { NOTHING_AMENDED } from './amended.js';
import { UNREDUCED } from './reductions.js';
import type { AcceptedAward, ReleasedInstalment } from './state.js';

const NOTHING_RELEASED = Keyed.by((released: ReleasedInstalment) => released.payoutId);
const NO_SHORTFALLS: AcceptedAward['shortfalls'] = Keyed.by(({ reportId }) => reportId);
const NOTHING_UNSPENT: AcceptedAward['unspentBy'] = Keyed.by(({ reportId }) => reportId);

/** The instalments of a grant when it is accepted: what was due before the commitment was made is charged to its year. */
export function scheduleAccepted({ schedule, ...of }: AwardAccepted['data']): AwardInstalment[] {
  const { reservationId, budgetYear } = of;
  return schedule.map((each) => ({
    ...each,
    reservationId,
    budgetYear: Math.max(yearOf(each.dueDate), budgetYear),
  }));
}

/** The award once the grant was accepted on these terms. */
export function accepted(terms: AwardAccepted['data']): AcceptedAward {
  const { reservationId, budgetYear } = terms;
  return {
    status: 'accepted',
    terms,
    amount: terms.amount.amount,
    granted: terms.amount.amount,
    reductions: UNREDUCED,
    additions: List(),
    schedule: scheduleAccepted(terms),
    released: NOTHING_RELEASED,
    releasedInAll: 0,
    conditions: terms.conditions.map((each) => ({ ...each, fulfilled: false })),
    blockedBy: OrderedSet(),
    dueBack: 0,
    claimed: OrderedSet(),
    unspentBy: NOTHING_UNSPENT,
    shortfalls: NO_SHORTFALLS,
    unspent: 0,
    givenUp: 0,
    claims: List(),
    amendments: 0,
    amended: NOTHING_AMENDED,
    revocations: 0,
    accountCorrections: 0,
    reservations: List([{ reservationId, budgetYear }]),
    decided: List([reservationId]),
    abandoned: OrderedSet(),
    moves: List(),
  };
}
