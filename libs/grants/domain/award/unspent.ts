import { accept } from '#eventsourcing/decider.js';
import type { AwardEvent, Reported, UnspentClaimed } from '../../contract/events.js';
import type { Answer } from './standing.js';
import { releasedOf, type AcceptedAward } from './state.js';

/** An approved report shows unspent money, or more was settled since of the years it covers. */
interface ClaimUnspent {
  readonly type: 'ClaimUnspent';
  readonly reportId: string;
  /** Minor units it shows as unspent in all. */
  readonly amount: number;
  /** None of one that was approved before what is settled later counted. */
  readonly reported?: Reported | undefined;
}

/** Unspent money is due back once, and never more than was released and is not due back already. */
function claimUnspent({ reportId, amount, reported }: ClaimUnspent, state: AcceptedAward): Answer {
  const { awardId, schemeId, directorate, recipient } = state.terms;
  const owed = Math.min(amount - claimedBy(state, reportId), releasedOf(state) - state.dueBack);
  if (owed <= 0) return accept();
  const { currency } = state.terms.amount;
  return accept<AwardEvent>({
    type: 'UnspentClaimed',
    data: {
      awardId,
      schemeId,
      directorate,
      recipient,
      reportId,
      amount: { amount: owed, currency },
      ...(reported === undefined ? {} : { reported }),
      levelled: true,
    },
  });
}

/** What reports show as unspent is due back. */
export const unspentMoney = { ClaimUnspent: claimUnspent };

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
