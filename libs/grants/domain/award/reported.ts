import type { Reported, UnspentClaimed } from '../../contract/events.js';
import { plannedOf, type AcceptedAward } from './state.js';

/** Minor units that are claimed as unspent by a report. */
export function claimedBy({ unspentBy }: Pick<AcceptedAward, 'unspentBy'>, reportId: string): number {
  return unspentBy.get(reportId)?.amount ?? 0;
}

/** What reports show as unspent, once more of it is claimed. */
export function withClaimed(
  state: AcceptedAward,
  { reportId, amount, reported }: UnspentClaimed['data'],
): AcceptedAward['unspentBy'] {
  return state.unspentBy.with({ reportId, amount: claimedBy(state, reportId) + amount.amount, reported });
}

/** Minor units an instalment was paid with: settled and not returned. */
export type PaidOf = (instalment: number) => number;

/**
 * Minor units paid for the years a report covers, in which the instalments were due, whenever they were settled, without
 * what is due back anyway: paid beyond what is in force, and what other reports show as unspent of it.
 */
export function paidForReport(
  state: AcceptedAward,
  {
    reportId,
    every,
    fromYear,
    toYear,
  }: Pick<Reported, 'every' | 'fromYear' | 'toYear'> & { reportId: string },
  paid: PaidOf,
): number {
  let inAll = 0;
  let ofYears = 0;
  for (const { number, budgetYear } of state.schedule) {
    const amount = paid(number);
    inAll += amount;
    if (budgetYear >= fromYear && budgetYear <= toYear) ofYears += amount;
  }
  const beyond = Math.max(0, inAll - state.amount);
  const byOthers = state.unspent - claimedBy(state, reportId);
  // The report at the end covers all, so what others show comes off; one of a year takes it off what is beyond.
  return every === 'end'
    ? Math.max(0, ofYears - beyond - byOthers)
    : Math.max(0, ofYears - Math.max(0, beyond - byOthers));
}

/** Minor units claimed as unspent without what came back since of the payouts a report is about: nobody has that. */
export function stillUnspent(state: AcceptedAward, paid: PaidOf): number {
  return state.unspentBy.reduce((all, { reportId, amount, reported }) => {
    const now = reported ? paidForReport(state, { reportId, ...reported }, paid) - reported.spent : amount;
    return all + Math.min(amount, Math.max(0, now));
  }, 0);
}

/** Minor units in force for budget years, without what was planned beyond what is in force. */
export function grantedForYears(state: AcceptedAward, years: readonly number[]): number {
  const ofYears = state.schedule.filter(({ budgetYear }) => years.includes(budgetYear));
  const beyond = Math.max(0, plannedOf(state) - state.amount);
  return Math.max(0, plannedOf({ schedule: ofYears }) - beyond);
}

/**
 * Minor units that the co-funding of the application was promised for: what is granted without reductions, so that it makes
 * no difference which of two comes first, and undoing one leaves the other right; and what of it lapsed unspent.
 */
export function promisedFor({ granted, lapsed = 0 }: Pick<AcceptedAward, 'granted' | 'lapsed'>): number {
  return granted + lapsed;
}

/** Minor units claimed as unspent of budget years. */
export function claimedForYears({ unspentBy }: AcceptedAward, years: readonly number[]): number {
  return unspentBy.reduce(
    (all, { amount, reported }) => all + (!reported || years.includes(reported.toYear) ? amount : 0),
    0,
  );
}
