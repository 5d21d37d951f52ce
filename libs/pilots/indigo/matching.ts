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
  const metrics = [...bond.metrics.values()];
  const payments = [...metrics.flatMap((metric) => metric.payments), ...bond.payments];
  const paid =
    payments.length === 0 && bond.total
      ? { amount: bond.total, notes: ['paid is what the list of projects gives in all'] }
      : totalOf(payments);
  const left = lines.filter(({ outcome }) => outcome === 'cannot-be-computed').length;
  const computed = sumOf(lines);
  return {
    project: bond.id,
    name: bond.name,
    row: bond.row,
    ...compared(computed, paid.amount, [
      ...paid.notes,
      ...(typeof computed === 'object' && left > 0
        ? [`${left} of ${lines.length} metrics cannot be computed`]
        : []),
      ...refusedPayments(sum([bond, ...metrics].map(({ refused }) => refused.payments))),
    ]),
    metrics: {
      matched: countOf(lines, 'matched'),
      differs: countOf(lines, 'differs'),
      'computed-nothing-to-compare': countOf(lines, 'computed-nothing-to-compare'),
      'cannot-be-computed': left,
    },
  };
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
  const total = addedUp(
    payments.map(({ value }) => value.amount),
    'its payments',
  );
  const unsaid = payments.filter(({ value }) => !value.said).length;
  return {
    amount: typeof total === 'string' ? null : total,
    notes: [
      ...(typeof total === 'string' ? [total] : []),
      ...(unsaid > 0 ? [`${times(unsaid, 'payment')} of no type, taken as made`] : []),
    ],
  };
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

function compared(computed: Computed, paid: Money | null, notes: readonly string[]): HistoricalComparison {
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
