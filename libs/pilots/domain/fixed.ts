import type {
  GuaranteedPricing,
  MetricTerms,
  MilestonePricing,
  OutcomeTerms,
  ReturnCondition,
  SavingsSharePricing,
} from '../contract/terms.js';
import type { EarnedLine, PricingContext } from './earned.js';
import { guaranteeClause, guaranteeOf } from './early-end.js';
import { exact, greatest, least, moneyText, percentOf, ZERO } from './exact.js';
import { reductionOf } from './rate-reduction.js';
import { pooled, tallyOf } from './tallies.js';

/** Paid once, when it has been verified in any period. */
export function milestoneLines(
  metric: MetricTerms,
  { amount }: MilestonePricing,
  context: PricingContext,
): EarnedLine[] {
  const { terms, tally } = context;
  const text = moneyText(exact(amount), terms.currency);
  return [
    {
      metric,
      scope: 'contract',
      evidence: tally.evidence,
      input: tally.achieved ? 'reached' : 'not reached',
      term: `${text} once when reached`,
      arithmetic: tally.achieved ? `reached: ${text}` : 'not reached: nothing',
      exact: tally.achieved ? exact(amount) : ZERO,
    },
  ];
}

/** Paid for activity. */
export function guaranteedLines(
  metric: MetricTerms,
  { amount }: GuaranteedPricing,
  { terms, tallies: { lastDay } }: PricingContext,
): EarnedLine[] {
  const text = moneyText(exact(amount), terms.currency);
  const guarantee = guaranteeOf(amount, terms, lastDay);
  return [
    {
      metric,
      scope: 'contract',
      evidence: [],
      input: 'nothing is measured',
      term: `${text} whatever the outcome${guaranteeClause(terms)}`,
      arithmetic: guarantee.arithmetic ?? `guaranteed: ${text}`,
      exact: guarantee.amount,
    },
  ];
}

/** Guarantee, share of savings until break-even, then the return if its condition holds. */
export function savingsLines(
  metric: MetricTerms,
  pricing: SavingsSharePricing,
  context: PricingContext,
): EarnedLine[] {
  const { terms, tallies } = context;
  const money = (value: Parameters<typeof moneyText>[0]) => moneyText(value, terms.currency);
  const savings = exact(context.tally.savings);
  const guarantee = guaranteeOf(pricing.guaranteed, terms, tallies.lastDay);
  const guaranteed = guarantee.amount;
  const toBreakEven = exact(pricing.breakEven).sub(guaranteed);
  const share = percentOf(pricing.share, savings);
  const shared = least(share, toBreakEven);
  const parts = [
    ...(guarantee.arithmetic === undefined ? [] : [guarantee.arithmetic]),
    `${money(guaranteed)} guaranteed + ${pricing.share} % of ${money(savings)} = ${money(share)}` +
      (shared.equals(share)
        ? ''
        : `, of which ${money(shared)} until break-even at ${money(exact(pricing.breakEven))}`),
  ];
  let earned = guaranteed.add(shared);
  const back = pricing.return;
  const left = greatest(ZERO, savings.sub(toBreakEven.mul(100).div(exact(pricing.share))));
  if (back !== undefined && left.compare(ZERO) > 0) {
    const asked = percentOf(back.share, left);
    const paid = least(asked, exact(back.upTo).sub(exact(pricing.breakEven)));
    const holds = back.condition === undefined || conditionHolds(back.condition, context);
    if (holds) earned = earned.add(paid);
    parts.push(
      holds
        ? `return ${back.share} % of the ${money(left)} left = ${money(asked)}` +
            (paid.equals(asked) ? '' : `, of which ${money(paid)} up to ${money(exact(back.upTo))} in all`)
        : `no return, for it does not hold that ${conditionText(back.condition)}`,
    );
  }
  return [
    {
      metric,
      scope: 'contract',
      evidence: context.tally.evidence,
      input: `${money(savings)} saved`,
      term: termOf(pricing, terms, money),
      arithmetic: `${parts.join('; ')}; together ${money(earned)}`,
      exact: earned,
    },
  ];
}

function termOf(
  pricing: SavingsSharePricing,
  terms: OutcomeTerms,
  money: (value: ReturnType<typeof exact>) => string,
): string {
  const { guaranteed, share, breakEven, return: back } = pricing;
  const start = `${money(exact(guaranteed))} guaranteed${guaranteeClause(terms)} and ${share} % of savings until ${money(exact(breakEven))}`;
  if (back === undefined) return start;
  const condition = back.condition === undefined ? '' : `, if ${conditionText(back.condition)}`;
  return `${start}; then ${back.share} % up to ${money(exact(back.upTo))}${condition}`;
}

function conditionText({ metric, atLeast }: ReturnCondition): string {
  return atLeast === undefined ? `“${metric}” is reached` : `“${metric}” is at least ${atLeast}`;
}

function conditionHolds({ metric, atLeast }: ReturnCondition, { terms, tallies }: PricingContext): boolean {
  const tally = tallyOf(tallies, metric);
  if (atLeast === undefined) return tally.achieved;
  const all = pooled(tally.cohorts.values());
  const isRate = terms.metrics.find(({ code }) => code === metric)?.pricing.form === 'rate-reduction';
  const shown = isRate ? reductionOf(all) : exact(all.count);
  return shown !== undefined && shown.compare(exact(atLeast)) >= 0;
}
