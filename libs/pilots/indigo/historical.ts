import type { HistoricalBond, HistoricalMetric, SourceFile, UnitTerms } from '../contract/historical.js';
import type { Metric } from './bonds.js';
import { shown } from './cells.js';
import { decisive, type MatchedBond } from './matching.js';
import type { FileLine, MetricLine } from './report.js';

/** Name of the data set. */
export const INDIGO = 'INDIGO';

const LONGEST_ID = 100;

/** Each bond of which a metric could be computed, as it is registered. */
export function historicalBonds(
  files: readonly FileLine[],
  matched: readonly MatchedBond[],
): HistoricalBond[] {
  return matched
    .filter(({ metrics }) => metrics.some(({ computed }) => computed !== null))
    .map((each) => historicalBond(files, each));
}

function historicalBond(files: readonly FileLine[], { bond, project, metrics }: MatchedBond): HistoricalBond {
  const { outcome, computed, paid, difference, reason } = project;
  const own = metrics.map((line) => historicalMetric(bond.metrics.get(line.metric)!, line));
  const payments = bond.payments.map(({ row }) => row);
  const rows = [
    { 'projects.csv': [bond.row], 'outcome_payments.csv': payments },
    ...own.map((metric) => metric.rows),
  ];
  return {
    dataSet: INDIGO,
    reference: shown(bond.id, LONGEST_ID),
    title: bond.name || shown(bond.id, LONGEST_ID),
    outcome,
    computed,
    paid,
    difference,
    ...(reason !== undefined && { reason }),
    provenance: provenanceOf(files, rows),
    metrics: own,
  };
}

function historicalMetric(metric: Metric, line: MetricLine): HistoricalMetric {
  const { outcome, computed, paid, difference, reason, rows } = line;
  const certain = metric.repeated === undefined;
  return {
    metric: shown(metric.id, LONGEST_ID),
    title: metric.title,
    target: metric.target || null,
    terms: certain ? termsOf(metric) : null,
    achieved: certain ? (decisive(metric.results)?.value.achieved ?? null) : null,
    outcome,
    computed,
    paid,
    difference,
    ...(reason !== undefined && { reason }),
    rows: Object.fromEntries(Object.entries(rows).map(([file, found]) => [file, [found].flat()])),
  };
}

function termsOf({ prices }: Metric): UnitTerms | null {
  const [found] = prices;
  return found ? { form: 'per-unit', ...found.value } : null;
}

/** Files that no row was used of are none the bond was read from. */
function provenanceOf(files: readonly FileLine[], rows: readonly HistoricalMetric['rows'][]): SourceFile[] {
  return files.flatMap(({ file, sha256 }) => {
    const used = [...new Set(rows.flatMap((each) => each[file] ?? []))].toSorted((a, b) => a - b);
    return used.length > 0 ? [{ file, sha256, rows: used }] : [];
  });
}
