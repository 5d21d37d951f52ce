import { formatMoney } from '#money/format.js';
import { money, sum, type Money } from '#money/money.js';
import type { HistoricalComparison, HistoricalOutcome } from '../contract/historical.js';
import type { Bond, Found, Metric, Payment, Result } from './bonds.js';
import { payPerUnit } from './per-unit.js';
import type { MetricLine, ProjectLine } from './report.js';

/** A bond with what was computed of it; its metrics are in the order of the file. */
export interface MatchedBond {
  readonly bond: Bond;
  readonly project: ProjectLine;
  readonly metrics: readonly MetricLine[];
}

/** Computes a bond's metrics and compares each, and their sum, with what was paid. */
export function matchBond(bond: Bond): MatchedBond {
  const metrics = [...bond.metrics.values()].map((metric) => metricLine(bond, metric));
  return { bond, project: projectLine(bond, metrics), metrics };
}

function metricLine(bond: Bond, metric: Metric): MetricLine {
  const [price] = metric.prices;
  const result = decisive(metric.results);
  const computed = computedFor(metric, result);
  const paid = totalOf(metric.payments);
  const notes = [
    ...paid.notes,
    ...refusedPayments(metric.refused.payments),
    ...(result && metric.results.length > 1 ? [`the final one of ${metric.results.length} results`] : []),
    ...aboveMaximum(computed, price?.value.maximum),
    ...(typeof computed === 'object' && metric.payments.length === 0 && paidAsAWhole(bond)
      ? ['paid is known for the whole bond only']
      : []),
  ];
  return {
    project: bond.id,
    metric: metric.id,
    ...compared(computed, paid.amount, notes),
    rows: {
      'outcome_metrics.csv': metric.row,
      ...(price && { 'outcome_pricings.csv': price.row }),
      ...(result && { 'results.csv': result.row }),
      ...(metric.payments.length > 0 && { 'outcome_payments.csv': metric.payments.map(({ row }) => row) }),
    },
  };
}

function projectLine(bond: Bond, lines: readonly MetricLine[]): ProjectLine {
  const refused = sum([bond, ...bond.metrics.values()].map((each) => each.refused.payments));
  const left = lines.filter(({ outcome }) => outcome === 'cannot-be-computed').length;
  const { computed, paid, notes, incomparable } = sidesOf(bond, lines);
  return {
    project: bond.id,
    name: bond.name,
    row: bond.row,
    ...compared(
      computed,
      paid,
      [
        ...notes,
        ...(typeof computed === 'object' && left > 0
          ? [`${left} of ${lines.length} metrics cannot be computed`]
          : []),
        ...refusedPayments(refused),
      ],
      incomparable,
    ),
    metrics: {
      matched: countOf(lines, 'matched'),
      differs: countOf(lines, 'differs'),
      'computed-nothing-to-compare': countOf(lines, 'computed-nothing-to-compare'),
      'cannot-be-computed': left,
    },
  };
}

/** The two sums of a bond, and why they are not about the same metrics where they are not. */
interface Sides {
  readonly computed: Computed;
  readonly paid: Money | null;
  readonly notes: readonly string[];
  readonly incomparable?: string;
}

/**
 * What is compared of a bond: the metrics that both have a price times outcomes and payments of their own; all of it
 * where something was paid for the whole, for nobody can say which metrics that was for.
 */
function sidesOf(bond: Bond, lines: readonly MetricLine[]): Sides {
  const metrics = [...bond.metrics.values()];
  const payments = [...metrics.flatMap((metric) => metric.payments), ...bond.payments];
  if (payments.length === 0 || bond.payments.length > 0) {
    const { amount, notes } =
      payments.length === 0 && bond.total
        ? { amount: bond.total, notes: ['paid is what the list of projects gives in all'] }
        : totalOf(payments);
    const whole = { computed: sumOf(lines), paid: amount, notes };
    const all = lines.every(({ computed }) => computed !== null);
    return all ? whole : { ...whole, incomparable: 'paid for the whole bond, computed for a part of it' };
  }
  const both = lines.filter(
    ({ computed, metric }) => computed && bond.metrics.get(metric)!.payments.length > 0,
  );
  // With nothing on both sides, each side says what it has.
  if (both.length === 0) {
    const { amount, notes } = totalOf(payments);
    return {
      computed: sumOf(lines),
      paid: amount,
      notes,
      incomparable: 'paid for other metrics than computed',
    };
  }
  const { amount, notes } = totalOf(both.flatMap(({ metric }) => bond.metrics.get(metric)!.payments));
  const others = metrics.filter(({ id }) => !both.some(({ metric }) => metric === id));
  return { computed: sumOf(both), paid: amount, notes: [...notes, ...leftOut(lines, both, others)] };
}

