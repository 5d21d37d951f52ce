import type { MetricTerms, OutcomeTerms, TermsPeriod } from '../contract/terms.js';
import type { Exact } from './exact.js';
import { isNothing, type Tallies, type Tally } from './tallies.js';

/** What a metric earns on one line, before rounding and caps. */
export interface EarnedLine {
  readonly metric: MetricTerms;
  readonly scope: 'cohort' | 'pooled' | 'contract';
  readonly cohort?: string;
  readonly evidence: readonly string[];
  readonly input: string;
  readonly term: string;
  readonly arithmetic: string;
  /** Minor units. */
  readonly exact: Exact;
  /** Periods of outcomes that came too late to be paid, by time; those of its cohort for a line of one. */
  readonly late?: readonly TermsPeriod[];
  /** Participants this line pays for, where it pays for participants and their number is known. */
  readonly participants?: bigint;
}

/** What a pricing form needs to know. */
export interface PricingContext {
  readonly terms: OutcomeTerms;
  readonly tallies: Tallies;
  readonly tally: Tally;
}

/** Measured cohorts, in the order of the terms; also one of which all that was measured came too late. */
export function measuredCohorts({ terms, tally }: PricingContext): readonly string[] {
  return terms.cohorts.map(({ code }) => code).filter((code) => tally.cohorts.has(code));
}

/** Why a cohort is not paid for on its own; undefined when it is large enough. */
export function tooSmall({ terms, tallies }: PricingContext, cohort: string): string | undefined {
  const size = tallies.sizes.get(cohort) ?? 0n;
  if (size >= BigInt(terms.minimumCohortSize)) return undefined;
  return `${size} persons are fewer than the ${terms.minimumCohortSize} that a cohort needs: nothing`;
}

/** All participants of those cohorts of which something counts; nothing where a number is not known. */
export function participantsOf(
  { tallies, tally }: PricingContext,
  cohorts: readonly string[],
): { participants?: bigint } {
  const counted = cohorts.filter((cohort) => !isNothing(tally.cohorts.get(cohort)));
  const sizes = counted.flatMap((cohort) => tallies.sizes.get(cohort) ?? []);
  if (sizes.length < counted.length) return {};
  return { participants: sizes.reduce((sum, size) => sum + size, 0n) };
}
