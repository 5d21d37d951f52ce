import { formatMoney } from '#money/format.js';
import type { Money } from '#money/money.js';
import { FittedTable } from '#terminal/table.js';
import { wrapped } from '#terminal/text.js';
import { shown } from '#pilots/indigo/cells.js';
import type {
  HistoricalChange,
  HistoricalComparison,
  HistoricalRegistration,
} from '#pilots/contract/historical.js';
import type { IndigoReport } from '#pilots/indigo/report.js';

const LONGEST_REASON = 80;

/** The exceptions report as people read it; what is the same for many is counted, `--json` and `--csv` list it. */
export function indigoTables({ files, metrics, projects, exceptions }: IndigoReport): string {
  const computed = projects.filter((project) => project.computed !== null);
  return [
    fileTable(files),
    section('Bonds with metrics that can be computed', bondTable(computed)),
    section('Metrics that differ', metricTable(metrics.filter(({ outcome }) => outcome === 'differs'))),
    section('Cannot be computed', reasonTable(metrics)),
    section('Rows that were refused', exceptionTable(exceptions)),
    wrapped(
      '',
      `metrics computed: ${metrics.filter((metric) => metric.computed !== null).length}, of bonds: ${computed.length}; ` +
        `matched: ${countOf(metrics, 'matched')}, differ: ${countOf(metrics, 'differs')}, ` +
        `nothing to compare: ${countOf(metrics, 'computed-nothing-to-compare')}; ` +
        `metrics that cannot be computed: ${countOf(metrics, 'cannot-be-computed')}`,
    ),
  ].join('\n');
}

/** Which bonds are registered as historical pilots, and how many there were to register. */
export function registrationTable(registered: readonly HistoricalRegistration[], bonds: number): string {
  const table = new FittedTable(['bond', 'historical pilot', 'change']);
  for (const { project, pilotId, change } of registered) table.push([short(project), pilotId, change]);
  const count = (change: HistoricalChange) => registered.filter((each) => each.change === change).length;
  const left = bonds - registered.length;
  return [
    section('Historical pilots', table.toString()),
    `registered: ${count('registered')}, updated: ${count('updated')}, unchanged: ${count('unchanged')}` +
      (left > 0 ? `, not registered: ${left}` : ''),
  ].join('\n');
}

function fileTable(files: IndigoReport['files']): string {
  const table = new FittedTable(
    ['file', 'read', 'used', 'refused', 'SHA-256'],
    ['left', 'right', 'right', 'right'],
  );
  for (const { file, sha256, read, used, refused } of files)
    table.push([file, read, used, refused, `${sha256.slice(0, 16)}…`]);
  return table.toString();
}

function bondTable(projects: IndigoReport['projects']): string {
  const table = new FittedTable(
    ['bond', 'outcome', 'metrics', ...AMOUNTS, 'reason'],
    ['left', 'left', ...RIGHT(4)],
  );
  for (const { project, metrics, ...line } of projects) {
    const all = Object.values(metrics).reduce((total, count) => total + count, 0);
    const done = all - metrics['cannot-be-computed'];
    table.push([short(project), line.outcome, `${done} of ${all}`, ...amountsOf(line), short(line.reason)]);
  }
  return table.toString();
}

function metricTable(metrics: IndigoReport['metrics']): string {
  const table = new FittedTable(['bond', 'metric', ...AMOUNTS, 'reason'], ['left', 'left', ...RIGHT(3)]);
  for (const { project, metric, ...line } of metrics)
    table.push([short(project), short(metric), ...amountsOf(line), short(line.reason)]);
  return table.toString();
}

function reasonTable(metrics: IndigoReport['metrics']): string {
  const counts = new Map<string, number>();
  for (const { outcome, reason = '' } of metrics)
    if (outcome === 'cannot-be-computed') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const table = new FittedTable(['metrics', 'reason'], ['right']);
  for (const [reason, count] of [...counts].toSorted(([, a], [, b]) => b - a))
    table.push([count, short(reason)]);
  return table.toString();
}

function exceptionTable(exceptions: IndigoReport['exceptions']): string {
  const table = new FittedTable(
    ['kind', 'file', 'row', 'bond', 'column', 'reason'],
    ['left', 'left', 'right'],
  );
  for (const { kind, file, row, project = '', column = '', reason } of exceptions)
    table.push([kind, file, row, short(project), short(column), short(reason)]);
  return table.toString();
}

const AMOUNTS = ['computed', 'paid', 'paid less computed'];
const RIGHT = (columns: number) => Array.from({ length: columns }, () => 'right' as const);

function amountsOf({ computed, paid, difference }: HistoricalComparison): string[] {
  const written = (amount: Money | null) => (amount ? formatMoney(amount) : '-');
  return [computed, paid, difference].map(written);
}

function section(title: string, table: string): string {
  return `\n${title}\n${table}`;
}

function countOf(lines: readonly HistoricalComparison[], outcome: HistoricalComparison['outcome']): number {
  return lines.filter((line) => line.outcome === outcome).length;
}

/** Ids and reasons carry what stood in the files: nothing that a terminal would obey. */
function short(text = ''): string {
  return shown(text, LONGEST_REASON);
}