/** What is on one side only, and for that reason on neither. */
function leftOut(
  lines: readonly MetricLine[],
  both: readonly MetricLine[],
  others: readonly Metric[],
): string[] {
  const unpaid = lines.filter((line) => line.computed && !both.includes(line)).length;
  const { amount } = totalOf(others.flatMap(({ payments }) => payments));
  return [
    ...(amount ? [`${formatMoney(amount)} paid for metrics that cannot be computed is left out`] : []),
    ...(unpaid > 0 ? [`${times(unpaid, 'metric')} computed that no payment is known for, left out`] : []),
  ];
}

/** The amount, or why there is none. */
type Computed = Money | string;

function computedFor(metric: Metric, result: Found<Result> | undefined): Computed {
  const { prices, results, refused, repeated } = metric;
  if (repeated !== undefined) return `${repeated}, and which of them is true cannot be said`;
  const [price] = prices;
  const faults = [
    ...(price ? [] : [refused.prices > 0 ? 'its price cannot be read' : 'no price is given']),
    ...(result ? [] : [missingResult(results.length, refused.results)]),
  ];
  if (!price || !result) return faults.join('; ');
  return exactly(() => payPerUnit(price.value.price, result.value.achieved));
}

/** The only result, or the only final one among several. */
export function decisive(results: readonly Found<Result>[]): Found<Result> | undefined {
  const [one, ...more] = results.length > 1 ? results.filter(({ value }) => value.type === 'Final') : results;
  return more.length === 0 ? one : undefined;
}

function missingResult(given: number, refused: number): string {
  if (given > 0) return `${given} results are given, and not exactly one of them as final`;
  return refused > 0 ? 'its result is not a number of outcomes, or cannot be read' : 'no result is given';
}

function sumOf(lines: readonly MetricLine[]): Computed {
  const amounts = lines.flatMap(({ computed }) => (computed ? [computed] : []));
  if (lines.length === 0) return 'it has no metrics';
  if (amounts.length === 0) return `none of its ${lines.length} metrics can be computed`;
  return addedUp(amounts, 'its metrics');
}

function totalOf(payments: readonly Found<Payment>[]): { amount: Money | null; notes: string[] } {
  if (payments.length === 0) return { amount: null, notes: [] };
  const total = netOf(payments);
  const unsaid = payments.filter(({ value }) => !value.said).length;
  const back = payments.filter(({ value }) => value.amount.amount < 0).length;
  return {
    amount: typeof total === 'string' ? null : total,
    notes: [
      ...(typeof total === 'string' ? [total] : []),
      ...(unsaid > 0 ? [`${times(unsaid, 'payment')} of no type, taken as made`] : []),
      ...(back > 0 ? [`${times(back, 'payment')} below zero, taken as paid back`] : []),
    ],
  };
}

/** What stayed paid, or why that cannot be said. */
function netOf(payments: readonly Found<Payment>[]): Computed {
  const total = addedUp(
    payments.map(({ value }) => value.amount),
    'its payments',
  );
  if (typeof total === 'string' || total.amount >= 0) return total;
  return 'more was paid back than is known to have been paid';
}

/** The sum, or why there is none. */
function addedUp(amounts: readonly Money[], what: string): Computed {
  const [{ currency } = { currency: '' }] = amounts;
  if (amounts.some((amount) => amount.currency !== currency)) return `${what} are in several currencies`;
  return exactly(() => money(sum(amounts.map(({ amount }) => amount)), currency));
}

/** Amounts beyond what a double holds exactly are left out rather than rounded. */
function exactly(compute: () => Money): Computed {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return 'the amount is too large to be exact';
    throw error;
  }
}

function compared(
  computed: Computed,
  paid: Money | null,
  notes: readonly string[],
  incomparable?: string,
): HistoricalComparison {
  const line = (
    outcome: HistoricalOutcome,
    difference: Money | null,
    ...more: string[]
  ): HistoricalComparison => ({
    outcome,
    computed: typeof computed === 'string' ? null : computed,
    paid,
    difference,
    ...(more.length + notes.length > 0 && { reason: [...more, ...notes].join('; ') }),
  });
  if (typeof computed === 'string') return line('cannot-be-computed', null, computed);
  if (paid === null) return line('computed-nothing-to-compare', null);
  const { currency } = computed;
  if (paid.currency !== currency)
    return line('computed-nothing-to-compare', null, `priced in ${currency}, paid in ${paid.currency}`);
  if (incomparable !== undefined) return line('computed-nothing-to-compare', null, incomparable);
  const amount = paid.amount - computed.amount;
  return line(amount === 0 ? 'matched' : 'differs', { amount, currency });
}

function aboveMaximum(computed: Computed, maximum: Money | undefined): string[] {
  if (!maximum || typeof computed === 'string' || computed.amount <= maximum.amount) return [];
  return [`above the ${formatMoney(maximum)} it was to cost at most, which is not applied`];
}

function paidAsAWhole({ payments, total }: Bond): boolean {
  return payments.length > 0 || total !== undefined;
}

function refusedPayments(count: number): string[] {
  return count > 0 ? [`${times(count, 'payment')} refused and left out`] : [];
}

function times(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function countOf(lines: readonly MetricLine[], outcome: HistoricalOutcome): number {
  return lines.filter((line) => line.outcome === outcome).length;
}
