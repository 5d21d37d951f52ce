import type { AppliedCap, SettlementShare } from '../contract/settlement.js';
import type { OutcomeTerms, PayerSplit, Tranche } from '../contract/terms.js';
import {
  exact,
  fractionText,
  least,
  minorUnits,
  moneyText,
  percentOf,
  rounded,
  total,
  ZERO,
  type Exact,
} from './exact.js';

/** Who pays how much of a subtotal, in the order of payers; the caps per payer, of the state and overall. */
export interface Shares {
  readonly shares: readonly SettlementShare[];
  readonly caps: readonly AppliedCap[];
  readonly total: bigint;
}

/**
 * Divides a subtotal among payers. What a payer's cap takes off is paid by nobody: the others promised their own
 * share, not his. The overall cap then stops the subtotal where all payers together reach it, so that tranches above
 * that point pay nothing. Where the terms put it first, it stops the subtotal itself, and payers' caps take of the rest.
 */
export function divide(terms: OutcomeTerms, subtotal: bigint): Shares {
  const { caps, payers, currency } = terms;
  const whole = exact(subtotal);
  const overallFirst = caps.order === 'overall-first';
  const asked = overallFirst ? whole : total(quotas(terms, whole).values());
  const overall = caps.overall === undefined ? undefined : exact(caps.overall);
  const bites = overall !== undefined && asked.compare(overall) > 0;
  const stop = (limit: Exact) => (overallFirst ? limit : pointReaching(terms, whole, limit));
  const divided = bites ? stop(overall) : whole;
  const plain = uncapped(terms, divided);
  const before = overallFirst ? plain : uncapped(terms, whole);
  const exacts = quotas(terms, divided);
  const sum = rounded(total(exacts.values()), 'down');
  const amounts = byLargestRemainder(
    payers.map(({ code }) => exacts.get(code)!),
    sum,
  );
  const shares = payers.map(({ code, name, role }, index): SettlementShare => {
    const quota = exacts.get(code)!;
    const cap = payerCap(terms, code);
    const cut = plain.get(code)!.compare(quota) > 0 ? `; its cap is ${moneyText(cap!, currency)}` : '';
    const share = `${percentText(terms.split, code, divided, currency)} = ${moneyText(plain.get(code)!, currency)}`;
    return {
      payer: code,
      name,
      role,
      exact: fractionText(quota),
      amount: minorUnits(amounts[index]!),
      explanation: `${share}${cut}; pays ${moneyText(exact(amounts[index]!), currency)}.`,
    };
  });
  const payerCaps = payers.flatMap(({ code, role }, index): AppliedCap[] => {
    const cap = payerCap(terms, code);
    if (cap === undefined) return [];
    const wanted = before.get(code)!;
    return [
      {
        cap: role === 'state' ? 'state' : 'payer',
        of: code,
        limit: Number(cap.n),
        asked: minorUnits(rounded(wanted, 'half-up')),
        paid: shares[index]!.amount,
        bit: wanted.compare(cap) > 0,
      },
    ];
  });
  const overallCap: AppliedCap[] =
    overall === undefined
      ? []
      : [
          {
            cap: 'overall',
            limit: Number(overall.n),
            asked: minorUnits(rounded(asked, 'down')),
            paid: minorUnits(sum),
            bit: bites,
          },
        ];
  const inOrder = overallFirst ? [...overallCap, ...payerCaps] : [...payerCaps, ...overallCap];
  return { shares, caps: inOrder, total: sum };
}

/** Exact shares of an amount by payer, no cap applied. */
export function uncapped(
  { split, payers }: Pick<OutcomeTerms, 'split' | 'payers'>,
  amount: Exact,
): Map<string, Exact> {
  const shares = new Map(payers.map(({ code }) => [code, ZERO]));
  let from = ZERO;
  for (const { upTo, shares: parts } of tranchesOf(split)) {
    const to = upTo === undefined ? amount : least(amount, exact(upTo));
    if (to.compare(from) <= 0) break;
    for (const { payer, percent } of parts)
      shares.set(payer, shares.get(payer)!.add(percentOf(percent, to.sub(from))));
    from = to;
  }
  return shares;
}

