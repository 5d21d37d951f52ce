import type { CoFundingFound } from '../../contract/events.js';

/** By what a grant shrinks, and what it is compared with; minor units. */
export type CoFundingRule =
  /** Others carry at least so many per cent of the whole cost. */
  | { readonly basis: 'least-share'; readonly percent: number }
  /** Others carry what the application said they would. */
  | { readonly basis: 'promised'; readonly promised: number };

/** What the years that were reported on came to; minor units. */
export interface ReportedCosts {
  readonly years: readonly number[];
  /** In force for those years. */
  readonly granted: number;
  /** Spent of the grant. */
  readonly spent: number;
  /** Granted in all, reductions aside: the co-funding was promised for that. */
  readonly inForce: number;
  readonly totalCosts: number;
  /** Co-funding that really came. */
  readonly came: number;
}

/**
 * What a grant comes to with the co-funding that came, in whole minor units, rounded down: as much as leaves others their
 * share of the costs; or so much of it as came of what was promised.
 */
export function coFundingFound(rule: CoFundingRule, costs: ReportedCosts): CoFundingFound {
  const { granted, inForce, totalCosts, came } = costs;
  const most =
    rule.basis === 'promised'
      ? inProportion(rule.promised, inForce, came)
      : withShare(rule.percent, totalCosts, came);
  const allowed = Math.min(granted, most ?? granted);
  return { ...rule, ...costs, allowed, reduction: granted - allowed };
}

function inProportion(promised: number, inForce: number, came: number): number | undefined {
  return promised === 0 ? undefined : Number((BigInt(inForce) * BigInt(came)) / BigInt(promised));
}

/** Both bounds say the same where grant and co-funding carry the whole; what nobody carries counts for the grant. */
function withShare(percent: number, totalCosts: number, came: number): number | undefined {
  const share = BigInt(Math.round(percent * MILLION));
  if (share === 0n) return undefined;
  const own = 100n * BigInt(MILLION) - share;
  const ofCosts = (BigInt(totalCosts) * own) / (100n * BigInt(MILLION));
  const ofCoFunding = (BigInt(came) * own) / share;
  return Number(ofCosts < ofCoFunding ? ofCosts : ofCoFunding);
}

/** Per cents have at most six decimals. */
const MILLION = 1_000_000;
