import { accept } from '#eventsourcing/decider.js';
import { money } from '#money/money.js';
import type { AwardEvent, ShortfallEnded } from '../../contract/events.js';
import { claimedForYears, grantedForYears } from './reported.js';
import type { Answer } from './standing.js';
import type { AcceptedAward, Shortfall } from './state.js';

/** An approved report shows less co-funding than the grant asks for. */
interface HoldForShortfall extends Omit<Shortfall, 'ended'> {
  readonly type: 'HoldForShortfall';
}

/** Nothing is paid until the reduction is decided; where unspent money is as much, there is none. */
function hold({ type: _, keeps, ...reported }: HoldForShortfall, state: AcceptedAward): Answer {
  const { reportId } = reported;
  if (state.status !== 'accepted' || state.shortfalls.has(reportId)) return accept();
  const reduction = takenOff({ ...reported, keeps, ended: false }, state);
  if (reduction === 0) return accept();
  const { awardId, amount } = state.terms;
  const { currency } = amount;
  return accept<AwardEvent>({
    type: 'ShortfallRecorded',
    data: { awardId, ...reported, keeps: money(keeps, currency), reduction: money(reduction, currency) },
  });
}

/** What follows from co-funding that did not come. */
export const shortfalls = { HoldForShortfall: hold };

/** Minor units by which a grant is reduced for co-funding that did not come: what is unspent comes off already. */
export function takenOff({ keeps, years }: Shortfall, state: AcceptedAward): number {
  return Math.max(0, grantedForYears(state, years) - keeps - claimedForYears(state, years));
}

/** Minor units of open reductions: they are not paid before they are decided. */
export function undecidedOf(state: AcceptedAward): number {
  return state.shortfalls.reduce((all, each) => all + (each.ended ? 0 : takenOff(each, state)), 0);
}

/** Ends open reductions of which nothing is left, since as much was not spent. */
export function overtakenIn(state: AcceptedAward): AwardEvent[] {
  const overtaken = state.shortfalls.filter((each) => !each.ended && takenOff(each, state) === 0);
  return overtaken.map((each) => ended(state.terms, each.reportId, { reduced: 0, forgone: 0 }));
}

/** The event that ends a shortfall; minor units. */
export function ended(
  { awardId, amount }: AcceptedAward['terms'],
  reportId: string,
  {
    reduced,
    forgone,
    givenUp,
  }: Pick<ShortfallEnded['data'], 'givenUp'> & { readonly reduced: number; readonly forgone: number },
): AwardEvent {
  const { currency } = amount;
  const amounts = { reduced: money(reduced, currency), forgone: money(forgone, currency) };
  return {
    type: 'ShortfallEnded',
    data: { awardId, reportId, ...amounts, ...(givenUp === undefined ? {} : { givenUp }) },
  };
}