function quotas(terms: OutcomeTerms, amount: Exact): Map<string, Exact> {
  const shares = uncapped(terms, amount);
  for (const [payer, share] of shares) {
    const cap = payerCap(terms, payer);
    if (cap !== undefined) shares.set(payer, least(share, cap));
  }
  return shares;
}

/** The cap of a payer; that of the state is its own member. */
export function payerCap(
  { payers, caps }: Pick<OutcomeTerms, 'payers' | 'caps'>,
  code: string,
): Exact | undefined {
  if (payers.find((payer) => payer.code === code)?.role === 'state') return exact(caps.state);
  return caps.payers !== undefined && Object.hasOwn(caps.payers, code)
    ? exact(caps.payers[code]!)
    : undefined;
}

/** The least amount at which the payers' shares under their caps come to the limit; they grow in straight pieces. */
function pointReaching(terms: OutcomeTerms, amount: Exact, limit: Exact): Exact {
  const bends = [...bendsOf(terms), amount].filter((bend) => bend.compare(amount) <= 0);
  let from = ZERO;
  let paidFrom = ZERO;
  for (const to of bends.toSorted((a, b) => a.compare(b))) {
    const paidTo = total(quotas(terms, to).values());
    if (paidTo.compare(limit) >= 0) {
      if (paidTo.equals(paidFrom)) return from;
      return from.add(limit.sub(paidFrom).mul(to.sub(from)).div(paidTo.sub(paidFrom)));
    }
    from = to;
    paidFrom = paidTo;
  }
  return amount;
}

/** Where the slope of what is paid can change: ends of tranches, and where a payer reaches the cap. */
function bendsOf(terms: OutcomeTerms): Exact[] {
  const bends: Exact[] = [];
  let from = ZERO;
  for (const { upTo, shares: parts } of tranchesOf(terms.split)) {
    const before = uncapped(terms, from);
    for (const { payer, percent } of parts) {
      const cap = payerCap(terms, payer);
      const missing = cap?.sub(before.get(payer)!);
      if (missing === undefined || missing.compare(ZERO) < 0 || exact(percent).equals(ZERO)) continue;
      const bend = from.add(missing.mul(100).div(exact(percent)));
      if (upTo === undefined || bend.compare(exact(upTo)) <= 0) bends.push(bend);
    }
    if (upTo === undefined) break;
    from = exact(upTo);
    bends.push(from);
  }
  return bends;
}

/**
 * Whole units that add up to `sum`, each the exact share rounded down, and one more for those with the largest
 * remainders; of equal remainders the first.
 */
export function byLargestRemainder(exacts: readonly Exact[], sum: bigint): bigint[] {
  const whole = exacts.map((share) => rounded(share, 'down'));
  const missing = sum - whole.reduce((a, b) => a + b, 0n);
  const order = exacts
    .map((share, index) => ({ index, rest: share.sub(whole[index]!) }))
    .toSorted((a, b) => b.rest.compare(a.rest) || a.index - b.index);
  for (const { index } of order.slice(0, Number(missing))) whole[index]! += 1n;
  return whole;
}

/** A split by percentages is one tranche without end. */
export function tranchesOf(split: PayerSplit): readonly Tranche[] {
  return split.by === 'tranches' ? split.tranches : [{ shares: split.shares }];
}

function percentText(split: PayerSplit, code: string, amount: Exact, currency: string): string {
  const parts: string[] = [];
  let from = ZERO;
  for (const { upTo, shares } of tranchesOf(split)) {
    const to = upTo === undefined ? amount : least(amount, exact(upTo));
    if (to.compare(from) <= 0 && parts.length > 0) break;
    const percent = shares.find(({ payer }) => payer === code)?.percent;
    if (percent !== undefined) parts.push(`${percent} % of ${moneyText(to.sub(from), currency)}`);
    from = to;
  }
  return parts.join(' + ') || `0 % of ${moneyText(ZERO, currency)}`;
}
