import { accept } from '#eventsourcing/decider.js';
import type { AwardEvent, Reported } from '../../contract/events.js';
import { evolve } from './evolve.js';
import { withReleases } from './release.js';
import { claimedBy } from './reported.js';
import { overtakenIn } from './shortfall.js';
import type { Answer } from './standing.js';
import { entitledOf, releasedOf, type AcceptedAward } from './state.js';

/** An approved report shows unspent money, or more was settled since of the years it covers. */
interface ClaimUnspent {
  readonly type: 'ClaimUnspent';
  readonly reportId: string;
  /** Minor units it shows as unspent in all. */
  readonly amount: number;
  /** None of one that was approved before what is settled later counted. */
  readonly reported?: Reported | undefined;
  readonly now: string;
}

/** Unspent money is due back once, and never more than was released and the recipient may keep so far. */
function claimUnspent({ reportId, amount, reported, now }: ClaimUnspent, state: AcceptedAward): Answer {
  const { awardId, schemeId, directorate, recipient } = state.terms;
  // What is due back of a levelled award may be of money that is planned and not paid.
  const most = state.levelled
    ? Math.min(entitledOf(state), releasedOf(state) - state.unspent)
    : releasedOf(state) - state.dueBack;
  const owed = Math.min(amount - claimedBy(state, reportId), most);
  if (owed <= 0) return accept();
  const { currency } = state.terms.amount;
  const claim: AwardEvent = {
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
  };
  const after = evolve(state, claim) as AcceptedAward;
  const ends = overtakenIn(after);
  return ends.length === 0 ? accept(claim) : withReleases(state, now, claim, ...ends);
}

/** What reports show as unspent is due back. */
export const unspentMoney = { ClaimUnspent: claimUnspent };
