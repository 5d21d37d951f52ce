import type { PayoffCap } from '../../contract/scenario.js';
import type { AppliedCap, CapKind, OutcomeSettlement, SettlementLine } from '../../contract/settlement.js';
import type { OutcomeTerms } from '../../contract/terms.js';

/** Every cap of the terms, in the order in which they apply, from what is settled at both ends of a course. */
export function payoffCaps(
  terms: OutcomeTerms,
  first: OutcomeSettlement,
  last: OutcomeSettlement,
): readonly PayoffCap[] {
  return last.caps.map((cap, index) => {
    const total = totalAtLimit([first, first.caps[index]!], [last, cap]);
    return {
      cap: cap.cap,
      ...(cap.of === undefined ? {} : { of: cap.of, name: nameOf(terms, cap.cap, cap.of) }),
      limit: cap.limit,
      ...(total === undefined ? {} : { totalAtLimit: total }),
    };
  });
}

function nameOf({ metrics, cohorts, payers }: OutcomeTerms, cap: CapKind, of: string): string {
  const titled = cap === 'metric' ? metrics : cap === 'cohort' ? cohorts : [];
  const named = titled.find(({ code }) => code === of)?.title ?? payers.find(({ code }) => code === of)?.name;
  return named ?? of;
}

type Applied = readonly [OutcomeSettlement, AppliedCap];

function totalAtLimit(first: Applied, last: Applied): number | undefined {
  const [, { cap, limit, asked }] = last;
  if (cap === 'overall') return limit;
  if (cap !== 'metric' && cap !== 'cohort') return undefined;
  // What does not change on the way, or changes together with what stands beside it, holds the total at no level.
  const beside = besides(last);
  return asked > first[1].asked && besides(first) === beside ? limit + beside : undefined;
}

/** What is paid for all that the cap does not limit. */
function besides([{ lines }, cap]: Applied): number {
  return lines.filter((line) => !isUnder(line, cap)).reduce((sum, { amount }) => sum + amount, 0);
}

function isUnder({ metric, cohort }: SettlementLine, { cap, of }: AppliedCap): boolean {
  return cap === 'metric' ? metric === of : cohort === of;
}
