import type { AppliedCap, CapKind } from '../contract/settlement.js';
import type { Caps, OutcomeTerms } from '../contract/terms.js';
import type { EarnedLine } from './earned.js';
import { minorUnits, rounded } from './exact.js';
import type { Tallies } from './tallies.js';
import { withinLimits } from './within-limits.js';

/** A line with what its caps leave of it. */
export interface CappedLine {
  readonly earned: EarnedLine;
  readonly rounded: bigint;
  readonly capped: readonly { readonly cap: CapKind; readonly by: bigint }[];
  readonly amount: bigint;
}

/** Lines under the caps per participant, metric and cohort, in this order; and these caps. */
export function capLines(
  terms: OutcomeTerms,
  tallies: Tallies,
  lines: readonly EarnedLine[],
): { readonly lines: readonly CappedLine[]; readonly caps: readonly AppliedCap[] } {
  const wholes = lines.map((earned) => ({ earned, rounded: rounded(earned.exact, terms.rounding) }));
  const asked = wholes.map((line) => ({
    ...line,
    asked: perParticipant(terms.caps, line.earned, line.rounded),
  }));
  const limits = limitsOf(terms, tallies, asked);
  const paid = withinLimits(
    asked.map(({ asked: amount, earned: { metric, cohort } }) => ({
      asked: amount,
      metric: metric.code,
      ...(cohort === undefined ? {} : { cohort }),
    })),
    limits.metrics,
    limits.cohorts,
  );
  const left = { metrics: new Map(limits.metrics), cohorts: new Map(limits.cohorts) };
  for (const [index, { earned }] of asked.entries()) {
    lower(left.metrics, earned.metric.code, paid[index]!);
    lower(left.cohorts, earned.cohort, paid[index]!);
  }
  const capped = asked.map((line, index): CappedLine => {
    const { earned, asked: allowed } = line;
    const amount = paid[index]!;
    const second =
      left.metrics.get(earned.metric.code) === 0n
        ? limits.metricCapOf(earned.metric.code)
        : limits.cohortCapOf(earned.cohort!);
    const cuts = [
      { cap: 'participant' as const, by: line.rounded - allowed },
      { cap: second, by: allowed - amount },
    ];
    return { earned, rounded: line.rounded, capped: cuts.filter(({ by }) => by > 0n), amount };
  });
  return { lines: capped, caps: appliedCaps(terms, asked, capped) };
}

interface AskedLine {
  readonly earned: EarnedLine;
  readonly rounded: bigint;
  readonly asked: bigint;
}

interface LineLimits {
  readonly metrics: ReadonlyMap<string, bigint>;
  readonly cohorts: ReadonlyMap<string, bigint>;
  /** Which cap a metric that is full has run into. */
  readonly metricCapOf: (metric: string) => CapKind;
  /** Which cap a cohort that is full has run into. */
  readonly cohortCapOf: (cohort: string) => CapKind;
}

function limitsOf(
  { caps, metrics: terms }: OutcomeTerms,
  { sizes }: Tallies,
  lines: readonly AskedLine[],
): LineLimits {
  const cohorts = new Map<string, bigint>();
  const byParticipants = new Set<string>();
  for (const { cohort } of lines.map(({ earned }) => earned)) {
    if (cohort === undefined) continue;
    const cap = capOf(caps.cohorts, cohort);
    const people = caps.participant === undefined ? undefined : BigInt(caps.participant) * sizes.get(cohort)!;
    if (people !== undefined && (cap === undefined || people < cap)) byParticipants.add(cohort);
    const limit = people === undefined || (cap !== undefined && cap <= people) ? cap : people;
    if (limit !== undefined) cohorts.set(cohort, limit);
  }
  const metrics = new Map<string, bigint>();
  const byPool = new Set<string>();
  for (const { code } of terms) {
    const cap = capOf(caps.metrics, code);
    const pool = poolLimit(
      lines.filter(({ earned }) => earned.metric.code === code),
      cohorts,
    );
    if (pool !== undefined && (cap === undefined || pool < cap)) byPool.add(code);
    const limit = pool === undefined || (cap !== undefined && cap <= pool) ? cap : pool;
    if (limit !== undefined) metrics.set(code, limit);
  }
  return {
    metrics,
    cohorts,
    metricCapOf: (metric) => (byPool.has(metric) ? 'pooled' : 'metric'),
    cohortCapOf: (cohort) => (byParticipants.has(cohort) ? 'participant' : 'cohort'),
  };
}

/**
 * What a metric with a pooled line pays at most: the higher of that line and what the cohorts' own lines come to
 * under their caps. Undefined for other metrics.
 */
function poolLimit(lines: readonly AskedLine[], cohorts: ReadonlyMap<string, bigint>): bigint | undefined {
  const pool = lines.find(({ earned }) => earned.scope === 'pooled');
  if (pool === undefined) return undefined;
  const own = lines
    .filter(({ earned }) => earned.scope === 'cohort')
    .reduce((sum, { asked, earned }) => sum + lesser(asked, cohorts.get(earned.cohort!)), 0n);
  return own > pool.asked ? own : pool.asked;
}

function perParticipant({ participant }: Caps, { participants }: EarnedLine, amount: bigint): bigint {
  if (participant === undefined || participants === undefined) return amount;
  return lesser(amount, BigInt(participant) * participants);
}

function appliedCaps(
  { caps, metrics, cohorts }: OutcomeTerms,
  asked: readonly AskedLine[],
  capped: readonly CappedLine[],
): AppliedCap[] {
  const entry = (
    cap: CapKind,
    of: string | undefined,
    limit: number,
    which: (line: EarnedLine) => boolean,
  ) => {
    const before = asked.filter(({ earned }) => which(earned));
    const wanted = before.reduce(
      (sum, line) => sum + (cap === 'participant' ? line.rounded : line.asked),
      0n,
    );
    const lines = capped.filter(({ earned }) => which(earned));
    const paid = lines.reduce((sum, { amount }) => sum + amount, 0n);
    return {
      cap,
      ...(of === undefined ? {} : { of }),
      limit,
      asked: minorUnits(wanted),
      paid: minorUnits(paid),
      bit: lines.some((line) => line.capped.some((cut) => cut.cap === cap)),
    };
  };
  return [
    ...(caps.participant === undefined
      ? []
      : [
          entry('participant', undefined, caps.participant, ({ participants }) => participants !== undefined),
        ]),
    ...metrics.flatMap(({ code }) => {
      const limit = numberOf(caps.metrics, code);
      return limit === undefined ? [] : [entry('metric', code, limit, ({ metric }) => metric.code === code)];
    }),
    ...cohorts.flatMap(({ code }) => {
      const limit = numberOf(caps.cohorts, code);
      return limit === undefined ? [] : [entry('cohort', code, limit, ({ cohort }) => cohort === code)];
    }),
  ];
}

function capOf(caps: Readonly<Record<string, number>> | undefined, code: string): bigint | undefined {
  const cap = numberOf(caps, code);
  return cap === undefined ? undefined : BigInt(cap);
}

/** Only the terms' own entries: a code may be a name that every object has. */
function numberOf(caps: Readonly<Record<string, number>> | undefined, code: string): number | undefined {
  return caps !== undefined && Object.hasOwn(caps, code) ? caps[code] : undefined;
}

function lesser(a: bigint, b: bigint | undefined): bigint {
  return b === undefined || a < b ? a : b;
}

function lower(limits: Map<string, bigint>, name: string | undefined, by: bigint): void {
  const limit = name === undefined ? undefined : limits.get(name);
  if (limit !== undefined) limits.set(name!, limit - by);
}
