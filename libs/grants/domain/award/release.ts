import { dateInOslo } from '#calendar/oslo.js';
import { accept } from '#eventsourcing/decider.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { AwardEvent, AwardInstalment } from '../../contract/events.js';
import { evolve } from './evolve.js';
import { outstanding, type AcceptedAward, type Award } from './state.js';

/** The payout of an instalment: an instalment always has the same one. */
export function payoutIdOf(awardId: string, instalment: number): string {
  return derivedId('payout', awardId, instalment);
}

/** Whether nothing stands against paying: an overdue report, an annulled decision, a condition that comes first. */
export function mayPay(state: AcceptedAward): boolean {
  return (
    state.blockedBy.isEmpty() &&
    state.suspendedBy === undefined &&
    state.conditions.every(({ beforePayout, fulfilled }) => !beforePayout || fulfilled)
  );
}

/** The events, and the release of all that is due after them. */
export function withReleases(state: Award, now: string, ...events: readonly AwardEvent[]) {
  const after = events.reduce(evolve, state);
  return accept<AwardEvent>(...events, ...releases(after, now));
}

function releases(state: Award, now: string): AwardEvent[] {
  if (state.status !== 'accepted' || !mayPay(state)) return [];
  const today = dateInOslo(now);
  return outstanding(state)
    .filter(({ dueDate }) => dueDate <= today)
    .map((instalment) => release(state, instalment));
}

function release({ terms }: AcceptedAward, instalment: AwardInstalment): AwardEvent {
  const { awardId, schemeId, directorate, recipient, amount } = terms;
  return {
    type: 'InstalmentReleased',
    data: {
      awardId,
      payoutId: payoutIdOf(awardId, instalment.number),
      schemeId,
      directorate,
      reservationId: instalment.reservationId,
      instalment: instalment.number,
      dueDate: instalment.dueDate,
      budgetYear: instalment.budgetYear,
      amount: { amount: instalment.amount, currency: amount.currency },
      recipient,
    },
  };
}
