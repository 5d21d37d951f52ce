import { accept } from '#eventsourcing/decider.js';
import { Keyed } from '#eventsourcing/keyed.js';
import { sum } from '#money/money.js';
import type { AwardEvent, AwardInstalment, Reported, SpendingRecorded } from '../../contract/events.js';
import { shifted } from './reductions.js';
import { paidForReport } from './reported.js';
import type { Answer } from './standing.js';
import { plannedOf, type AcceptedAward } from './state.js';

/** An approved report says what was spent of its years. */
interface RecordSpending {
  readonly type: 'RecordSpending';
  readonly reportId: string;
  readonly reported: Reported;
}

/** Once, and only where more is planned of those years than was spent. */
function record({ reportId, reported }: RecordSpending, state: AcceptedAward): Answer {
  const planned = plannedOf({ schedule: ofYears(state, reported) });
  if (state.spending?.has(reportId) || planned <= reported.spent) return accept();
  const { awardId } = state.terms;
  return accept<AwardEvent>({ type: 'SpendingRecorded', data: { awardId, reportId, reported } });
}

/** What reports say was spent is the most that is paid of their years. */
export const spending = { RecordSpending: record };

/** How an instalment stands with the bank; minor units. */
export interface AtBank {
  readonly paid: number;
  /** Of a payout that is with the bank, what was not handed over of it among it. */
  readonly withBank: number;
}

/**
 * Minor units that are not paid of instalments of reported years, since they were not spent: the latest first, what is
 * with the bank never. Nobody is to pay what has to be claimed back at once. `itsOwn`: what the recipient repaid beyond
 * all it was paid, which is paid to it again whatever was spent.
 */
export function lapsingOf(
  state: AcceptedAward,
  standing: (instalment: number) => AtBank,
  itsOwn: number,
): ReadonlyMap<number, number> {
  const lapsing = new Map<number, number>();
  // While no decision is in force nothing is cut.
  if (state.suspendedBy !== undefined) return lapsing;
  let own = itsOwn;
  for (const { reportId, ...reported } of state.spending ?? []) {
    const planned = ofYears(state, reported).map(({ number, dueDate, amount }) => {
      const { paid, withBank } = standing(number);
      const open = Math.max(0, amount - paid - withBank - (lapsing.get(number) ?? 0));
      return { number, dueDate, withBank, open };
    });
    const kept = paidForReport(state, { reportId, ...reported }, (number) => standing(number).paid);
    const payable = Math.max(0, reported.spent - kept - sum(planned.map(({ withBank }) => withBank)));
    const unspent = Math.max(0, sum(planned.map(({ open }) => open)) - payable);
    let left = Math.max(0, unspent - own);
    own -= unspent - left;
    const latest = planned.toSorted((a, b) => b.dueDate.localeCompare(a.dueDate) || b.number - a.number);
    for (const { number, open } of latest) {
      const part = Math.max(0, Math.min(left, open));
      left -= part;
      if (part > 0) lapsing.set(number, (lapsing.get(number) ?? 0) + part);
    }
  }
  return lapsing;
}

/** What reports say was spent, with one more. */
export function withSpending(
  { spending: before = NOTHING_REPORTED }: AcceptedAward,
  { reportId, reported }: SpendingRecorded['data'],
): AcceptedAward['spending'] {
  return before.with({ reportId, ...reported });
}

const NOTHING_REPORTED: NonNullable<AcceptedAward['spending']> = Keyed.by(({ reportId }) => reportId);

/** What was never paid of reported years has fallen away: so much less is in force, whatever is undone. */
export function lapsedTo(state: AcceptedAward, inForce: number): AcceptedAward {
  const less = state.amount - inForce;
  return {
    ...state,
    ...shifted(state, -less),
    amount: inForce,
    lapsed: (state.lapsed ?? 0) + less,
    raised: state.raised?.map((each) => ({ ...each, after: each.after - less })),
  };
}

function ofYears({ schedule }: AcceptedAward, { fromYear, toYear }: Reported): AwardInstalment[] {
  return schedule.filter(({ budgetYear }) => budgetYear >= fromYear && budgetYear <= toYear);
}
